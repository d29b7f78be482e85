"""Entries of a rulebook about compliance: measures, exclusions and self-regulation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Counted = Literal["plr", "safe", "audit", "group_session", "observation"]
Headline = Literal["shortest_and_longest", "shortest", "longest", "all"]
ExclusionReason = Literal[
    "employment_type",
    "maternity_adoption",
    "long_term_absence",
    "returner",
    "new_starter",
    "position_change",
]


@dataclass(frozen=True)
class ColumnRule:
    """So many in any so many months. Of each format no more than `at_most_of_each` count."""

    key: str
    months: int
    required: int
    clause: str
    at_most_of_each: int | None = None


@dataclass(frozen=True)
class MeasureRule:
    """The columns for some roles. `case_holders`: only for those of them who hold cases."""

    columns: Mapping[str, ColumnRule]
    clause: str
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    case_holders: bool = False


@dataclass(frozen=True)
class MeasureEntry:
    """`thing` and `things` name in sentences what is counted."""

    key: str
    title: str
    counts: Counted
    thing: str
    things: str
    clause: str
    rules: tuple[MeasureRule, ...]
    starter_months: int | None = None


@dataclass(frozen=True)
class Windows:
    """How all windows are read. `headline`: which columns decide. A due date is in time itself;
    `grace_days` more are."""

    mode: Literal["rolling"]
    headline: Headline
    grace_days: int
    clause: str


@dataclass(frozen=True)
class DutyEntry:
    """A measure without columns."""

    key: str
    title: str
    months: int
    clause: str


@dataclass(frozen=True)
class ExclusionEntry:
    """`because` completes 'Excluded from reporting: the person is ...' in a sentence."""

    key: str
    title: str
    because: str
    clause: str


@dataclass(frozen=True)
class Exclusions:
    """Who is left out of the figures, and for how long (AMB-33 to AMB-43)."""

    long_absence_days: int
    long_absence_basis: Literal["calendar", "working"]
    returner_months: int
    new_starter_months: int
    position_change_months: int
    advise_after_months: int
    advise_untested_months: int
    reasons: Mapping[str, ExclusionEntry]
    clause: str


@dataclass(frozen=True)
class QuickQA:
    """When the short tool may not be used for a case file audit (AMB-27)."""

    new_starter_months: int
    clause: str
    in_use_until: date | None = None


@dataclass(frozen=True)
class SelfRegulation:
    """Thresholds of delegated authority (AMB-56 to AMB-63).

    `counting_tools` count for and against, `warning_tools` only against. `allows` completes
    "You may …".
    """

    good: str
    consider_at_once: str
    consider_in_a_row: str
    in_a_row: int
    run_to_approve: int
    run_to_reconsider: int
    counting_tools: tuple[str, ...]
    warning_tools: tuple[str, ...]
    record_within_days: int
    allows: str
    clause: str
