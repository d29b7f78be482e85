"""PLRs follow the line, or are handed over: no word is lost, and nobody is forgotten."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compliance.reminding import owed
from notices.models import Notice
from supervision.actions.passing_on import follow_ties
from supervision.models import PLR, Rearrangement, Record
from supervision.queries.leading import plrs_without_leader
from tests.factories import AbsenceFactory, PersonFactory, UnitFactory
from tests.supervision.factories import PLRFactory
from tests.supervision.test_calendar import sent
from tests.supervision.writing import with_body
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def successor():
    return PersonFactory(role="service_manager")


def change_line(plr, to) -> None:
    plr.reportee.lines.update(manager=to)


def follow() -> None:
    follow_ties(on=TODAY, now=timezone.now())


def kinds(person) -> list[str]:
    return sorted(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_a_planned_plr_passes_to_the_new_line_manager_and_into_their_calendar(successor):
    plr = PLRFactory()
    old = plr.led_by
    change_line(plr, successor)

    follow()

    calendars = sent()
    plr.refresh_from_db()
    assert (plr.led_by, plr.stand_in, plr.sequence) == (successor, False, 1)
    assert "METHOD:CANCEL" in calendars[old.email]
    assert "METHOD:REQUEST" in calendars[successor.email]
    assert kinds(plr.reportee) == ["plr_line_changed"]


def test_it_passes_once_however_often_it_is_looked_at(successor):
    plr = PLRFactory()
    change_line(plr, successor)

    for _ in range(2):
        follow()

    plr.refresh_from_db()
    assert plr.sequence == 1
    assert kinds(successor) == ["plr_taken_over"]


def test_a_stand_in_keeps_it_while_they_are_there_and_no_longer(successor):
    plr = PLRFactory(with_stand_in=True)
    stand_in = plr.led_by
    change_line(plr, successor)
    follow()
    kept = PLR.objects.get().led_by

    stand_in.left = TODAY - timedelta(days=1)
    stand_in.save()
    follow()

    assert kept == stand_in
    assert PLR.objects.get().led_by == successor


def test_a_record_begun_by_the_old_manager_is_the_new_one_s_to_finish_with_all_that_was_typed(
    successor,
):
    plr = with_body(PLRFactory(held=True))
    old = plr.led_by
    change_line(plr, successor)

    for _ in range(2):
        follow()

    assert Record.objects.visible_to(successor).get() == plr.record
    assert not Record.objects.visible_to(old).exists()
    assert Record.objects.get().body == plr.record.body
    assert kinds(successor) == ["plr_record_taken_over"]


def test_the_new_manager_is_reminded_of_a_record_that_the_old_one_began(successor):
    plr = PLRFactory(held=True, planned_for=date(2026, 11, 9))
    change_line(plr, successor)

    reminders = [one.reminder for one in owed(on=date(2026, 11, 23))]

    told = {one.person_id for one in reminders if one.key == "write_up"}
    assert told == {successor.pk}


@pytest.fixture
def area():
    return UnitFactory(kind="service_area")


@pytest.fixture
def head(area):
    return PersonFactory(role="head_of_practice", unit=area)


@pytest.fixture
def led(area):
    """One PLR with its leader."""
    team = UnitFactory(parent=area)
    manager = PersonFactory(role="service_manager", unit=team)
    reportee = PersonFactory(unit=team, manager=manager)
    return PLRFactory(reportee=reportee, manager=manager)


@pytest.mark.requirement("P22-2.1a")
@pytest.mark.parametrize("why", ["left", "away", "no_line"])
def test_a_plr_that_nobody_leads_is_on_a_list_for_the_next_level_and_hr(led, head, why):
    hr = PersonFactory(role="corporate", grants=["hr"])
    before = plrs_without_leader(head, on=TODAY).exists()

    leaderless(led, why)

    for reader in (head, hr):
        found = plrs_without_leader(reader, on=TODAY).get()
        assert (found, found.why) == (led, why)
    assert not before


def leaderless(plr, why: str) -> None:
    manager = plr.led_by
    if why == "left":
        manager.left = TODAY - timedelta(days=1)
        manager.save()
    elif why == "away":
        AbsenceFactory(person=manager, start=plr.planned_for, end=None)
    else:
        plr.reportee.lines.all().delete()


def test_the_list_is_not_for_heads_of_other_areas(led):
    leaderless(led, "no_line")

    other = PersonFactory(role="head_of_practice")

    assert not plrs_without_leader(other, on=TODAY).exists()
    assert signed_in(other).get(led.get_absolute_url()).status_code == 404


HAND_OVER = reverse("supervision:hand_over")


def hand_over(by, *plrs, to, reason="manager_away"):
    typed = {"plrs": [plr.pk for plr in plrs], "to": to.pk, "reason": reason}
    return signed_in(by).post(HAND_OVER, typed)


def test_several_are_handed_over_to_a_stand_in_with_a_reason(led, area):
    manager = led.led_by
    other = PLRFactory(reportee__unit=led.reportee.postings.get().unit, manager=manager)
    stand_in = PersonFactory(role="service_manager", unit=area)

    hand_over(manager, led, other, to=stand_in)

    kept = Rearrangement.objects.values_list("kind", "to_person", "reason", "by")
    assert set(kept) == {("passed", stand_in.pk, "manager_away", manager.pk)}
    assert set(PLR.objects.values_list("led_by", "stand_in")) == {(stand_in.pk, True)}
    calendars = sent()
    assert "METHOD:CANCEL" in calendars[manager.email]
    assert "METHOD:REQUEST" in calendars[stand_in.email]


def test_what_was_handed_over_can_be_taken_back(led, area):
    manager = led.led_by
    hand_over(manager, led, to=PersonFactory(role="service_manager", unit=area))

    hand_over(manager, led, to=manager)

    led.refresh_from_db()
    assert (led.led_by, led.stand_in) == (manager, False)


@pytest.mark.requirement("P22-2.7a")
def test_it_is_not_handed_to_whom_the_policy_does_not_let_lead_it(led, area):
    wrong = PersonFactory(role="practice_supervisor", unit=area)
    PLRFactory(
        reportee=PersonFactory(role="corporate", unit=area, manager=led.led_by),
        manager=led.led_by,
    )

    answer = hand_over(led.led_by, led, to=wrong)

    assert answer.context["form"].errors["to"]
    led.refresh_from_db()
    assert led.led_by != wrong


@pytest.mark.published_break(16)
def test_a_head_hands_over_what_nobody_leads_and_nothing_else(led, head, area):
    stand_in = PersonFactory(role="service_manager", unit=area)
    hand_over(head, led, to=stand_in)
    before = PLR.objects.get().led_by

    leaderless(led, "no_line")
    hand_over(head, led, to=stand_in)

    assert before == led.led_by
    assert PLR.objects.get().led_by == stand_in
    assert not plrs_without_leader(head, on=TODAY).exists()


def test_the_list_says_why_nobody_leads_it(led, head):
    leaderless(led, "left")

    page = signed_in(head).get(reverse("supervision:without_leader")).text

    assert led.reportee.name in page
    assert "The line manager has left" in page
