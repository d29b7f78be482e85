"""The rule file of the organisation on a day."""

from datetime import date

from django.conf import settings

from policy import rulebook
from policy.rulebook import Rulebook


def book_on(day: date) -> Rulebook:
    return rulebook.in_force(settings.RULEBOOK, day)
