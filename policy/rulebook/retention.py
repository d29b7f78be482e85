"""Entries of a rulebook about how long each kind of record is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class KeptKind:
    """One kind of record, and for how many calendar months it is kept.

    `clock`: `left` counts from the last day of service of whoever it is about, `own` from the day
    of the record itself. `source`: who says so, in words for the people concerned.
    """

    key: str
    title: str
    what: str
    clock: Literal["left", "own"]
    months: int
    source: str
    clause: str

    @property
    def counts_from_leaving(self) -> bool:
        return self.clock == "left"

    @property
    def period(self) -> str:
        since = "the last day of service" if self.counts_from_leaving else "their own day"
        return f"{self.months} months after {since}"


@dataclass(frozen=True)
class Retention:
    """`keep_staff_number`: whether it stays in the line that remembers what was disposed of."""

    keep_staff_number: bool
    kinds: Mapping[str, KeptKind]
    clause: str
