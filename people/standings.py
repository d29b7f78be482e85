"""Who stands where is worked out in a room above; the pages of every room ask here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """One measure of one person today, as one sentence and as one narrow cell."""

    key: str
    title: str
    status: str
    next_due: date | None
    why: str
    clause: str


@dataclass(frozen=True)
class Standing:
    """`excluded_until` is set while the person is left out of the figures; never why."""

    lines: tuple[Line, ...] = ()
    excluded: bool = False
    excluded_until: date | None = None

    @property
    def to_show(self) -> tuple[Line, ...]:
        """All but duties that there is no occasion for."""
        return tuple(
            line for line in self.lines if line.next_due or line.status != "not_applicable"
        )

    def due(self, key: str) -> date | None:
        return next((line.next_due for line in self.lines if line.key == key), None)


Provider = Callable[[Collection[int], date], Mapping[int, Standing]]


def nobody_knows(people: Collection[int], on: date) -> Mapping[int, Standing]:
    return {}


_provider: list[Provider] = [nobody_knows]


def ask(provider: Provider) -> None:
    """Names the one who knows; the room above does so once, when the site starts."""
    _provider[0] = provider


def standings_of(people: Collection[int], *, on: date) -> Mapping[int, Standing]:
    return _provider[0](people, on)
