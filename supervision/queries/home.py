"""What each kind of person needs to see first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from notices.queries import messages_of
from people.models import Absence, Person, Reading, ReportingLine
from qai.models import AuditContent, ObservationContent
from qai.queries.home import asks_of
from supervision.models import PLR, Action, ActionContent, SelfAssessment
from supervision.queries.pieces import AUDIT, OBSERVATION
from supervision.queries.reading import Openings
from supervision.stages import Step, step_for_leader, step_for_reportee, step_for_settler

LATEST_PLRS = 40
LATEST_PIECES = 3
LATEST_ACTIONS = 8


def plrs_around(person: Person) -> tuple[list[PLR], list[PLR]]:
    """The person's own PLRs, and those beside them that ask something of the person."""
    own = Q(reportee=person) & ~Q(state=PLR.State.CANCELLED)
    plrs = PLR.objects.filter(own | beside_the_team(person)).select_related("led_by", "reportee")
    latest = list(plrs.order_by("-planned_for")[:LATEST_PLRS])
    return (
        [plr for plr in latest if plr.reportee_id == person.pk],
        [plr for plr in latest if plr.reportee_id != person.pk],
    )


def own_steps(plrs: Sequence[PLR], *, today: date) -> list[Step]:
    """Of finished records only the last one asks for an answer: a loaded past asks for none."""
    last_final = next((plr for plr in plrs if plr.is_final), None)
    asking = [plr for plr in plrs if plr.is_open or plr == last_final]
    steps = (step_for_reportee(plr, today=today) for plr in asking)
    return sorted((step for step in steps if step), key=lambda step: step.urgency)


def draft_of(plrs: Sequence[PLR]) -> SelfAssessment | None:
    """The self-assessment that is being written, for the next PLR."""
    waiting = [plr for plr in plrs if plr.is_open and not plr.is_shared]
    if not waiting:
        return None
    next_one = min(waiting, key=lambda plr: plr.planned_for)
    return SelfAssessment.objects.filter(pk=next_one.pk).first()


def actions_for(openings: Openings) -> list[ActionContent]:
    """Open actions that the reader has to do, due first."""
    contents = ActionContent.objects.filter(
        action__owner=openings.reader, action__state=Action.State.OPEN
    )
    related = contents.select_related("action__plr").only(
        "description", "action__person", "action__owner", "action__due_on", "action__plr__led_by"
    )
    found = list(related.order_by("action__due_on")[:LATEST_ACTIONS])
    openings.add_pieces(found)
    return found


@dataclass(frozen=True)
class Piece:
    """An audit or observation of somebody's work, as they see it on their home."""

    kind: str
    day: date
    by: Person
    content: AuditContent | ObservationContent


def latest_pieces(openings: Openings) -> list[Piece]:
    """The latest audits and observations of the reader's work, with what was good."""
    person = openings.reader
    audits = AuditContent.objects.filter(audit__person=person, audit__finalised_on__isnull=False)
    audits = audits.select_related("audit__auditor").only(*AUDIT)
    seen = ObservationContent.objects.filter(
        observation__person=person, observation__finalised_on__isnull=False
    )
    seen = seen.select_related("observation__observer").only(*OBSERVATION)
    pieces = [
        Piece("Case file audit", content.audit.completed_on, content.audit.auditor, content)
        for content in audits.order_by("-audit__completed_on")[:LATEST_PIECES]
    ] + [
        Piece("Observation", content.observation.observed_on, content.observation.observer, content)
        for content in seen.order_by("-observation__observed_on")[:LATEST_PIECES]
    ]
    latest = sorted(pieces, key=lambda piece: piece.day, reverse=True)[:LATEST_PIECES]
    openings.add_pieces(piece.content for piece in latest)
    return latest


@dataclass(frozen=True)
class News:
    """How often others opened one's records, and how many messages one has not seen."""

    readings: int
    messages: int


def news_for(person: Person) -> News:
    readings = Reading.objects.visible_to(person).by_others().order_by()
    messages = messages_of(person).unseen().order_by()
    counted = Person.objects.filter(pk=person.pk).values_list(
        Subquery(readings.values("about_id").annotate(number=Count("pk")).values("number")),
        Subquery(messages.values("person").annotate(number=Count("pk")).values("number")),
    )
    return News(*(number or 0 for number in counted.get()))


def audit_steps(person: Person) -> list[Step]:
    """Audits and observations to finish, to write one's part of, or to read."""
    return [Step(ask.text, ask.url, ask.since, waiting=True) for ask in asks_of(person)]


def beside_the_team(person: Person) -> Q:
    stands_in = Q(led_by=person, stand_in=True, state__in=PLR.OPEN_STATES)
    return stands_in | Q(disagreement_with=person, disagreement_settled_at=None)


def steps_beside(plrs: Iterable[PLR], *, today: date) -> list[Step]:
    steps = [
        step_for_leader(plr, today=today) if plr.is_open else step_for_settler(plr) for plr in plrs
    ]
    return [step for step in steps if step]


def practice_supervised(person: Person) -> list[Person]:
    return list(Person.objects.filter(pk__in=person.reach.supervised))


def overview(person: Person, *, today: date) -> dict[str, int]:
    """How the people whose facts one sees stand with planning; numbers, each with its list."""
    people = Person.objects.visible_to(person).in_service(today)
    numbers = {which: Count("pk", filter=lack) for which, lack in lacking(today).items()}
    return people.aggregate(people=Count("pk"), **numbers)


def lacking(today: date) -> dict[str, Q]:
    return {
        "without_plr": Q(~has_open_plr()),
        "without_line_manager": Q(~has_manager(today)),
        "with_unwritten_record": Q(has_unwritten_record()),
    }


def has_open_plr() -> Exists:
    return Exists(PLR.objects.open().filter(reportee=OuterRef("pk")))


def has_unwritten_record() -> Exists:
    return Exists(PLR.objects.filter(reportee=OuterRef("pk"), state=PLR.State.HELD))


def is_away(today: date) -> Exists:
    return Exists(Absence.objects.current(today).filter(person=OuterRef("pk")))


def has_manager(today: date) -> Exists:
    return Exists(ReportingLine.objects.current(today).filter(person=OuterRef("pk")))


def people_to_look_at(person: Person, which: str, *, today: date) -> QuerySet[Person]:
    """Those behind one number of the overview; raises KeyError."""
    people = Person.objects.visible_to(person).in_service(today)
    return people.filter(lacking(today)[which]).order_by("name", "staff_number")
