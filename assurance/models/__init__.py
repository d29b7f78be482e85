from assurance.models.answer import Answer
from assurance.models.draw import Draw, Seed
from assurance.models.lists import CaseList, Review
from assurance.models.marking import Marking

__all__ = ["Answer", "CaseList", "Draw", "Marking", "Review", "Seed"]
