"""The manager whose record was sampled answers, and says what they will do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from assurance.actions.telling import tell_of_answer
from assurance.models import Answer, Draw
from people import audit
from people.models import Person
from supervision.actions.joining import agree_with_oneself


@dataclass(frozen=True)
class PlannedAction:
    description: str
    due_on: date


@transaction.atomic
def answer_feedback(
    *, draw: Draw, text: str, actions: Sequence[PlannedAction], by: Person, now: datetime
) -> bool:
    """The first answer stands. Its actions join the manager's own development plan."""
    planned = [{"description": one.description, "due": one.due_on.isoformat()} for one in actions]
    _, first = Answer.objects.get_or_create(
        draw=draw, defaults={"text": text, "actions": planned, "at": now}
    )
    if not first:
        return False
    for one in actions:
        agree_with_oneself(by, one.description, due_on=one.due_on, now=now)
    audit.record("sample_answered", draw, by=by)
    tell_of_answer(draw)
    return True
