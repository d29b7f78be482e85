"""What counts for a measure, and why the rest does not (AMB-13 to AMB-21, AMB-26, AMB-30)."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from policy.facts import Audit, Observation, Person, Plr
from policy.rulebook import Rulebook
from policy.rulebook.compliance import Counted

NOT_FINALISED = "held, but its record is not finalised"


class Event(NamedTuple):
    """Something on record. `left_out`: why it never counts; None if it does."""

    type: str
    on: date
    left_out: str | None = None
    format: str | None = None


class Events:
    """The events of one person for one kind of counting, the earliest first."""

    def __init__(self, events: Iterable[Event], *, once_a_day: bool) -> None:
        self.all = sorted(events, key=lambda event: (event.on, event.left_out or ""))
        dates = [event.on for event in self.all if event.left_out is None]
        self.dates = sorted(set(dates)) if once_a_day else dates
        self._by_format: dict[str, list[date]] = {}
        for event in self.all:
            if event.left_out is None and event.format:
                self._by_format.setdefault(event.format, []).append(event.on)

    def between(self, first: date, last: date) -> list[date]:
        return _between(self.dates, first, last)

    def newest_of_each(self, number: int, first: date, last: date) -> list[date]:
        """The latest `number` of each format, the earliest first."""
        formats = self._by_format.values()
        return sorted(day for dates in formats for day in _between(dates, first, last)[-number:])


def _between(dates: list[date], first: date, last: date) -> list[date]:
    return dates[bisect_left(dates, first) : bisect_right(dates, last)]


def events_of(kind: Counted, person: Person, known_on: date, book: Rulebook) -> Events:
    """Everything on record that bears on this kind of counting."""
    reader, once_a_day = _READERS[kind]
    return Events(reader(person, known_on, book), once_a_day=once_a_day)


def plr_counts(plr: Plr, person: Person, known_on: date, book: Rulebook) -> bool:
    return _plr_left_out(plr, person, known_on, book) is None


def _plrs(person: Person, known_on: date, book: Rulebook) -> Iterator[Event]:
    days: set[date] = set()
    for plr in person.plrs:
        left_out = _plr_left_out(plr, person, known_on, book)
        if left_out is None and plr.held_on in days:
            left_out = "a second record for the same day"
        elif left_out is None:
            days.add(plr.held_on)
        yield Event("plr", plr.held_on, left_out)
    yield from _general_meetings(person)


def _general_meetings(person: Person) -> Iterator[Event]:
    reason = "a general meeting never counts as a PLR"
    return (Event("general_meeting", meeting.held_on, reason) for meeting in person.meetings)


def _plr_left_out(plr: Plr, person: Person, known_on: date, book: Rulebook) -> str | None:
    if plr.status == "cancelled":
        return "cancelled"
    if plr.status == "scheduled":
        return "planned, and not held"
    if plr.status != "finalised" or plr.finalised_on is None or plr.finalised_on > known_on:
        return NOT_FINALISED
    if not plr.standards:
        return "the manager graded no standard"
    posting = person.posting_on(plr.held_on)
    if posting and plr.leader_role and not book.counts_when_led_by(posting.role, plr.leader_role):
        return f"led by somebody in the role {book.roles[plr.leader_role].title.lower()}"
    return None


def _safe(person: Person, known_on: date, book: Rulebook) -> Iterator[Event]:
    """Once for each PLR in which the manager graded Safe, whatever the grade (AMB-49)."""
    for plr in person.plrs:
        left_out = _plr_left_out(plr, person, known_on, book)
        if left_out is None and "safe" not in plr.standards:
            left_out = "the manager did not grade the Safe standard"
        yield Event("plr", plr.held_on, left_out)


def _audits(person: Person, known_on: date, book: Rulebook) -> Iterator[Event]:
    for audit in person.audits:
        left_out = _audit_left_out(audit, known_on, book)
        yield Event("audit", audit.completed_on, left_out, audit.format)


def _audit_left_out(audit: Audit, known_on: date, book: Rulebook) -> str | None:
    """Only supervision audits on the full tool count (AMB-21)."""
    if not _finalised(audit.finalised_on, known_on):
        return "not finalised"
    if audit.tool != "full":
        return f"{book.choices.audit_tools[audit.tool].title} does not count"
    if audit.source != "supervision":
        source = book.choices.audit_sources[audit.source].title
        return f"audits with the source {source} do not count"
    return None if audit.format else "neither normal nor collaborative"


def _observations(person: Person, known_on: date, _book: Rulebook) -> Iterator[Event]:
    for observation in person.observations:
        left_out = _observation_left_out(observation, known_on)
        yield Event("observation", observation.observed_on, left_out)


def _observation_left_out(observation: Observation, known_on: date) -> str | None:
    return None if _finalised(observation.finalised_on, known_on) else "not finalised"


def _group_sessions(person: Person, known_on: date, _book: Rulebook) -> Iterator[Event]:
    """Those who attended, once a day. Other general meetings do not count (AMB-30)."""
    for meeting in person.meetings:
        if meeting.kind != "group_supervision":
            left_out: str | None = "not a group supervision session"
        elif not meeting.attended:
            left_out = "not attended"
        else:
            left_out = None if _finalised(meeting.finalised_on, known_on) else "not finalised"
        yield Event("general_meeting", meeting.held_on, left_out)


def _finalised(finalised_on: date | None, known_on: date) -> bool:
    return finalised_on is not None and finalised_on <= known_on


_Reader = Callable[[Person, date, Rulebook], Iterator[Event]]
_READERS: Mapping[Counted, tuple[_Reader, bool]] = {
    "plr": (_plrs, True),
    "safe": (_safe, True),
    "audit": (_audits, False),
    "observation": (_observations, True),
    "group_session": (_group_sessions, True),
}
