"""What each kind of person needs to see first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from people.models import Absence, Person, Posting, Reading, ReportingLine
from policy.rulebook import Rulebook
from qai.models import AuditContent, ObservationContent, SelfRegulationDecision
from supervision.models import PLR, Action, ActionContent, SelfAssessment
from supervision.queries.reading import Openings
from supervision.stages import Step, step_for_leader, step_for_reportee, step_for_settler
from supervision.standings import Standing, standings_of

LATEST_PLRS = 24
LATEST_PIECES = 3
LATEST_ACTIONS = 8


@dataclass(frozen=True)
class TeamRow:
    """One person of a team, in one line."""

    person: Person
    role: str
    next_plr: PLR | None
    last_plr: PLR | None
    standing: Standing
    open_actions: int = 0
    late_actions: int = 0
    self_regulation: str = ""
    away: bool = False

    @property
    def due(self) -> date | None:
        """The last day in time for the next PLR."""
        return self.standing.due("plr")

    def is_late(self, today: date) -> bool:
        return self.due is not None and self.due < today


def plrs_of(person: Person) -> list[PLR]:
    """The person's own PLRs, latest first."""
    plrs = PLR.objects.filter(reportee=person).exclude(state=PLR.State.CANCELLED)
    return list(plrs.select_related("led_by", "reportee").order_by("-planned_for")[:LATEST_PLRS])


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
    related = contents.select_related("action__person", "action__plr", "action__owner")
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
    audits = audits.select_related("audit__auditor").order_by("-audit__completed_on")
    seen = ObservationContent.objects.filter(
        observation__person=person, observation__finalised_on__isnull=False
    )
    seen = seen.select_related("observation__observer").order_by("-observation__observed_on")
    pieces = [
        Piece("Case file audit", content.audit.completed_on, content.audit.auditor, content)
        for content in audits[:LATEST_PIECES]
    ] + [
        Piece("Observation", content.observation.observed_on, content.observation.observer, content)
        for content in seen[:LATEST_PIECES]
    ]
    latest = sorted(pieces, key=lambda piece: piece.day, reverse=True)[:LATEST_PIECES]
    openings.add_pieces(piece.content for piece in latest)
    return latest


def readings_by_others(person: Person) -> int:
    return Reading.objects.visible_to(person).by_others().count()


def team_of(manager: Person, *, today: date, book: Rulebook) -> list[TeamRow]:
    """The whole team; the number of queries does not grow with it."""
    reports = Person.objects.in_service(today).filter(pk__in=manager.reach.reports)
    people = reports.annotate(away=is_away(today)).in_bulk()
    postings = {p.person_id: p for p in Posting.objects.current(today).filter(person__in=people)}
    open_plrs, last_plrs = _plrs_of_team(people)
    standings = standings_of(people, on=today)
    counts = _action_counts(people, today)
    decisions = _latest_decisions(people)
    rows = []
    for pk, person in people.items():
        posting = postings.get(pk)
        open_actions, late_actions = counts.get(pk, (0, 0))
        rows.append(
            TeamRow(
                person=person,
                role=book.roles[posting.role].short if posting else "",
                next_plr=open_plrs.get(pk),
                last_plr=last_plrs.get(pk),
                standing=standings.get(pk, Standing()),
                open_actions=open_actions,
                late_actions=late_actions,
                self_regulation=decisions.get(pk, "")
                if posting and book.roles[posting.role].self_regulation
                else "",
                away=person.away,
            )
        )
    return rows


def _plrs_of_team(people: dict[int, Person]) -> tuple[dict[int, PLR], dict[int, PLR]]:
    """For each person the next open PLR, and the last one that counts."""
    open_plrs: dict[int, PLR] = {}
    for plr in PLR.objects.open().filter(reportee__in=people).order_by("-planned_for"):
        plr.reportee = people[plr.reportee_id]
        open_plrs[plr.reportee_id] = plr
    counted = PLR.objects.counted().filter(reportee__in=people)
    latest = counted.order_by("reportee_id", "-held_on").distinct("reportee_id")
    return open_plrs, {plr.reportee_id: plr for plr in latest}


def _action_counts(people: dict[int, Person], today: date) -> dict[int, tuple[int, int]]:
    rows = (
        Action.objects.open()
        .filter(person__in=people)
        .order_by()
        .values("person")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    )
    return {row["person"]: (row["open"], row["late"]) for row in rows}


def _latest_decisions(people: dict[int, Person]) -> dict[int, str]:
    decisions = SelfRegulationDecision.objects.filter(person__in=people)
    latest = decisions.order_by("person_id", "-decided_on", "-pk").distinct("person_id")
    return {decision.person_id: decision.outcome for decision in latest}


def team_steps(manager: Person, rows: Sequence[TeamRow], *, today: date) -> list[Step]:
    """What the manager has to do next, most urgent first."""
    plrs = [row.next_plr for row in rows if row.next_plr]
    steps = [step for plr in plrs if (step := step_for_leader(plr, today=today))]
    for row in rows:
        if row.next_plr is None and row.due is not None:
            url = reverse("supervision:plan", args=[row.person.pk])
            steps.append(
                Step(f"Plan {row.person.name}’s next PLR", url, row.due, row.is_late(today))
            )
    beside = steps_beside_the_team(manager, today=today)
    return sorted([*steps, *beside], key=lambda step: step.urgency)


def steps_beside_the_team(person: Person, *, today: date) -> list[Step]:
    """PLRs that one leads in a line manager's place, and disagreements that one has to answer."""
    stands_in = Q(led_by=person, stand_in=True, state__in=PLR.OPEN_STATES)
    settles = Q(disagreement_with=person, disagreement_settled_at=None)
    plrs = PLR.objects.filter(stands_in | settles).select_related("reportee")
    steps = [
        step_for_leader(plr, today=today) if plr.is_open else step_for_settler(plr) for plr in plrs
    ]
    return [step for step in steps if step]


def practice_supervised(person: Person) -> list[Person]:
    return list(Person.objects.filter(pk__in=person.reach.supervised))


def overview(person: Person, *, today: date) -> dict[str, int]:
    """How the people whose facts one sees stand with planning; numbers, each with its list."""
    people = Person.objects.visible_to(person).in_service(today)
    return people.aggregate(
        people=Count("pk"),
        not_planned=Count("pk", filter=~has_open_plr()),
        no_manager=Count("pk", filter=~has_manager(today)),
        unwritten=Count("pk", filter=has_unwritten_record()),
    )


def has_open_plr() -> Exists:
    return Exists(PLR.objects.open().filter(reportee=OuterRef("pk")))


def has_unwritten_record() -> Exists:
    return Exists(PLR.objects.filter(reportee=OuterRef("pk"), state=PLR.State.HELD))


def is_away(today: date) -> Exists:
    return Exists(Absence.objects.current(today).filter(person=OuterRef("pk")))


def has_manager(today: date) -> Exists:
    return Exists(ReportingLine.objects.current(today).filter(person=OuterRef("pk")))


def people_without_plr(person: Person, *, today: date) -> QuerySet[Person]:
    """In service, with no PLR planned or being written up."""
    people = Person.objects.visible_to(person).in_service(today)
    return people.filter(~has_open_plr()).order_by("name", "staff_number")
