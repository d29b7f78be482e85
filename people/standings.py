"""Who stands where is worked out in a room above; the pages of every room ask here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class Cell:
    """One measure of one person today, for one narrow cell."""

    key: str
    status: str
    next_due: date | None


@dataclass(frozen=True)
class Line(Cell):
    """And as one sentence."""

    title: str
    why: str
    clause: str


@dataclass(frozen=True)
class Brief:
    """`excluded_until` is set while the person is left out of the figures; never why."""

    lines: Sequence[Cell] = ()
    excluded: bool = False
    excluded_until: date | None = None

    def line(self, key: str) -> Cell | None:
        return next((line for line in self.lines if line.key == key), None)

    def due(self, key: str) -> date | None:
        line = self.line(key)
        return line.next_due if line else None

    def is_late(self, key: str) -> bool:
        """Also with a day still to come: too few so far."""
        line = self.line(key)
        return line is not None and line.status == "non_compliant"


@dataclass(frozen=True)
class Standing(Brief):
    lines: Sequence[Line] = ()

    @property
    def to_show(self) -> list[Line]:
        """All but duties that there is no occasion for."""
        return [line for line in self.lines if line.next_due or line.status != "not_applicable"]


class Knowing(Protocol):
    """Whoever knows."""

    def standings_of(self, people: Collection[int], on: date) -> Mapping[int, Standing]: ...

    def briefs_of(self, people: Collection[int], on: date) -> Mapping[int, Brief]: ...


_knowing: list[Knowing] = []


def ask(knowing: Knowing) -> None:
    """Names the one who knows; the room above does so once, when the site starts."""
    _knowing[:] = [knowing]


def standings_of(people: Collection[int], *, on: date) -> Mapping[int, Standing]:
    """Worked out from facts at this moment."""
    return _knowing[0].standings_of(people, on)


def briefs_of(people: Collection[int], *, on: date) -> Mapping[int, Brief]:
    """For lists: as they were worked out when something last changed, if that is of the day."""
    return _knowing[0].briefs_of(people, on)
