"""A practice supervisor is asked to contribute to each PLR of an adviser, and gets a box alone."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from supervision.actions.feedback_reminding import look_after_feedback
from supervision.models import FeedbackInvitation, FeedbackRequest
from tests.factories import PersonFactory, PracticeSupervisionFactory
from tests.supervision.factories import PLRFactory
from tests.supervision.writing import page
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel("2026-11-23 10:00 +0000", tick=False):
        yield


def plr_in(days: int, *, role: str = "family_court_adviser"):
    manager = PersonFactory(role="service_manager")
    reportee = PersonFactory(role=role, manager=manager)
    PracticeSupervisionFactory(person=reportee)
    day = MONDAY + timedelta(days=days)
    return PLRFactory(reportee=reportee, led_by=manager, planned_for=day)


def morning() -> None:
    look_after_feedback(on=MONDAY, now=timezone.now())


def supervisor_of(plr):
    return plr.reportee.practice_supervisions.get().supervisor


@pytest.mark.requirement("P22-2.7b", "S17-2.6b")
def test_three_weeks_before_each_plr_of_an_adviser_the_practice_supervisor_is_asked_once():
    near, _far = plr_in(21), plr_in(22)
    plr_in(21, role="practice_supervisor")

    for _ in range(2):
        morning()

    request = FeedbackRequest.objects.get()
    assert (request.plr, request.contributor) == (near, supervisor_of(near))
    told = Notice.objects.filter(kind="contribution_asked").values_list("person", flat=True)
    assert list(told) == [request.contributor_id]


def test_the_line_manager_asks_earlier_by_hand():
    plr = plr_in(60)
    client = signed_in(plr.led_by)

    for _ in range(2):
        client.post(page("contribution_ask", plr))

    assert FeedbackRequest.objects.get().contributor == supervisor_of(plr)


@pytest.mark.requirement("P22-2.7b", "P22-2.7c")
def test_the_contribution_lands_beside_the_plr_and_opens_nothing_else():
    plr = plr_in(10)
    morning()
    supervisor, manager = signed_in(supervisor_of(plr)), signed_in(plr.led_by)
    invitation = FeedbackInvitation.objects.get()

    supervisor.post(
        reverse("supervision:feedback_answer", args=[invitation.pk]), {"text": "Plans well."}
    )

    assert invitation.request.get_absolute_url() in manager.get(page("prepare", plr)).text
    assert "Plans well." in manager.get(invitation.request.get_absolute_url()).text
    closed = (page("plr", plr), page("prepare", plr), invitation.request.get_absolute_url())
    assert [supervisor.get(url).status_code for url in closed] == [404, 404, 404]


def test_it_can_be_given_until_the_record_is_finalised():
    plr = plr_in(1)
    morning()
    invitation = FeedbackInvitation.objects.get()
    supervisor, url = signed_in(supervisor_of(plr)), "supervision:feedback_answer"
    open_in = {}

    for state in ("held", "finalised"):
        today = timezone.localdate()
        final = {"finalised_on": today, "finalised_at": timezone.now()}
        changes = {"held_on": today} | (final if state == "finalised" else {})
        type(plr).objects.filter(pk=plr.pk).update(state=state, **changes)
        open_in[state] = supervisor.get(reverse(url, args=[invitation.pk])).status_code

    assert open_in == {"held": 200, "finalised": 404}
