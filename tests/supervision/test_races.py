"""Two people, tabs or clicks at once: no text is lost, and what happens once happens once.

Each race is run again with its guard taken away, and must then go wrong.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from drafts.actions import Conflict, StaleRecord, save_draft
from drafts.models import DraftQuerySet
from people.rules import book_on
from policy.grading import propose
from supervision import actions
from supervision.actions import AlreadyPlanned, recording
from supervision.models import PLR, SelfAssessment
from supervision.models.plr import PLRQuerySet
from tests.factories import PersonFactory
from tests.supervision.factories import RECORD, PLRFactory

RACERS = 6

pytestmark = pytest.mark.django_db(transaction=True)


def race(act: Callable[[int, threading.Barrier], object]) -> list[object]:
    """Runs `act` in several threads that meet at a barrier after reading and before writing."""
    line = threading.Barrier(RACERS)

    def run(number: int) -> object:
        try:
            return act(number, line)
        finally:
            connection.close()

    with ThreadPoolExecutor(RACERS) as pool:
        return list(pool.map(run, range(RACERS)))


def append(plr_id: int) -> Callable:
    """Adds a line to a draft as an editor does: again with the newer text when it was changed."""

    def act(number: int, line: threading.Barrier) -> None:
        draft = SelfAssessment.objects.get(pk=plr_id)
        line.wait()
        while True:
            text = draft.body.get("texts", {}).get("wellbeing", "")
            body = {"texts": {"wellbeing": f"{text}line {number}\n"}}
            saved = save_draft(draft=draft, version=draft.version, body=body, now=timezone.now())
            if not isinstance(saved, Conflict):
                return
            draft = SelfAssessment.objects.get(pk=plr_id)

    return act


def lines_kept(plr: PLR) -> int:
    return len(SelfAssessment.objects.get(pk=plr.pk).body["texts"]["wellbeing"].splitlines())


def test_no_line_is_lost_when_tabs_save_at_once():
    plr = PLRFactory()

    race(append(plr.pk))

    assert lines_kept(plr) == RACERS


def test_lines_are_lost_without_the_version(monkeypatch):
    plr = PLRFactory()
    monkeypatch.setattr(
        DraftQuerySet,
        "save_over",
        lambda drafts, *, pk, version, body, now: drafts.filter(pk=pk).update(body=body),
    )

    race(append(plr.pk))

    assert lines_kept(plr) < RACERS


def finalise(plr: PLR) -> Callable:
    def act(number: int, line: threading.Barrier) -> bool | None:
        line.wait()
        try:
            return actions.finalise(
                plr=PLR.objects.get(pk=plr.pk),
                version=plr.record.version,
                proposal=propose({"safe": "good"}, [], book_on(plr.held_on)),
                rulebook=book_on(plr.held_on),
                by=plr.led_by,
                now=timezone.now(),
                today=timezone.localdate(),
            )
        except StaleRecord:
            return None

    return act


def complete(plr: PLR) -> PLR:
    plr.record.body = RECORD
    plr.record.save_without_historical_record()
    return plr


@pytest.mark.published_break(25)
def test_finalising_at_once_is_one_event():
    plr = complete(PLRFactory(held=True))

    first = race(finalise(plr))

    assert first.count(True) == 1
    assert plr.record.history.count() == 1


@pytest.mark.published_break(25, control=True)
def test_finalising_at_once_is_many_events_without_the_guards(monkeypatch):
    plr = complete(PLRFactory(held=True))
    monkeypatch.setattr(PLRQuerySet, "claim", lambda plrs, plr, state: True)
    monkeypatch.setattr(recording, "claim", lambda kind, plr, version: kind.objects.get(pk=plr.pk))

    first = race(finalise(plr))

    assert first.count(True) > 1


def plan(reportee, manager) -> Callable:
    def act(number: int, line: threading.Barrier) -> str:
        line.wait()
        try:
            actions.plan_plr(
                reportee=reportee,
                led_by=manager,
                by=manager,
                planned_for=timezone.localdate() + timedelta(days=9),
                starts_at=None,
                place="",
                now=timezone.now(),
            )
        except AlreadyPlanned as planned:
            return f"second of {planned.plr.pk}"
        return "planned"

    return act


def test_a_double_submit_plans_one_plr():
    manager = PersonFactory(role="service_manager")
    reportee = PersonFactory(manager=manager)

    answers = race(plan(reportee, manager))

    assert answers.count("planned") == PLR.objects.count() == 1


def test_a_double_submit_would_plan_several_on_a_list_without_its_constraint():
    """The guard is the database's: a PLR that is not open is not under the constraint."""
    plr = PLRFactory(cancelled=True)

    PLRFactory(cancelled=True, reportee=plr.reportee, manager=plr.led_by)

    assert PLR.objects.filter(planned_for=plr.planned_for).count() == 2
    PLRFactory(reportee=plr.reportee, manager=plr.led_by)
    with pytest.raises(IntegrityError):
        PLRFactory(reportee=plr.reportee, manager=plr.led_by)


def test_a_save_on_its_way_does_not_change_a_finalised_record():
    plr = complete(PLRFactory(held=True))
    version = plr.record.version
    finalise(plr)(0, threading.Barrier(1))

    late = save_draft(draft=plr.record, version=version, body={"texts": {}}, now=timezone.now())

    plr.record.refresh_from_db()
    assert isinstance(late, Conflict)
    assert plr.record.body == RECORD
