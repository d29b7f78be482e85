"""Entries of a rulebook about what is worked out: grades, dates, reminders, warnings."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class GradeLimit:
    """`trigger` among the inputs limits the proposal to `at_most`; only in `standard`, if named."""

    key: str
    trigger: str
    at_most: str
    sentence: str
    clause: str
    standard: str | None = None


@dataclass(frozen=True)
class Grading:
    """How the overall grade is proposed (AMB-53). `bands` have the least points of each grade."""

    standards_weight: Fraction
    qai_weight: Fraction
    bands: Mapping[str, Fraction]
    limits: tuple[GradeLimit, ...]
    clause: str


@dataclass(frozen=True)
class Cadence:
    """How the next PLR is planned. `most_a_week`: PLRs of one manager.

    `months_interval_holds`: how long an agreed interval is kept before it is looked at again.
    """

    months_new_in_post: int
    months_after_return: int
    most_a_week: int
    meeting_minutes: int
    months_interval_holds: int
    clause: str


@dataclass(frozen=True)
class Reminder:
    """When somebody is told. Calendar days, unless the name says working days.

    `says`: to the person whom it is about; `says_of`: to anybody else. `{person}` and `{day}` are
    filled in.
    """

    key: str
    title: str
    clause: str
    days_before: tuple[int, ...] = ()
    days_after: tuple[int, ...] = ()
    working_days_after: tuple[int, ...] = ()
    escalate_days_after: int | None = None
    says: str = ""
    says_of: str = ""


@dataclass(frozen=True)
class MarkKind:
    """What is said to a writer about text that may identify a case, child or family."""

    key: str
    title: str
    sentence: str


@dataclass(frozen=True)
class MarkPattern:
    """A regular expression for one kind. Must run in linear time: bounded repeats only."""

    kind: str
    pattern: str
    example: str


@dataclass(frozen=True)
class Identifiable:
    """What looks like data about a case, child or family (CON-32).

    A full date between `event_years` and `child_years` ago may be a child's birthday. Words in
    `not_names` are no part of a name, although they have a capital letter.
    """

    kinds: Mapping[str, MarkKind]
    patterns: tuple[MarkPattern, ...]
    birth_words: tuple[str, ...]
    child_words: tuple[str, ...]
    not_names: tuple[str, ...]
    child_years: int
    event_years: int
    clause: str
