"""The policy in force for one PLR, and the role in which its reportee had it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404

from people.models import Posting
from people.queries import post_of
from policy import rulebook
from policy.rulebook import Leading, Rulebook
from policy.rulebook.people import Role
from supervision.models import PLR


class NoPost(Http404):
    """The person was never posted, so no policy says how their PLR goes."""


@dataclass(frozen=True)
class Rules:
    book: Rulebook
    posting: Posting

    @property
    def role(self) -> str:
        return self.posting.role

    @property
    def role_entry(self) -> Role:
        return self.book.roles[self.role]


def book_on(day: date) -> Rulebook:
    return rulebook.in_force(settings.RULEBOOK, day)


def rules_for_person(person_id: int, *, on: date) -> Rules:
    """Raises NoPost."""
    post = post_of(person_id=person_id, on=on)
    if post is None:
        raise NoPost
    return Rules(book=book_on(on), posting=post)


def rules_for(plr: PLR) -> Rules:
    """By the role on the day of the meeting."""
    return rules_for_person(plr.reportee_id, on=plr.day_of_meeting)


def leading_of(plr: PLR, rules: Rules) -> Leading:
    """Whether whoever leads it may, by their post on the day of the meeting (AMB-18)."""
    post = post_of(person_id=plr.led_by_id, on=plr.day_of_meeting)
    if post is None:
        return Leading("refused", True, "Whoever leads a PLR needs a post.", "P22-2.13a")
    return rules.book.may_lead(rules.role, post.role)
