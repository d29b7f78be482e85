from collections.abc import Sequence
from datetime import datetime

from people.models import Person
from qai.plan import PlannedAction
from supervision.models import Action, ActionContent


def join_development_plan(
    person: Person, actions: Sequence[PlannedAction], by: Person, now: datetime
) -> None:
    """Actions agreed in an audit or observation come back at the next PLR (P22-2.5i)."""
    made = Action.objects.bulk_create(
        Action(
            person=person,
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
