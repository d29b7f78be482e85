"""Who is told what about a PLR: names and days alone."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from notices.actions import tell
from people.models import Person
from people.queries import line_manager_of
from supervision.models import PLR
from supervision.queries.leading import leader_of
from supervision.words import day_in_words, when_in_words


def tell_next_level(plr: PLR, kind: str, *, by: Person, on: date, step: str = "") -> None:
    next_level = line_manager_of(person_id=by.pk, on=on)
    if next_level:
        tell_about(plr, [next_level], kind, by=by, step=step, path="/")


def tell_about(
    plr: PLR,
    people: Iterable[Person],
    kind: str,
    *,
    by: Person,
    step: str = "",
    path: str = "",
    **facts: str,
) -> None:
    """Tells everybody but the one who acts."""
    known = {
        "by": by.name,
        "day": day_in_words(plr.day_of_meeting),
        "when": when_in_words(plr.day_of_meeting, plr.starts_at),
        "leader": leader_of(plr, on=timezone.localdate()).name,
        "reportee": plr.reportee.name,
    }
    tell(
        people=set(people) - {by},
        kind=kind,
        about=plr,
        step=step,
        path=path or plr.get_absolute_url(),
        facts=known | facts,
    )
