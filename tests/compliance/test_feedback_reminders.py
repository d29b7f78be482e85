"""Who was asked for feedback is reminded by the table in the rule file; people outside by mail."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from compliance import reminding
from notices.models import OutsideMessage
from supervision import actions
from supervision.actions.feedback_reminding import remind_outside
from supervision.models import FeedbackRequest
from tests.factories import PersonFactory
from tests.supervision.asking import OUTSIDER, asked
from tests.supervision.factories import PLRFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def in_days(days: int) -> date:
    return MONDAY + timedelta(days=days)


def reminded() -> set[int]:
    found = (one.reminder for one in reminding.owed(on=MONDAY))
    return {one.person_id for one in found if one.key == "feedback"}


def asked_a_week_ago(**facts):
    plr = PLRFactory(planned_for=in_days(30), shared=True)
    request = asked(plr, **facts)
    day = MONDAY - timedelta(days=7)
    moment = datetime.combine(day, time(9), tzinfo=UTC)
    FeedbackRequest.objects.filter(pk=request.pk).update(created_at=moment, closes_on=in_days(7))
    return request


@pytest.mark.requirement("P22-2.6b")
def test_whoever_was_asked_for_feedback_is_reminded_until_they_answer_or_it_closes():
    waiting, done, late = PersonFactory.create_batch(3)
    request = asked_a_week_ago(people=[waiting, done])
    closed = asked_a_week_ago(people=[late])
    answer = {"text": "Kind.", "by": done, "now": datetime.combine(MONDAY, time(9), tzinfo=UTC)}
    invitation = request.invitations.get(person=done)
    assert actions.answer_feedback(invitation=invitation, **answer)
    actions.close_request(request=closed, by=closed.asked_by, on=MONDAY)

    assert reminded() == {waiting.pk}


def test_whoever_has_just_been_asked_is_left_alone():
    request = asked_a_week_ago(people=[PersonFactory()])
    FeedbackRequest.objects.filter(pk=request.pk).update(
        created_at=datetime.combine(MONDAY - timedelta(days=2), time(9), tzinfo=UTC)
    )

    assert reminded() == set()


def test_people_outside_are_reminded_at_each_step_once_until_they_answer():
    request = asked_a_week_ago(outsiders=[OUTSIDER])

    for on in (MONDAY, MONDAY, in_days(1), in_days(4), in_days(6)):
        remind_outside(on=on)

    steps = OutsideMessage.objects.filter(kind="feedback_reminder_outside").values_list("step")
    assert sorted(step for (step,) in steps) == ["-1", "-7"]
    request.invitations.update(answered=True)
    OutsideMessage.objects.all().delete()
    remind_outside(on=MONDAY)
    assert not OutsideMessage.objects.exists()
