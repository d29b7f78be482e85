"""What a reviewer reads, and that they read it. There is no other way to it for HR."""

from collections.abc import Iterable

from people import audit
from people.audit import Opening
from people.kept import IN_THE_REGISTER
from people.models import Person, Reading
from stewardship import access
from stewardship.collecting import Passage, collect, names_beside, passages_of
from stewardship.models import AccessReview


class NotYours(Exception):
    """Nobody but the reviewer of an open request reads what is kept about a person."""


def passages_about(review: AccessReview, *, reviewer: Person) -> list[Passage]:
    """Raises NotYours for everybody else, whatever the caller asked before."""
    if not access.may_review(reviewer, review.of):
        raise NotYours
    person = review.of.person
    return passages_of(collect(person), names_beside(person))


def open_passages(passages: Iterable[Passage], *, about: Person, reviewer: Person) -> None:
    """A line in the access log for each record of which something is shown.

    And always one for the register, so that it does not tell whether there is anything.
    """
    shown = [record for passage in passages for record in passage.records]
    records = dict.fromkeys([(IN_THE_REGISTER, about.pk), *shown])
    audit.log_readings(
        reader=reviewer,
        openings=[
            Opening(about.pk, kind, pk, Reading.Basis.SUBJECT_ACCESS) for kind, pk in records
        ],
    )
