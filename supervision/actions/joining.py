from collections.abc import Sequence
from datetime import date, datetime

from people.models import Person
from qai.models import Audit, Observation, Piece
from qai.plan import PlannedAction
from supervision.models import Action, ActionContent


def join_development_plan(piece: Piece, actions: Sequence[PlannedAction], now: datetime) -> None:
    """Actions agreed in an audit or observation come back at the next PLR (P22-2.5i)."""
    made = Action.objects.bulk_create(
        Action(
            person=piece.person,
            audit=piece if isinstance(piece, Audit) else None,
            observation=piece if isinstance(piece, Observation) else None,
            number=number,
            owner_id=planned.owner_id,
            due_on=planned.due_on,
            category=planned.category,
            created_at=now,
        )
        for number, planned in enumerate(actions, 1)
    )
    ActionContent.objects.bulk_create(
        ActionContent(action=action, description=planned.description)
        for action, planned in zip(made, actions, strict=True)
    )


def agree_with_oneself(person: Person, description: str, *, due_on: date, now: datetime) -> Action:
    """An action that somebody set for themself, such as after a dip sample of their record."""
    action = Action.objects.create(person=person, owner=person, due_on=due_on, created_at=now)
    ActionContent.objects.create(action=action, description=description)
    return action
