"""A page asks the database at most fifteen times, however many people and records there are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from supervision.models import PLR, Action, ActionNote, Pin
from tests.factories import PersonFactory, PracticeSupervisionFactory, UnitFactory
from tests.qai.factories import (
    AuditFactory,
    ObservationFactory,
    SelfRegulationDecisionFactory,
)
from tests.supervision.asking import answered, asked
from tests.supervision.factories import ActionFactory, GeneralMeetingFactory, PLRFactory
from tests.supervision.writing import with_body
from tests.visiting import signed_in

MOST = 15
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT")

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@dataclass(frozen=True)
class Organisation:
    head: Person
    manager: Person
    reportee: Person
    supervisor: Person
    finished: PLR
    planned: PLR
    shared: PLR
    held: PLR
    action: Action


def organisation(*, team: int, past: int) -> Organisation:
    """A team, one of whom has a long past and everything at hand for the next PLRs."""
    unit = UnitFactory(kind="service_area")
    head = PersonFactory(role="head_of_practice", unit=unit, grants=["hr"])
    manager = PersonFactory(role="service_manager", unit=unit, manager=head)
    people = PersonFactory.create_batch(team, unit=unit, manager=manager)
    reportee, today = people[0], timezone.localdate()
    supervisor = PersonFactory(role="practice_supervisor", unit=unit, manager=manager)
    made = {"reportee": reportee, "manager": manager}
    finished = [one_quarter(made, head, today - timedelta(days=30 + 20 * n)) for n in range(past)]
    SelfRegulationDecisionFactory(person=reportee, decided_by=head)
    for person in people:
        PracticeSupervisionFactory(person=person, supervisor=supervisor)
        ActionFactory(person=person, owner=reportee)
        PLRFactory(reportee=person, manager=manager, planned_for=today + timedelta(days=40))
    held = with_body(PLRFactory(**made, held=True, shared=True))
    for number in range(past):
        new = AuditFactory(
            person=reportee, auditor=head, completed_on=today, case_reference=f"N{number}"
        )
        Pin.objects.create(plr=held, item=f"audit-{new.pk}", by=manager)
    shared = PLRFactory(**made, shared=True, planned_for=today + timedelta(days=20))
    answered(asked(shared, people=PersonFactory.create_batch(past)), number=past // 2)
    return Organisation(
        head,
        manager,
        reportee,
        supervisor,
        finished=finished[0],
        planned=PLRFactory(**made),
        shared=shared,
        held=held,
        action=Action.objects.filter(person=reportee).first(),
    )


def one_quarter(made: dict, author: Person, day: date) -> PLR:
    about = {"person": made["reportee"]}
    AuditFactory(**about, auditor=author, completed_on=day)
    ObservationFactory(**about, observer=author, observed_on=day)
    GeneralMeetingFactory(**about, recorded_by=author, held_on=day)
    plr = PLRFactory(**made, finalised=True, shared=True, planned_for=day)
    action = ActionFactory(**about, plr=plr, owner=made["manager"])
    ActionNote.objects.create(action=action, text="It has moved.", by=made["manager"])
    plr.record.save_version(by=author, reason="Amended")
    return plr


def of_plr(name: str, which: str) -> Callable[[Organisation], str]:
    return lambda there: reverse(f"supervision:{name}", args=[getattr(there, which).pk])


PAGES = {
    "home of a reportee": ("reportee", lambda there: "/"),
    "home of a practice supervisor": ("supervisor", lambda there: "/"),
    "home of a manager": ("manager", lambda there: "/"),
    "home of a head who keeps the register": ("head", lambda there: "/"),
    "a manager's own PLRs": ("manager", lambda there: reverse("supervision:mine")),
    "without a PLR": ("head", lambda there: reverse("supervision:without_plr")),
    "planning": ("manager", of_plr("plan", "reportee")),
    "moving": ("manager", of_plr("move", "planned")),
    "a PLR, to its reportee": ("reportee", of_plr("plr", "held")),
    "a PLR, to its leader": ("manager", of_plr("plr", "held")),
    "self-assessment": ("reportee", of_plr("self_assessment", "planned")),
    "preview": ("reportee", of_plr("self_assessment_preview", "planned")),
    "shared self-assessment": ("manager", of_plr("self_assessment_read", "shared")),
    "prepare": ("manager", of_plr("prepare", "shared")),
    "feedback on a PLR": ("manager", of_plr("feedback_of_plr", "shared")),
    "asking for feedback": ("manager", of_plr("feedback_ask", "shared")),
    "answers": ("manager", lambda there: there.shared.feedback_requests.get().get_absolute_url()),
    "record": ("manager", of_plr("record", "held")),
    "check": ("manager", of_plr("record_check", "held")),
    "finished record, to its reportee": ("reportee", of_plr("finished", "finished")),
    "finished record, to its manager": ("manager", of_plr("finished", "finished")),
    "PDF": ("reportee", of_plr("finished_pdf", "finished")),
    "history": ("reportee", of_plr("history", "finished")),
    "development plan": ("manager", of_plr("plan_of", "reportee")),
    "actions of a team, to the manager": (
        "manager",
        lambda there: reverse("supervision:team_actions"),
    ),
    "actions of an area": (
        "head",
        lambda there: reverse("supervision:team_actions") + "?show=open",
    ),
    "handing over": ("manager", lambda there: reverse("supervision:hand_over")),
    "without a leader": ("head", lambda there: reverse("supervision:without_leader")),
    "an action": ("manager", of_plr("action", "action")),
    "self-regulation, to the adviser": (
        "reportee",
        lambda there: reverse("supervision:self_regulation", args=[there.reportee.pk]),
    ),
    "self-regulation, to the manager": (
        "manager",
        lambda there: reverse("supervision:self_regulation", args=[there.reportee.pk]),
    ),
    "deciding about self-regulation": (
        "manager",
        lambda there: reverse("supervision:self_regulation_decide", args=[there.reportee.pk]),
    ),
    "self-regulation of an area": ("head", lambda there: reverse("qai:self_regulation")),
    "themes of an area": ("head", lambda there: reverse("qai:themes")),
    "saving a draft": ("manager", of_plr("record_draft", "held")),
}


def questions_of(page: str, there: Organisation) -> list[str]:
    """Without the two savepoints that hold the request inside a test."""
    visitor, url = PAGES[page]
    client = signed_in(getattr(there, visitor))
    with CaptureQueriesContext(connection) as asked:
        if page == "saving a draft":
            answer = client.post(url(there), {"version": 1, "standards-safe-grade": "good"})
        else:
            answer = client.get(url(there))
    assert answer.status_code == 200, page
    return [query["sql"] for query in asked if not query["sql"].startswith(SAVEPOINTS)]


def costs(there: Organisation) -> dict[str, int]:
    return {page: len(questions_of(page, there)) for page in PAGES}


def test_no_page_asks_more_than_fifteen_times():
    too_many = {page: n for page, n in costs(organisation(team=2, past=2)).items() if n > MOST}

    assert too_many == {}


def test_the_number_does_not_grow_with_people_and_records():
    few = costs(organisation(team=2, past=2))

    many = costs(organisation(team=12, past=40))

    grown = {page: (few[page], number) for page, number in many.items() if number > few[page]}
    assert grown == {}


def test_a_question_for_each_person_would_be_noticed(monkeypatch):
    there = organisation(team=12, past=2)
    few = len(questions_of("home of a manager", there))

    monkeypatch.setattr(Person, "__str__", lambda person: Person.objects.get(pk=person.pk).name)

    assert len(questions_of("home of a manager", there)) > few + 10
