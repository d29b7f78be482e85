from assurance.models.answer import Answer
from assurance.models.draw import Draw, DrawnFrom, Seed
from assurance.models.lists import CaseList, Review, ReviewFindings
from assurance.models.marking import Marking, MarkingContent, MarkingFigure

__all__ = [
    "Answer",
    "CaseList",
    "Draw",
    "DrawnFrom",
    "Marking",
    "MarkingContent",
    "MarkingFigure",
    "Review",
    "ReviewFindings",
    "Seed",
]
