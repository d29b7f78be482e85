"""London days: a record saved at half past midnight belongs to the new day."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from people.models import Reading
from supervision.models import PLR, Action
from tests.factories import PersonFactory, ReportingLineFactory
from tests.supervision.factories import ActionFactory, PLRFactory
from tests.supervision.writing import finalised_by_hand, page, press_finalise, with_body
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db

HALF_PAST_MIDNIGHT = "2026-07-01 00:30 +0100"  # 23:30 on 30 June in UTC
NEW_DAY, OLD_DAY = date(2026, 7, 1), date(2026, 6, 30)


@pytest.fixture
def midnight():
    with time_machine.travel(HALF_PAST_MIDNIGHT, tick=False):
        yield


@pytest.mark.usefixtures("midnight")
def test_amb_11_a_record_finalised_after_midnight_is_of_the_new_day():
    plr = with_body(PLRFactory(held=True))

    press_finalise(signed_in(plr.led_by), plr)

    plr.refresh_from_db()
    assert (plr.held_on, plr.finalised_on) == (NEW_DAY, NEW_DAY)


@pytest.mark.usefixtures("midnight")
def test_a_meeting_of_the_new_day_is_not_in_the_future():
    plr = PLRFactory(planned_for=NEW_DAY)

    signed_in(plr.led_by).post(page("record_begin", plr), day_typed("held_on", NEW_DAY))

    assert PLR.objects.get().held_on == NEW_DAY


@pytest.mark.usefixtures("midnight")
def test_an_action_closed_after_midnight_is_closed_on_the_new_day():
    action = ActionFactory(due_on=OLD_DAY)
    client = signed_in(action.person)
    plan = reverse("supervision:plan_of", args=[action.person_id])
    assert client.get(plan).context["counts"]["late"] == 1

    close = reverse("supervision:close_action", args=[action.pk])
    client.post(close, {"state": "done", "impact": "It helped."})

    assert Action.objects.get().closed_on == NEW_DAY


@pytest.mark.usefixtures("midnight")
def test_a_disagreement_goes_to_whoever_is_above_on_the_new_day():
    plr = PLRFactory(finalised=True, planned_for=date(2026, 6, 1))
    old, new = PersonFactory.create_batch(2, role="head_of_practice")
    ReportingLineFactory(person=plr.led_by, manager=old, end=OLD_DAY)
    ReportingLineFactory(person=plr.led_by, manager=new, start=NEW_DAY)

    typed = {"answer": "disagree", "comment": "I see it otherwise."}
    signed_in(plr.reportee).post(page("answer", plr), typed)

    assert PLR.objects.get().disagreement_with == new


@pytest.mark.usefixtures("midnight")
def test_the_line_of_the_new_day_opens_the_pages():
    plr = PLRFactory(finalised=True, planned_for=date(2026, 6, 1))
    old, new = plr.led_by, PersonFactory(role="service_manager")
    plr.reportee.lines.update(end=OLD_DAY)
    ReportingLineFactory(person=plr.reportee, manager=new, start=NEW_DAY)

    assert signed_in(old).get(page("finished", plr)).status_code == 404
    assert signed_in(new).get(page("finished", plr)).status_code == 200
    assert Reading.objects.get().reader_id == new.pk


@pytest.mark.requirement("P22-2.9c")
def test_amb_13_a_plr_counts_on_the_day_of_the_meeting_not_of_the_writing():
    with time_machine.travel("2026-06-20 10:00 +0100"):
        plr = PLRFactory(held=True, planned_for=date(2026, 5, 30))

        plr = finalised_by_hand(plr)

    assert (plr.held_on, plr.finalised_on) == (date(2026, 5, 30), date(2026, 6, 20))


@pytest.mark.parametrize(("day", "refused"), [(date(2026, 3, 1), True), (date(2026, 3, 2), False)])
def test_the_day_of_joining_is_the_first_on_which_a_meeting_can_have_been(day, refused):
    plr = PLRFactory(reportee__joined=date(2026, 3, 2))

    answer = signed_in(plr.led_by).post(page("record_begin", plr), day_typed("held_on", day))

    assert ("must be on or after 2 March 2026" in answer.text) is refused
    assert PLR.objects.get().held_on == (None if refused else day)


def test_a_clock_that_goes_back_at_two_in_the_morning_makes_no_second_day():
    """25 October 2026: half past one comes twice."""
    days = set()
    for hour in ("01:30 +0100", "01:30 +0000"):
        with time_machine.travel(f"2026-10-25 {hour}"):
            days.add(finalised_by_hand(PLRFactory(held=True)).finalised_on)

    assert days == {date(2026, 10, 25)}


@pytest.mark.parametrize(
    ("day", "due", "refused"),
    [
        (date(2026, 10, 29), "2029-10-29", False),
        (date(2026, 10, 29), "2029-10-30", True),
        (date(2028, 2, 29), "2031-02-28", False),
        (date(2026, 10, 29), "2026-10-28", True),
    ],
)
def test_an_action_is_due_within_three_years_and_not_in_the_past(day, due, refused):
    with time_machine.travel(f"{day} 12:00 +0000"):
        plr = PLRFactory(held=True)
        action = {"description": "Read", "owner": str(plr.reportee_id), "category": "wellbeing"}
        with_body(plr, actions=[{**action, "due": due}])

        gaps = signed_in(plr.led_by).get(page("record_check", plr)).context["gaps"]

    assert bool(gaps) is refused
