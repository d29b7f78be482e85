"""Actions of a finalised piece join the person's development plan, which a room above keeps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from qai.models import Piece


@dataclass(frozen=True)
class PlannedAction:
    """One row of an audit or observation, as it was agreed."""

    description: str
    owner_id: int
    due_on: date
    category: str


Plan = Callable[[Piece, Sequence[PlannedAction], datetime], None]


def nobody_keeps_it(piece: Piece, actions: Sequence[PlannedAction], now: datetime) -> None:
    """Until the room above has named itself."""


_plan: list[Plan] = [nobody_keeps_it]


def keep_in(plan: Plan) -> None:
    """Names the one who keeps the plan; the room above does so once, when the site starts."""
    _plan[0] = plan


def join_plan(*, piece: Piece, actions: Sequence[PlannedAction], now: datetime) -> None:
    if actions:
        _plan[0](piece, actions, now)
