from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q

from people.models import Person
from supervision import access
from supervision.models import Action, ActionContent
from supervision.queries.reading import Openings


def may_read_plan(reader: Person, pk: int) -> bool:
    """The person themself and their line manager; nobody else reads a whole plan."""
    return pk == reader.pk or access.manages(reader, pk)


def person_whose_plan_is_open_to(reader: Person, pk: int) -> Person | None:
    return Person.objects.filter(pk=pk).first() if may_read_plan(reader, pk) else None


def plan_of(
    person: Person, *, openings: Openings, show: str, today: date
) -> Sequence[ActionContent]:
    wanted = {
        "open": Q(action__state=Action.State.OPEN),
        "late": Q(action__state=Action.State.OPEN, action__due_on__lt=today),
        "done": Q(action__state=Action.State.DONE),
        "dropped": Q(action__state=Action.State.DROPPED),
        "all": Q(),
    }[show]
    contents = ActionContent.objects.visible_to(openings.reader).filter(
        wanted, action__person=person
    )
    found = list(
        contents.select_related(
            "action__owner",
            "action__plr",
            "action__meeting",
            "action__audit",
            "action__observation",
        )
        .annotate(notes=Count("action__notes"))
        .order_by("action__due_on", "pk")
    )
    openings.add_pieces(found)
    return found


def counts(person: Person, *, today: date) -> dict[str, int]:
    state = Action.State
    return Action.objects.filter(person=person).aggregate(
        open=Count("pk", filter=Q(state=state.OPEN)),
        late=Count("pk", filter=Q(state=state.OPEN, due_on__lt=today)),
        done=Count("pk", filter=Q(state=state.DONE)),
        dropped=Count("pk", filter=Q(state=state.DROPPED)),
        all=Count("pk"),
    )
