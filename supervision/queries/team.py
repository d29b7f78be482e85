"""A manager's team, each person in one line; the number of queries does not grow with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse

from people.models import Person, Posting
from people.standings import Brief, briefs_of
from policy.rulebook import Rulebook
from qai.queries.self_regulation import Regulated, regulated
from supervision.models import PLR, Action
from supervision.queries.home import beside_the_team, is_away, own_steps, steps_beside
from supervision.stages import Step, step_for_leader


@dataclass(frozen=True)
class TeamRow:
    """One person of a team, in one line."""

    person: Person
    role: str
    next_plr: PLR | None
    last_plr: PLR | None
    standing: Brief
    open_actions: int = 0
    late_actions: int = 0
    self_regulation: Regulated | None = None
    away: bool = False

    @property
    def due(self) -> date | None:
        """The last day in time for the next PLR."""
        return self.standing.due("plr")

    def is_late(self, today: date) -> bool:
        return self.due is not None and self.due < today


@dataclass(frozen=True)
class Meetings:
    """The PLRs that wait for a manager or somebody of the team, and the last of each person."""

    manager: Person
    waiting: Sequence[PLR]
    last: Mapping[int, PLR]

    def next_of_each(self) -> dict[int, PLR]:
        latest_first = (plr for plr in self.waiting if plr.is_open)
        return {plr.reportee_id: plr for plr in latest_first}

    def own_steps(self, *, today: date) -> list[Step]:
        own = [plr for plr in self.waiting if plr.reportee_id == self.manager.pk]
        last = self.last.get(self.manager.pk)
        return own_steps([*own, last] if last else own, today=today)

    def steps_beside_the_team(self, *, today: date) -> list[Step]:
        """PLRs that one leads in a line manager's place, and disagreements to answer."""
        beside = [
            plr
            for plr in self.waiting
            if plr.disagreement_with_id == self.manager.pk
            or (plr.stand_in and plr.led_by_id == self.manager.pk)
        ]
        return steps_beside(beside, today=today)


def meetings_around(manager: Person) -> Meetings:
    team = manager.reach.reports
    planned = Q(state__in=PLR.OPEN_STATES, reportee__in=[*team, manager.pk])
    waiting = PLR.objects.filter(planned | beside_the_team(manager)).select_related("reportee")
    own = PLR.objects.filter(state=PLR.State.FINALISED, reportee=manager)
    counted = PLR.objects.counted().filter(reportee__in=team)
    latest = (own | counted).order_by("reportee_id", "-held_on").distinct("reportee_id")
    return Meetings(
        manager=manager,
        waiting=list(waiting.order_by("-planned_for")),
        last={plr.reportee_id: plr for plr in latest},
    )


def team_of(meetings: Meetings, *, today: date, book: Rulebook) -> list[TeamRow]:
    people = _people(meetings.manager.reach.reports, today=today)
    pks = [person.pk for person in people]
    next_plrs, briefs = meetings.next_of_each(), briefs_of(pks, on=today)
    counts = _action_counts(pks, today)
    found = regulated([one.pk for one in people if _regulates(one, book)], on=today)
    rows = []
    for person in people:
        role = book.roles[person.role] if person.role else None
        open_actions, late_actions = counts.get(person.pk, (0, 0))
        rows.append(
            TeamRow(
                person=person,
                role=role.short if role else "",
                next_plr=next_plrs.get(person.pk),
                last_plr=meetings.last.get(person.pk),
                standing=briefs.get(person.pk, Brief()),
                open_actions=open_actions,
                late_actions=late_actions,
                self_regulation=found.get(person.pk),
                away=person.away,
            )
        )
    return rows


def _people(pks: Collection[int], *, today: date) -> list[Any]:
    """With `role` and `away` of today."""
    postings = Posting.objects.current(today).filter(person=OuterRef("pk"))
    people = Person.objects.in_service(today).filter(pk__in=pks)
    return list(
        people.annotate(
            away=is_away(today),
            role=Subquery(postings.order_by("-start").values("role")[:1]),
        )
    )


def _regulates(person: Any, book: Rulebook) -> bool:
    return person.role is not None and book.roles[person.role].self_regulation


def _action_counts(people: Collection[int], today: date) -> dict[int, tuple[int, int]]:
    rows = (
        Action.objects.open()
        .filter(person__in=people)
        .order_by()
        .values("person")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    )
    return {row["person"]: (row["open"], row["late"]) for row in rows}


def team_steps(meetings: Meetings, rows: Sequence[TeamRow], *, today: date) -> list[Step]:
    """What the manager has to do next, most urgent first."""
    plrs = [row.next_plr for row in rows if row.next_plr]
    steps = [step for plr in plrs if (step := step_for_leader(plr, today=today))]
    for row in rows:
        if row.next_plr is None and row.due is not None:
            url = reverse("supervision:plan", args=[row.person.pk])
            steps.append(
                Step(f"Plan {row.person.name}’s next PLR", url, row.due, row.is_late(today))
            )
    steps += [step for row in rows for step in _steps_of_self_regulation(row)]
    beside = meetings.steps_beside_the_team(today=today)
    return sorted([*steps, *beside], key=lambda step: step.urgency)


def _steps_of_self_regulation(row: TeamRow) -> list[Step]:
    """A decision that waits, and one that has to be put on record (P22-3.2)."""
    found, name = row.self_regulation, row.person.name
    if found is None:
        return []
    url, steps = reverse("supervision:self_regulation", args=[row.person.pk]), []
    if since := found.standing.consideration_open_since:
        text = f"Decide about {name}’s self-regulation"
        steps.append(Step(text, url, since, waiting=True))
    if due := found.standing.decision_record_due:
        text = f"Put the decision about {name}’s self-regulation on record"
        steps.append(Step(text, url, due, found.record_is_late))
    return steps
