from datetime import date, datetime

from django.db import transaction

from people import audit
from people.models import Person
from supervision.models import PLR, Action, ActionContent, ActionNote, Pin


@transaction.atomic
def note_progress(*, action: Action, text: str, by: Person, now: datetime) -> ActionNote:
    """The same words twice are one note: the button was pressed twice."""
    Action.objects.select_for_update().get(pk=action.pk)
    last = action.notes.order_by("at", "pk").last()
    if last and (last.by, last.text, last.kind) == (by, text, ActionNote.Kind.PROGRESS):
        return last
    note = ActionNote.objects.create(action=action, text=text, by=by, at=now)
    audit.record("action_noted", action, by=by)
    return note


@transaction.atomic
def close_action(
    *, action: Action, state: Action.State, impact: str, by: Person, now: datetime, today: date
) -> bool:
    """Done or dropped, with the difference it made (P22-2.5e); closing twice is closing once."""
    if not Action.objects.open().filter(pk=action.pk).update(state=state, closed_on=today):
        return False
    ActionContent.objects.filter(pk=action.pk).update(impact=impact)
    ActionNote.objects.create(action=action, kind=state, text=impact, by=by, at=now)
    audit.record("action_closed", action, by=by, state=state)
    return True


@transaction.atomic
def pin(*, plr: PLR, item: str, by: Person) -> None:
    Pin.objects.get_or_create(plr=plr, item=item, defaults={"by": by})


@transaction.atomic
def unpin(*, plr: PLR, item: str) -> None:
    Pin.objects.filter(plr=plr, item=item).delete()
