"""Development plans: all actions of a person, and those of a team that are late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from people.models import Person
from supervision import access
from supervision.models import Action, ActionContent
from supervision.queries.reading import Openings

NOTES = """
(select count(*) from supervision_actionnote
 where action_id = supervision_actioncontent.action_id)
"""
SOURCES = {
    "plr": "PLRs",
    "meeting": "General meetings",
    "audit": "Audits",
    "observation": "Observations",
}


@dataclass(frozen=True)
class Narrowed:
    """Actions of one source, or about one standard; empty for all."""

    source: str = ""
    standard: str = ""

    @property
    def condition(self) -> Q:
        source = Q(**{f"{self.source}__isnull": False}) if self.source else Q()
        return source & Q(standard=self.standard) if self.standard else source


def may_read_plan(reader: Person, pk: int) -> bool:
    """The person themself, their line manager, and whoever opened it by break-glass."""
    return pk == reader.pk or access.manages(reader, pk) or access.has_opened(reader, pk)


def person_whose_plan_is_open_to(reader: Person, pk: int) -> Person | None:
    return Person.objects.filter(pk=pk).first() if may_read_plan(reader, pk) else None


def in_state(show: str, today: date) -> Q:
    state = Action.State
    return {
        "open": Q(state=state.OPEN),
        "late": Q(state=state.OPEN, due_on__lt=today),
        "closed": Q(state__in=[state.DONE, state.DROPPED]),
        "done": Q(state=state.DONE),
        "dropped": Q(state=state.DROPPED),
        "all": Q(),
    }[show]


def plan_of(
    person: Person, *, openings: Openings, show: str, narrowed: Narrowed, today: date
) -> Sequence[ActionContent]:
    actions = Action.objects.filter(narrowed.condition, in_state(show, today), person=person)
    contents = ActionContent.objects.visible_to(openings.reader).filter(action__in=actions)
    found = list(
        contents.select_related(
            "action__owner",
            "action__plr",
            "action__meeting",
            "action__audit",
            "action__observation",
        )
        .annotate(notes=RawSQL(NOTES, []))
        .order_by("action__due_on", "pk")
    )
    openings.add_pieces(found)
    return found


def counts(
    person: Person, shows: Iterable[str], *, narrowed: Narrowed, today: date
) -> dict[str, int]:
    numbers = {show: Count("pk", filter=in_state(show, today)) for show in shows}
    return Action.objects.filter(narrowed.condition, person=person).aggregate(**numbers)


def standards_in(person: Person) -> set[str]:
    """The keys of those that actions of the person are about."""
    actions = Action.objects.filter(person=person).exclude(standard="")
    return set(actions.order_by().values_list("standard", flat=True).distinct())


def actions_of_team(reader: Person, *, show: str, today: date) -> QuerySet[Action]:
    """Facts of the actions of everybody in reach but the reader, earliest due first."""
    others = Person.objects.facts_open_to(reader, "person") & ~Q(person=reader)
    actions = Action.objects.filter(others, in_state(show, today))
    related = actions.select_related("person", "owner", "plr", "meeting", "audit", "observation")
    return related.order_by("due_on", "pk")


def written_of(actions: Iterable[Action], *, openings: Openings) -> Mapping[int, ActionContent]:
    """What is written of those that the reader may read, by the action."""
    contents = ActionContent.objects.visible_to(openings.reader).filter(action__in=list(actions))
    found = list(contents.select_related("action__plr"))
    openings.add_pieces(found)
    return {content.pk: content for content in found}
