from assurance.models.answer import Answer
from assurance.models.draw import Draw, Seed
from assurance.models.lists import CaseList, Review
from assurance.models.marking import Marking, MarkingContent, MarkingFigure

__all__ = [
    "Answer",
    "CaseList",
    "Draw",
    "Marking",
    "MarkingContent",
    "MarkingFigure",
    "Review",
    "Seed",
]
