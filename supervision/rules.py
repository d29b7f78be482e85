"""The policy in force for one PLR, and the role in which its reportee had it."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404

from people.models import Person, Posting
from people.queries import post_of, posts_of
from people.rules import book_on
from policy.rulebook import Leading, Rulebook
from policy.rulebook.people import Role
from supervision.models import PLR

NO_POST = Leading("refused", True, "Whoever leads a PLR needs a post.", "P22-2.13a")


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


@dataclass(frozen=True)
class Leader:
    """Somebody who could lead a PLR, and whether the policy lets them."""

    person: Person
    leading: Leading

    @property
    def asked_why(self) -> bool:
        return self.leading.outcome == "with_reason"


def rules_for_person(person_id: int, *, on: date) -> Rules:
    """Raises NoPost."""
    post = post_of(person_id=person_id, on=on)
    if post is None:
        raise NoPost
    return Rules(book=book_on(on), posting=post)


def rules_for(plr: PLR) -> Rules:
    """By the role on the day of the meeting."""
    return rules_for_person(plr.reportee_id, on=plr.day_of_meeting)


def rules_and_leading(plr: PLR, *, writer: Person) -> tuple[Rules, Leading]:
    """With the rules, whether whoever leads it may, by their post of that day (AMB-18).

    That is the one who was named to stand in for the line manager, or else who writes the record:
    so a record begun by the wrong person is adopted by the line manager who finishes it.
    """
    leader = plr.led_by_id if plr.stand_in else writer.pk
    day = plr.day_of_meeting
    posts = posts_of(people=[plr.reportee_id, leader], on=day)
    if plr.reportee_id not in posts:
        raise NoPost
    rules = Rules(book=book_on(day), posting=posts[plr.reportee_id])
    if leader not in posts:
        return rules, NO_POST
    return rules, rules.book.may_lead(rules.role, posts[leader].role)


def rules_and_leading_as_it_was(plr: PLR) -> tuple[Rules, Leading]:
    """Of a finalised PLR: who led it cannot be changed any more, only the reason for it."""
    rules, leading = rules_and_leading(plr, writer=plr.led_by)
    return rules, replace(leading, outcome="allowed") if leading.refused else leading
