"""Entries of a rulebook about the policy itself, its roles and who leads whom."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Meta:
    """Document control of the policy (P22-META-a). No approver: shown as not recorded."""

    title: str
    version: str
    owner: str
    implemented: date
    in_force_from: date
    next_review: date
    clause: str
    approver: str = "not recorded"
    approved_on: date | None = None
    replaces: str | None = None


@dataclass(frozen=True)
class RoleGroup:
    """A row of the policy's table of PLR frequency."""

    key: str
    title: str
    clause: str


@dataclass(frozen=True)
class Role:
    """`starter_months` is a suggestion for planning in the first months in post, not a rule.

    `oversees`: sees the facts of the whole unit subtree where the role is posted.
    `manages`: may have people who report to it and lead their PLRs.
    """

    key: str
    title: str
    short: str
    group: str
    family: str
    plr_months: int
    starter_months: int
    clause: str
    case_holding: bool = False
    manages: bool = False
    oversees: bool = False
    supervises_practice: bool = False
    self_regulation: bool = False


@dataclass(frozen=True)
class LeadingRule:
    """Who leads the PLR of these roles. `uncounted`: one led by anyone else never counts."""

    roles: tuple[str, ...]
    allowed: tuple[str, ...]
    sentence: str
    clause: str
    with_reason: tuple[str, ...] = ()
    uncounted: bool = False


@dataclass(frozen=True)
class EmploymentType:
    """`reported`: the person is in the counts, lists and percentages (AMB-32)."""

    key: str
    title: str
    reported: bool
    clause: str


@dataclass(frozen=True)
class AbsenceKind:
    """`long_term` from its twentieth day, or excluded `from_first_day` (AMB-34, AMB-37)."""

    key: str
    title: str
    treatment: Literal["long_term", "from_first_day"]
    clause: str


@dataclass(frozen=True)
class OwnerQuestion:
    """A reading which the policy owner should be asked to confirm."""

    setting: str
    question: str
    current: str
    clause: str
