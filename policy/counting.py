"""What counts for a measure, and why the rest does not (AMB-13 to AMB-21, AMB-26, AMB-30)."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from policy.facts import Audit, Person, Plr
from policy.rulebook import Rulebook
from policy.rulebook.compliance import Counted

NOT_FINALISED = "held, but its record is not finalised"


class Event(NamedTuple):
    """Something on record. `left_out`: why it never counts; blank if it does."""

    on: date
    type: str
    left_out: str = ""
    format: str = ""


class Events:
    """The events of one person for one kind of counting, the earliest first."""

    def __init__(self, events: Iterable[Event], *, once_a_day: bool) -> None:
        self.all = sorted(events)
        counting = [event for event in self.all if not event.left_out]
        dates = [event.on for event in counting]
        self.dates = sorted(set(dates)) if once_a_day else dates
        self._by_format: dict[str, list[date]] = {}
        for event in counting:
            if event.format:
                self._by_format.setdefault(event.format, []).append(event.on)

    def between(self, first: date, last: date) -> Sequence[date]:
        return _between(self.dates, first, last)

    def newest_of_each(self, number: int, first: date, last: date) -> Sequence[date]:
        """The latest `number` of each format, the earliest first."""
        newest: list[date] = []
        for dates in self._by_format.values():
            newest += _between(dates, first, last)[-number:]
        newest.sort()
        return newest


def _between(dates: list[date], first: date, last: date) -> list[date]:
    return dates[bisect_left(dates, first) : bisect_right(dates, last)]


class Record:
    """What was on record of one person on `known_on`, and whether it counts."""

    def __init__(self, person: Person, known_on: date, book: Rulebook) -> None:
        self.person = person
        self.known_on = known_on
        self.book = book
        self._events: dict[Counted, Events] = {}

    def events(self, kind: Counted) -> Events:
        if kind not in self._events:
            reader, once_a_day = _READERS[kind]
            self._events[kind] = Events(reader(self), once_a_day=once_a_day)
        return self._events[kind]

    @cached_property
    def plrs(self) -> list[tuple[Plr, str]]:
        """Every PLR, and why it does not count; blank if it does."""
        return [(plr, self._plr_left_out(plr)) for plr in self.person.plrs]

    @cached_property
    def assessed(self) -> Mapping[str, Sequence[date]]:
        """The days of PLRs that count in which the manager graded a standard, by standard."""
        days: dict[str, list[date]] = {key: [] for key in self.book.standards}
        for plr, left_out in self.plrs:
            if not left_out:
                for standard in plr.standards:
                    days[standard].append(plr.held_on)
        return {standard: sorted(held) for standard, held in days.items()}

    def final(self, finalised_on: date | None) -> bool:
        return finalised_on is not None and finalised_on <= self.known_on

    def _plr_left_out(self, plr: Plr) -> str:
        if plr.status == "cancelled":
            return "cancelled"
        if plr.status == "scheduled":
            return "planned, and not held"
        if plr.status != "finalised" or not self.final(plr.finalised_on):
            return NOT_FINALISED
        if not plr.standards:
            return "the manager graded no standard"
        return self._led_by_the_wrong_role(plr) if plr.leader_role else ""

    def _led_by_the_wrong_role(self, plr: Plr) -> str:
        posting, leader = self.person.posting_on(plr.held_on), plr.leader_role
        if not posting or not leader or self.book.counts_when_led_by(posting.role, leader):
            return ""
        return f"led by somebody in the role {self.book.roles[leader].title.lower()}"

    def audit_left_out(self, audit: Audit) -> str:
        """Only supervision audits on the full tool count (AMB-21)."""
        if not self.final(audit.finalised_on):
            return "not finalised"
        if audit.tool != "full":
            return f"{self.book.choices.audit_tools[audit.tool].title} does not count"
        if audit.source != "supervision":
            source = self.book.choices.audit_sources[audit.source].title
            return f"audits with the source {source} do not count"
        return "" if audit.format else "neither normal nor collaborative"


def _plrs(record: Record) -> Iterator[Event]:
    """One a day (AMB-19). General meetings are named as what never counts (AMB-20)."""
    days: set[date] = set()
    for plr, left_out in record.plrs:
        twice = not left_out and plr.held_on in days
        if not left_out:
            days.add(plr.held_on)
        yield Event(plr.held_on, "plr", "a second record for the same day" if twice else left_out)
    for meeting in record.person.meetings:
        yield Event(meeting.held_on, "general_meeting", "a general meeting never counts as a PLR")


def _safe(record: Record) -> Iterator[Event]:
    """Once for each PLR in which the manager graded Safe, whatever the grade (AMB-49)."""
    for plr, left_out in record.plrs:
        if not left_out and "safe" not in plr.standards:
            left_out = "the manager did not grade the Safe standard"
        yield Event(plr.held_on, "plr", left_out)


def _audits(record: Record) -> Iterator[Event]:
    for audit in record.person.audits:
        left_out = record.audit_left_out(audit)
        yield Event(audit.completed_on, "audit", left_out, audit.format or "")


def _observations(record: Record) -> Iterator[Event]:
    for observation in record.person.observations:
        left_out = "" if record.final(observation.finalised_on) else "not finalised"
        yield Event(observation.observed_on, "observation", left_out)


def _group_sessions(record: Record) -> Iterator[Event]:
    """Those who attended, once a day. Other general meetings do not count (AMB-30)."""
    for meeting in record.person.meetings:
        if meeting.kind != "group_supervision":
            left_out = "not a group supervision session"
        elif not meeting.attended:
            left_out = "not attended"
        else:
            left_out = "" if record.final(meeting.finalised_on) else "not finalised"
        yield Event(meeting.held_on, "general_meeting", left_out)


_Reader = Callable[[Record], Iterator[Event]]
_READERS: Mapping[Counted, tuple[_Reader, bool]] = {
    "plr": (_plrs, True),
    "safe": (_safe, True),
    "audit": (_audits, False),
    "observation": (_observations, True),
    "group_session": (_group_sessions, True),
}
