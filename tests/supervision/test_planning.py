"""Planning, moving and cancelling a PLR: who is told, what is kept, and what does not move."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from people.standings import standings_of
from supervision import actions
from supervision.models import PLR, Rearrangement, Record, SelfAssessment
from tests.factories import AbsenceFactory, PersonFactory, ReportingLineFactory
from tests.supervision.factories import PLRFactory
from tests.visiting import day_typed, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday"),
]
TODAY = date(2026, 10, 5)
DAY = date(2026, 10, 20)


@pytest.fixture
def monday():
    with time_machine.travel("2026-10-05 10:00 +0100", tick=False):
        yield


@pytest.fixture
def manager():
    above = PersonFactory(role="head_of_practice", name="Hope Above")
    return PersonFactory(role="service_manager", name="Mina Lead", manager=above)


@pytest.fixture
def reportee(manager):
    return PersonFactory(name="Ada Page", manager=manager)


@pytest.fixture
def above(manager):
    return manager.lines.get().manager


def plan(client, reportee, day=DAY, **typed):
    manager = reportee.lines.get().manager
    typed = {**day_typed("planned_for", day), "led_by": manager.pk, **typed}
    return client.post(reverse("supervision:plan", args=[reportee.pk]), typed)


def told() -> set[tuple[str, str]]:
    return {(notice.person.name, notice.kind) for notice in Notice.objects.all()}


@pytest.mark.requirement("P22-2.1a", "P22-2.9a", "S17-2.1a")
def test_planning_makes_one_plr_with_two_empty_drafts_and_tells_the_reportee(manager, reportee):
    answer = plan(signed_in(manager), reportee, starts_at="2.30pm", place="Room 4")

    plr = PLR.objects.get()
    assert answer.url == plr.get_absolute_url()
    assert (plr.planned_for, plr.starts_at, plr.place) == (DAY, time(14, 30), "Room 4")
    assert SelfAssessment.objects.get().body == Record.objects.get().body == {}
    assert told() == {("Ada Page", "plr_planned"), ("Mina Lead", "plr_in_calendar")}


def test_the_offered_date_is_in_time_by_the_role(manager, reportee):
    PLRFactory(finalised=True, reportee=reportee, manager=manager)

    page = signed_in(manager).get(reverse("supervision:plan", args=[reportee.pk]))

    assert page.context["proposal"].due == date(2026, 12, 1)
    assert page.context["form"].initial["planned_for"] <= date(2026, 12, 1)


@pytest.mark.bad_input(21, 24)
def test_planning_the_same_day_twice_leads_to_the_one_that_is_there(manager, reportee):
    client = signed_in(manager)

    first, second = plan(client, reportee), plan(client, reportee)

    assert first.url == second.url
    assert PLR.objects.count() == 1
    assert Notice.objects.filter(person=reportee).count() == 1


@pytest.mark.bad_input(21)
def test_a_second_one_is_offered_the_first_to_open(manager, reportee):
    first = PLRFactory(reportee=reportee, manager=manager)

    text = signed_in(manager).get(reverse("supervision:plan", args=[reportee.pk])).text

    assert first.get_absolute_url() in text


def test_a_day_on_which_a_plr_was_held_is_refused(manager, reportee):
    PLRFactory(held=True, reportee=reportee, manager=manager)

    answer = plan(signed_in(manager), reportee, TODAY)

    assert answer.context["form"].errors["planned_for"] == [
        "There was a PLR on this day already. Choose another day"
    ]


def test_an_unusual_day_is_pointed_at_and_taken_and_another_is_not_pointed_at(manager, reportee):
    saturday, client = date(2026, 10, 10), signed_in(manager)
    AbsenceFactory(person=reportee, start=saturday, end=saturday)

    plan(client, reportee, saturday)
    unusual = client.get(PLR.objects.get().get_absolute_url()).text
    move(client, PLR.objects.get(), DAY)
    usual = client.get(PLR.objects.get().get_absolute_url()).text

    remarks = ["10 October 2026 is a Saturday.", "Ada Page is away on 10 October 2026."]
    remarks.append("The self-assessment would be due on 3 October 2026, which is past.")
    assert [one in unusual for one in remarks] == [True] * 3
    assert "which is past" not in usual
    assert "20 October 2026 is" not in usual


def move(client, plr, day, **typed):
    typed = {**day_typed("planned_for", day), "led_by": plr.led_by_id, "reason": "court", **typed}
    return client.post(reverse("supervision:move", args=[plr.pk]), typed)


@pytest.mark.requirement("P22-2.9a")
def test_moving_keeps_the_old_day_and_the_reason_and_tells_the_reportee(manager, reportee):
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY)

    move(signed_in(manager), plr, DAY + timedelta(days=3))

    kept = Rearrangement.objects.get()
    assert (kept.from_day, kept.to_day, kept.reason) == (DAY, DAY + timedelta(days=3), "court")
    assert told() == {("Ada Page", "plr_moved"), ("Mina Lead", "plr_in_calendar")}
    notice = Notice.objects.get(kind="plr_moved")
    assert notice.facts["from_day"] == "Tue 20 October 2026"
    assert notice.facts["day"] == "Fri 23 October 2026"


def test_moving_needs_a_reason_and_keeps_what_was_typed(manager, reportee):
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY)

    answer = move(signed_in(manager), plr, DAY + timedelta(days=3), reason="", place="Room 9")

    assert answer.context["form"].errors["reason"] == ["Choose why the PLR is moved"]
    assert "Room 9" in answer.text
    assert not Rearrangement.objects.exists()


def test_another_time_or_place_is_a_change_and_no_move(manager, reportee):
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY)

    move(signed_in(manager), plr, DAY, place="Room 9", reason="")

    assert not Rearrangement.objects.exists()
    assert told() == {("Ada Page", "plr_changed"), ("Mina Lead", "plr_in_calendar")}


def test_saving_without_a_change_tells_nobody(manager, reportee):
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY)

    move(signed_in(manager), plr, DAY)

    assert told() == set()


def test_moving_onto_another_planned_one_leads_there_also_beside_a_cancelled_one(manager, reportee):
    made = {"reportee": reportee, "manager": manager}
    plr = PLRFactory(**made, planned_for=DAY)
    other = PLRFactory(**made, planned_for=DAY + timedelta(days=1))
    PLRFactory(**made, planned_for=other.planned_for, cancelled=True)

    answer = move(signed_in(manager), plr, other.planned_for)

    assert answer.url == other.get_absolute_url()
    plr.refresh_from_db()
    assert plr.planned_for == DAY


def test_one_that_was_cancelled_meanwhile_is_not_moved(manager, reportee):
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY)
    actions.cancel_plr(plr=PLR.objects.get(), reason="court", by=manager, now=timezone.now())

    moved = actions.move_plr(
        plr=plr, led_by=manager, by=manager, planned_for=TODAY, starts_at=None, place="",
        reason="court", now=timezone.now(),
    )  # fmt: skip

    assert not moved
    assert PLR.objects.get().planned_for == DAY


def cancel(client, plr, reason="court"):
    return client.post(reverse("supervision:cancel", args=[plr.pk]), {"reason": reason})


@pytest.mark.requirement("P22-2.9a", "BURY-17b")
def test_cancelling_keeps_the_reason_and_tells_the_reportee_and_the_next_level(
    manager, reportee, above
):
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY)

    cancel(signed_in(manager), plr)

    plr.refresh_from_db()
    assert (plr.state, Rearrangement.objects.get().reason) == ("cancelled", "court")
    assert told() == {
        ("Ada Page", "plr_cancelled"),
        ("Mina Lead", "plr_out_of_calendar"),
        (above.name, "plr_cancelled_next_level"),
    }


def test_cancelling_twice_is_cancelling_once(manager, reportee):
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY)
    done = [
        actions.cancel_plr(plr=plr, reason="court", by=manager, now=timezone.now())
        for _ in range(2)
    ]

    assert done == [True, False]
    assert Rearrangement.objects.count() == 1


@pytest.mark.requirement("P22-2.9a", "BURY-17b", "CYM-2.14a")
@pytest.mark.parametrize("reason", ["", "because"])
def test_cancelling_needs_a_reason_of_the_list(manager, reportee, reason):
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY)

    answer = cancel(signed_in(manager), plr, reason)

    assert answer.context["form"].errors["reason"]
    plr.refresh_from_db()
    assert plr.state == "scheduled"


@pytest.mark.requirement("P22-2.9a")
def test_the_next_level_hears_of_the_new_date_once(manager, reportee, above):
    client = signed_in(manager)
    cancel(client, PLRFactory(reportee=reportee, manager=manager, planned_for=DAY))
    Notice.objects.all().delete()

    with time_machine.travel("2026-10-05 10:05 +0100"):
        plan(client, reportee, TODAY + timedelta(days=4))
        plan(client, reportee, DAY + timedelta(days=90))

    news = [name for name, kind in told() if kind == "plr_replanned_next_level"]
    assert news == [above.name]
    assert Notice.objects.filter(person=above).count() == 1


def test_the_new_date_is_told_although_another_is_planned_later(manager, reportee, above):
    client = signed_in(manager)
    PLRFactory(reportee=reportee, manager=manager, planned_for=DAY + timedelta(days=90))
    cancel(client, PLRFactory(reportee=reportee, manager=manager, planned_for=DAY))

    with time_machine.travel("2026-10-05 10:05 +0100"):
        plan(client, reportee, DAY + timedelta(days=2))

    assert (above.name, "plr_replanned_next_level") in told()


@pytest.mark.requirement("P22-2.1c")
def test_amb_15_neither_a_move_nor_a_cancellation_moves_the_due_date(manager, reportee):
    PLRFactory(finalised=True, reportee=reportee, manager=manager)
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY)
    before = due(reportee)

    move(signed_in(manager), plr, DAY + timedelta(days=70))
    after_moving = due(reportee)
    cancel(signed_in(manager), plr)

    assert before == after_moving == due(reportee) == date(2026, 12, 1)


def due(person):
    return standings_of([person.pk], on=TODAY)[person.pk].due("plr")


@pytest.mark.parametrize("act", ["plan", "cancel"])
def test_the_next_level_is_that_of_today_not_of_the_planned_day(manager, reportee, above, act):
    """The line to the old one ends before the planned day, and nobody has been named after."""
    manager.lines.update(end=DAY - timedelta(days=1))
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY)

    cancel(signed_in(manager), plr)
    if act == "plan":
        with time_machine.travel("2026-10-05 10:05 +0100"):
            plan(signed_in(manager), reportee, DAY + timedelta(days=2))

    assert Notice.objects.filter(person=above).count() == {"cancel": 1, "plan": 2}[act]


def test_after_a_change_of_line_the_new_manager_takes_the_plr_over(manager, reportee):
    plr = PLRFactory(reportee=reportee, manager=manager, planned_for=DAY, shared=True)
    new = PersonFactory(role="service_manager", name="Nora New")
    reportee.lines.update(end=TODAY - timedelta(days=1))
    ReportingLineFactory(person=reportee, manager=new, start=TODAY)

    page = signed_in(reportee).get(plr.get_absolute_url()).text

    assert "Nora New" in page
    assert "Mina Lead" not in page
    assert signed_in(new).get(reverse("supervision:prepare", args=[plr.pk])).status_code == 200
    assert signed_in(manager).get(plr.get_absolute_url()).status_code == 404
