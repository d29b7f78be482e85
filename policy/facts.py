"""What is known of one person, as plain values: the input of the compliance engine.

Dates are London dates. Every end is the last day included. A grade may be None where the reader
may not see it: dates and counts are judged all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Posting:
    start: date
    role: str
    unit: str
    employment_type: str = "employed"
    case_holding: bool = False
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """`returned_on`: first day back, if it is not the day after `end` (AMB-38)."""

    start: date
    kind: str
    end: date | None = None
    returned_on: date | None = None
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Plr:
    """`standards`: what the manager graded. `leader_role`: role of whoever led it on that day."""

    held_on: date
    status: Literal["scheduled", "held", "finalised", "cancelled"]
    finalised_on: date | None = None
    standards: Mapping[str, str | None] = field(default_factory=dict)
    leader_role: str | None = None


@dataclass(frozen=True, slots=True)
class GeneralMeeting:
    held_on: date
    kind: str
    finalised_on: date | None = None
    attended: bool = True


@dataclass(frozen=True, slots=True)
class Audit:
    """`key` is how whoever asks calls it."""

    completed_on: date
    tool: str
    source: str
    grade: str | None = None
    format: str | None = None
    finalised_on: date | None = None
    recorded_at: datetime | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    observed_on: date
    setting: str
    grade: str | None = None
    finalised_on: date | None = None
    recorded_at: datetime | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on self-regulation. `recorded_on`: when the PLR or meeting with it was final."""

    decided_on: date
    outcome: Literal["approved", "withdrawn", "kept", "suspended"]
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """`records_start`: the day from which the organisation keeps records here (AMB-10)."""

    staff_number: str
    joined: date
    left: date | None = None
    records_start: date | None = None
    postings: tuple[Posting, ...] = ()
    absences: tuple[Absence, ...] = ()
    plrs: tuple[Plr, ...] = ()
    meetings: tuple[GeneralMeeting, ...] = ()
    audits: tuple[Audit, ...] = ()
    observations: tuple[Observation, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def in_service(self, day: date) -> bool:
        """From the joining date through the last day of service (AMB-48)."""
        return self.joined <= day and (self.left is None or day <= self.left)

    def posting_on(self, day: date) -> Posting | None:
        for posting in self.postings:
            if posting.start <= day and (posting.end is None or day <= posting.end):
                return posting
        return None
