"""The manager is reminded once for each step; the next level hears after 28 days (GAP-15)."""

from datetime import date, timedelta

import pytest

from compliance.reminding import owed, send_reminders
from notices.models import Notice, ReminderSent
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory, SelfRegulationDecisionFactory

OPENED = date(2026, 10, 5)
APPROVED_ON = date(2026, 5, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("P22-3.2a")]


def considered_since_monday(**facts):
    head = PersonFactory(role="head_of_practice")
    manager = PersonFactory(role="service_manager", manager=head)
    person = PersonFactory(manager=manager, **facts)
    SelfRegulationDecisionFactory(
        person=person, decided_by=manager, decided_on=APPROVED_ON, recorded_on=APPROVED_ON
    )
    AuditFactory(person=person, completed_on=OPENED, grade="requires_improvement")
    return person, manager, head


def owed_after(days: int) -> set[tuple[int, str]]:
    reminders = (one.reminder for one in owed(on=OPENED + timedelta(days=days)))
    return {(one.person_id, one.key) for one in reminders}


def test_two_sweeps_send_one_message():
    _, manager, _ = considered_since_monday()

    sent = [send_reminders(on=OPENED + timedelta(days=days)) for days in (14, 14, 15)]

    assert sent == [1, 0, 0]
    assert Notice.objects.get().person == manager


def test_a_second_sweep_would_send_again_if_nothing_were_kept():
    considered_since_monday()
    send_reminders(on=OPENED + timedelta(days=14))

    ReminderSent.objects.all().delete()

    assert send_reminders(on=OPENED + timedelta(days=14)) == 1


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (1, set()),
        (13, set()),
        (14, {"manager"}),
        (28, {"manager", "head"}),
        (29, {"manager", "head"}),
    ],
)
def test_gap_15_the_manager_after_14_days_and_the_next_level_after_28(days, told):
    _, manager, head = considered_since_monday()
    names = {manager.pk: "manager", head.pk: "head"}

    found = owed_after(days)

    assert {names[pk] for pk, key in found} == told
    assert {key for _, key in found} <= {"self_regulation_consideration"}


@pytest.mark.requirement("P22-3.2c")
@pytest.mark.parametrize(("days", "is_owed"), [(4, False), (7, True), (14, True), (15, True)])
def test_a_decision_that_is_not_on_record_is_reminded_of_before_its_last_day_and_after(
    days, is_owed
):
    person, manager, _ = considered_since_monday()
    SelfRegulationDecisionFactory(
        person=person, decided_by=manager, outcome="withdrawn", decided_on=OPENED
    )

    expected = {(manager.pk, "self_regulation_record")} if is_owed else set()
    assert owed_after(days) == expected


def test_nothing_is_asked_about_somebody_who_left_or_has_no_line_manager():
    considered_since_monday(left=OPENED + timedelta(days=3))
    alone, *_ = considered_since_monday()
    alone.lines.all().delete()

    assert owed_after(14) == set()


def test_the_sentence_has_names_and_days_alone():
    person, *_ = considered_since_monday()

    send_reminders(on=OPENED + timedelta(days=14))

    assert Notice.objects.get().facts["lines"] == [
        f"The self-regulation of {person} has been under consideration since 5 October 2026. "
        "No decision has been made."
    ]
