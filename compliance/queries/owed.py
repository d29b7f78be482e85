"""What has a day of which somebody is to be reminded: facts only, each kind one query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from compliance.models import Standing
from compliance.queries.away import away_for_longer
from people.models import Absence, Person, PracticeSupervision, ReportingLine
from qai.queries.self_regulation import decided_about
from supervision.models import PLR, Action, FeedbackInvitation, GeneralMeeting
from supervision.queries.intervals import intervals_due

# Older than this nothing is reminded of any more: a page lists it, a message would not help.
LONGEST = timedelta(days=60)
AHEAD = timedelta(days=45)
MEASURES = {
    "case_file_audit": "audit",
    "practice_observation": "observation",
    "return_plr": "return_plr",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """`to`: who is told, `above`: who is told as well when it has waited too long."""

    key: str
    subject_kind: str
    subject_id: int
    about: int
    day: date
    to: Sequence[int]
    above: Sequence[int] = ()


@dataclass
class World:
    """Who is there, who is away, and who is whose line manager on the day."""

    on: date
    names: dict[int, str] = field(init=False)
    locked: set[int] = field(init=False)
    away: set[int] = field(init=False)
    manager: dict[int, int] = field(init=False)
    supervisors: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        people = Person.objects.in_service(self.on)
        self.names = dict(people.values_list("pk", "name"))
        locked = people.filter(locked_at__isnull=False)
        self.locked = set(locked.values_list("pk", flat=True))
        absences = Absence.objects.current(self.on)
        self.away = set(absences.values_list("person_id", flat=True))
        lines = ReportingLine.objects.current(self.on)
        self.manager = dict(lines.values_list("person_id", "manager_id"))
        self.supervisors = {}
        current = PracticeSupervision.objects.current(self.on)
        for person, supervisor in current.values_list("person_id", "supervisor_id"):
            self.supervisors.setdefault(person, []).append(supervisor)

    def managers_of(self, person: int) -> list[int]:
        return [self.manager[person]] if person in self.manager else []

    def above(self, person: int) -> list[int]:
        """The line manager's line manager."""
        return [above for one in self.managers_of(person) for above in self.managers_of(one)]

    def is_told(self, person: int) -> bool:
        """Not while away: that is when reminders stop (AMB-45)."""
        return person in self.names and person not in self.away | self.locked


def matters(world: World) -> Iterator[Matter]:
    yield from of_planned(world)
    yield from of_held(world)
    yield from of_unanswered(world)
    yield from of_actions(world)
    yield from of_follow_ups(world)
    yield from of_plrs_due(world)
    yield from of_measures(world)
    yield from of_self_regulation(world)
    yield from of_intervals(world)
    yield from of_absences(world)
    yield from of_feedback(world)


def of_planned(world: World) -> Iterator[Matter]:
    """Those to come, and those whose day has gone by without a word of whether they were held."""
    near = (world.on - LONGEST, world.on + AHEAD)
    plrs = PLR.objects.filter(state=PLR.State.SCHEDULED, planned_for__range=near)
    columns = ("pk", "reportee_id", "led_by_id", "planned_for", "self_assessment_shared_at")
    for pk, reportee, leader, day, shared in plrs.values_list(*columns):
        if day < world.on:
            above = world.managers_of(leader)
            yield Matter("plr_not_held", "supervision.plr", pk, reportee, day, (leader,), above)
            continue
        yield Matter("plr_coming", "supervision.plr", pk, reportee, day, (reportee, leader))
        if not shared:
            yield Matter("self_assessment", "supervision.plr", pk, reportee, day, (reportee,))


def of_held(world: World) -> Iterator[Matter]:
    """Records to finish: a new line manager finishes what the one before began."""
    plrs = PLR.objects.filter(state=PLR.State.HELD, held_on__gte=world.on - LONGEST)
    columns = ("pk", "reportee_id", "led_by_id", "stand_in", "held_on")
    for pk, reportee, led_by, stand_in, day in plrs.values_list(*columns):
        if not day:
            continue
        leader = led_by if stand_in else world.manager.get(reportee, led_by)
        above = world.managers_of(leader)
        yield Matter("write_up", "supervision.plr", pk, reportee, day, (leader,), above)


def of_unanswered(world: World) -> Iterator[Matter]:
    plrs = PLR.objects.filter(
        state=PLR.State.FINALISED, answer="", finalised_on__gte=world.on - LONGEST
    )
    for pk, reportee, day in plrs.values_list("pk", "reportee_id", "finalised_on"):
        if not day or reportee in world.away:
            continue
        above = world.managers_of(reportee)
        yield Matter("answer", "supervision.plr", pk, reportee, day, (reportee,), above)


def of_actions(world: World) -> Iterator[Matter]:
    actions = Action.objects.open().filter(due_on__range=(world.on - LONGEST, world.on + AHEAD))
    for pk, person, owner, day in actions.values_list("pk", "person_id", "owner_id", "due_on"):
        if owner in world.away:
            continue
        above = world.managers_of(person)
        yield Matter("action", "supervision.action", pk, person, day, (owner,), above)


def of_follow_ups(world: World) -> Iterator[Matter]:
    """Meetings to which whoever recorded them wanted to come back."""
    meetings = GeneralMeeting.objects.to_come_back_to().filter(
        follow_up_on__range=(world.on - LONGEST, world.on)
    )
    columns = ("pk", "person_id", "recorded_by_id", "follow_up_on")
    for pk, person, recorded_by, day in meetings.values_list(*columns):
        if not day:
            continue
        kind = "supervision.generalmeeting"
        yield Matter("meeting_follow_up", kind, pk, person, day, (recorded_by,))


def of_plrs_due(world: World) -> Iterator[Matter]:
    """Of whoever has no PLR planned, and of whoever has one but too late."""
    planned = set(PLR.objects.open().values_list("reportee_id", flat=True))
    for person, day in due(world, "plr"):
        late = day < world.on
        if person in world.away or (person in planned and not late):
            continue
        key = "plr_late" if person in planned else "plr_to_plan"
        to, above = world.managers_of(person), world.above(person)
        yield Matter(key, "people.person", person, person, day, to, above)


def of_measures(world: World) -> Iterator[Matter]:
    for measure, key in MEASURES.items():
        for person, day in due(world, measure):
            if person in world.away:
                continue
            to = [*world.managers_of(person)]
            if key in ("audit", "observation"):
                to += world.supervisors.get(person, [])
            above = world.above(person)
            yield Matter(key, "people.person", person, person, day, to, above)


def of_self_regulation(world: World) -> Iterator[Matter]:
    """A decision that waits, and one that has to be put on record (P22-3.2, GAP-15)."""
    for person, found in decided_about(on=world.on).items():
        standing, managers = found.standing, world.managers_of(person)
        for key, day in (
            ("self_regulation_consideration", standing.consideration_open_since),
            ("self_regulation_record", standing.decision_record_due),
        ):
            if day:
                above = world.above(person)
                yield Matter(key, "people.person", person, person, day, managers, above)


def of_intervals(world: World) -> Iterator[Matter]:
    """Between whoever is there and their line manager (P22-2.1b, P22-2.2b)."""
    for one in intervals_due(on=world.on):
        if one.person_id in world.away or abs(one.day - world.on) > LONGEST:
            continue
        key = "interval_again" if one.agreed_on else "interval"
        key = "interval_asked" if one.for_support else key
        to, above = world.managers_of(one.person_id), world.above(one.person_id)
        yield Matter(key, "people.person", one.person_id, one.person_id, one.day, to, above)


def of_absences(world: World) -> Iterator[Matter]:
    """That somebody is away for longer, never why: once, to their line manager (AMB-45)."""
    for person, day in away_for_longer(world.away, world.on):
        to = world.managers_of(person)
        yield Matter("away", "people.person", person, person, day, to)


def of_feedback(world: World) -> Iterator[Matter]:
    """Colleagues who were asked and have not answered; nobody above them is told."""
    asked = FeedbackInvitation.objects.to_remind(world.on).filter(person__isnull=False)
    columns = ("pk", "request__plr__reportee", "person", "request__contributor", "until")
    for pk, reportee, person, contributor, day in asked.values_list(*columns):
        key = "contribution" if contributor else "feedback"
        yield Matter(key, "supervision.feedbackinvitation", pk, reportee, day, (person,))


def due(world: World, measure: str) -> Iterator[tuple[int, date]]:
    rows = Standing.objects.filter(
        measure=measure, next_due__range=(world.on - LONGEST, world.on + AHEAD)
    )
    dated = rows.order_by().values_list("person_id", "next_due").iterator()
    return ((person, day) for person, day in dated if day)
