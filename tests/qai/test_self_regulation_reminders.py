"""The manager is reminded once for each step; the next level hears after 28 days (GAP-15)."""

from datetime import date, timedelta

import pytest

from notices.models import Notice
from qai import tasks
from qai.actions import reminding
from qai.actions.reminding import remind_of_self_regulation
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory, SelfRegulationDecisionFactory

OPENED = date(2026, 10, 5)
SATURDAY = date(2026, 10, 24)
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("P22-3.2a")]


def considered_since_monday(**facts):
    head = PersonFactory(role="head_of_practice")
    manager = PersonFactory(role="service_manager", manager=head)
    person = PersonFactory(manager=manager, **facts)
    SelfRegulationDecisionFactory(
        person=person, decided_by=manager, decided_on=date(2026, 5, 1), recorded_on=date(2026, 5, 1)
    )
    AuditFactory(person=person, completed_on=OPENED, grade="requires_improvement")
    return person, manager, head


def sent() -> list[tuple[int, str]]:
    return list(Notice.objects.order_by("pk").values_list("person_id", "kind"))


def sweep(*days: int) -> None:
    for number in days:
        remind_of_self_regulation(on=OPENED + timedelta(days=number))


def test_two_sweeps_send_one_message():
    _, manager, _ = considered_since_monday()

    sweep(14, 14, 15)

    assert sent() == [(manager.pk, "self_regulation_waits")]


def test_two_sweeps_would_send_two_if_each_were_another_step(monkeypatch):
    considered_since_monday()
    steps = iter("ab")
    tell = reminding.tell
    monkeypatch.setattr(reminding, "tell", lambda **said: tell(**{**said, "step": next(steps)}))

    sweep(14, 15)

    assert len(sent()) == 2


def test_before_the_fourteenth_day_nobody_is_told():
    considered_since_monday()

    sweep(1, 13)

    assert sent() == []


def test_after_28_days_the_next_level_hears_too():
    _, manager, head = considered_since_monday()

    sweep(14, 28, 29)

    assert sent() == [
        (manager.pk, "self_regulation_waits"),
        (manager.pk, "self_regulation_waits"),
        (head.pk, "self_regulation_escalated"),
    ]


def test_nobody_is_told_on_a_saturday_but_on_the_monday_after_it():
    considered_since_monday()

    remind_of_self_regulation(on=SATURDAY)
    assert sent() == []

    remind_of_self_regulation(on=SATURDAY + timedelta(days=2))
    assert len(sent()) == 1


@pytest.mark.requirement("P22-3.2c")
def test_a_decision_that_is_not_on_record_is_reminded_of_before_its_last_day_and_after():
    person, manager, _ = considered_since_monday()
    SelfRegulationDecisionFactory(
        person=person, decided_by=manager, outcome="withdrawn", decided_on=OPENED
    )

    sweep(7, 15)

    assert sent() == [
        (manager.pk, "self_regulation_to_record"),
        (manager.pk, "self_regulation_not_recorded"),
    ]


def test_somebody_without_a_line_manager_or_who_left_is_asked_of_nobody():
    person, *_ = considered_since_monday(left=OPENED + timedelta(days=3))
    person.lines.all().delete()

    sweep(14, 28)

    assert sent() == []


def test_a_message_has_names_and_days_alone():
    person, manager, _ = considered_since_monday()

    sweep(14)

    notice = Notice.objects.get()
    assert notice.facts == {
        "reportee": person.name,
        "by": manager.name,
        "day": "Mon 5 October 2026",
    }


def test_the_daily_task_looks_at_today(monkeypatch):
    considered_since_monday()
    monkeypatch.setattr(tasks.timezone, "localdate", lambda *args: OPENED + timedelta(days=14))

    tasks.send_reminders()

    assert len(sent()) == 1
