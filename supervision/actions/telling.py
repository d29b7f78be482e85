"""Who is told what about a PLR: names and days alone."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from notices.actions import tell
from notices.calendar import Entry
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
    by: Person | None,
    step: str = "",
    path: str = "",
    entry: Entry | None = None,
    **facts: str,
) -> None:
    """Tells everybody but the one who acts; nobody acts where a change of line is followed."""
    tell_all(set(people) - {by}, plr, kind, by=by, step=step, path=path, entry=entry, **facts)


def tell_all(
    people: Iterable[Person],
    plr: PLR,
    kind: str,
    *,
    by: Person | None,
    step: str = "",
    path: str = "",
    entry: Entry | None = None,
    **facts: str,
) -> None:
    known = facts_of(plr, leader_of(plr, on=timezone.localdate()), by=by)
    tell(
        people=people,
        kind=kind,
        about=plr,
        step=step,
        path=path or plr.get_absolute_url(),
        facts=known | facts,
        entry=entry,
    )


def facts_of(plr: PLR, leader: Person, *, by: Person | None) -> dict[str, str]:
    return {
        "by": by.name if by else "",
        "day": day_in_words(plr.day_of_meeting),
        "when": when_in_words(plr.day_of_meeting, plr.starts_at),
        "leader": leader.name,
        "reportee": plr.reportee.name,
    }


def tell_leader(plr: PLR, kind: str, *, by: Person | None, entry: Entry, step: str = "") -> None:
    """Whoever plans for themself gets the entry for the calendar alone."""
    own = plr.led_by == by
    kind = "plr_in_calendar" if own else kind
    tell_all([plr.led_by], plr, kind, by=by, step=step, entry=entry)


def tell_who_led(
    plr: PLR, led_before: Person, kind: str, *, by: Person, entry: Entry, step: str = ""
) -> None:
    kind = "plr_out_of_calendar" if led_before == by else kind
    tell_all([led_before], plr, kind, by=by, step=step, path="/", entry=entry)


def tell_joining(
    plr: PLR, person: Person | None, kind: str, *, by: Person | None, entry: Entry, step: str = ""
) -> None:
    """The practice supervisor who joins, or joined (P22-2.7c)."""
    if person:
        tell_about(plr, [person], kind, by=by, step=step, entry=entry)
