"""Who is reminded of what on a morning, by the table in the rule file."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from compliance import actions, reminding, tasks
from compliance.models import Standing
from notices import clock
from notices.models import Notice, ReminderSent
from people.models import Person
from tests.factories import AbsenceFactory, PersonFactory
from tests.supervision.factories import ActionFactory, PLRFactory

pytestmark = pytest.mark.django_db
MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 21)


def in_days(days: int) -> date:
    return MONDAY + timedelta(days=days)


def owed(on=MONDAY) -> set[tuple[str, str, str]]:
    names = dict(Person.objects.values_list("pk", "name"))
    found = (one.reminder for one in reminding.owed(on=on))
    return {(names[one.person_id], one.key, one.sentence) for one in found}


def keys_of(person) -> set[str]:
    return {key for name, key, _ in owed() if name == person.name}


@pytest.mark.requirement("P22-2.8a")
def test_a_self_assessment_is_asked_for_until_it_is_shared():
    asked = PLRFactory(planned_for=in_days(7)).reportee
    done = PLRFactory(planned_for=in_days(7), shared=True).reportee

    assert "self_assessment" in keys_of(asked)
    assert "self_assessment" not in keys_of(done)


def test_both_sides_hear_that_a_plr_is_near():
    plr = PLRFactory(planned_for=in_days(3), shared=True)

    day = "26 November 2026"
    assert (plr.reportee.name, "plr_coming", f"Your PLR is on {day}.") in owed()
    of = f"The PLR of {plr.reportee.name} is on {day}."
    assert (plr.led_by.name, "plr_coming", of) in owed()


@pytest.mark.requirement("P22-2.9c")
def test_an_unwritten_record_is_asked_for_and_after_four_weeks_the_next_level_hears():
    head = PersonFactory(role="head_of_practice")
    manager = PersonFactory(role="service_manager", manager=head)
    PLRFactory(manager=manager, held=True, planned_for=date(2026, 11, 9))
    waiting = PersonFactory(role="service_manager", manager=head)
    PLRFactory(manager=waiting, held=True, planned_for=in_days(-28))

    assert "write_up" in keys_of(manager)
    assert "write_up" in keys_of(waiting)
    assert len([one for one in owed() if one[0] == head.name and one[1] == "write_up"]) == 1


def test_an_answer_is_asked_for_after_one_and_two_weeks_then_the_manager_hears():
    first = PLRFactory(finalised=True, finalised_on=in_days(-7))
    last = PLRFactory(finalised=True, finalised_on=in_days(-21))

    assert "answer" in keys_of(first.reportee)
    assert "answer" not in keys_of(first.led_by)
    assert "answer" in keys_of(last.led_by)


@pytest.mark.requirement("P22-2.9d", "AP18-4c")
def test_an_action_is_followed_up_with_whoever_has_to_do_it():
    soon, late = ActionFactory(due_on=in_days(7)), ActionFactory(due_on=in_days(-1))
    done = ActionFactory(due_on=in_days(7), state="done", closed_on=MONDAY)

    assert "action" in keys_of(soon.owner)
    assert "action" in keys_of(late.owner)
    assert "action" not in keys_of(done.owner)


@pytest.mark.requirement("P22-2.1a")
def test_a_plr_that_is_due_and_not_planned_is_the_managers_to_plan():
    manager = PersonFactory(role="service_manager")
    person = PersonFactory(manager=manager)
    PLRFactory(reportee=person, manager=manager, finalised=True, planned_for=date(2026, 9, 23))
    actions.rebuild(on=MONDAY)

    assert "plr_to_plan" in keys_of(manager)

    PLRFactory(reportee=person, manager=manager, planned_for=in_days(20))
    assert "plr_to_plan" not in keys_of(manager)


@pytest.mark.requirement("P22-E1")
def test_whoever_is_away_is_not_told_and_hears_within_a_week_of_coming_back():
    person = PLRFactory(planned_for=in_days(7)).reportee
    away = AbsenceFactory(person=person, start=in_days(-3), end=MONDAY)
    assert keys_of(person) == set()

    away.delete()

    assert "self_assessment" in keys_of(person)


@pytest.mark.requirement("P22-2.3", "P22-E1")
def test_of_somebody_who_is_away_for_longer_the_manager_hears_once_and_not_why():
    plr = PLRFactory(finalised=True, finalised_on=in_days(-21))
    ActionFactory(owner=plr.reportee, person=plr.reportee, due_on=in_days(-14))
    AbsenceFactory(person=plr.reportee, kind="maternity", start=in_days(-1), end=None)

    [(_, key, sentence)] = [one for one in owed() if one[0] == plr.led_by.name]

    assert (key, "matern" in sentence.lower()) == ("away", False)
    assert sentence.startswith(f"{plr.reportee.name} is away for longer")
    assert keys_of(plr.reportee) == set()


@pytest.mark.requirement("P22-E1")
def test_of_a_short_absence_nothing_is_said():
    plr = PLRFactory(planned_for=in_days(30))
    AbsenceFactory(person=plr.reportee, start=in_days(-1), end=in_days(1))

    assert keys_of(plr.led_by) == set()


@pytest.mark.requirement("P22-E1")
def test_whoever_is_excluded_and_at_work_is_reminded():
    starter = PersonFactory(joined=in_days(-10), manager=PersonFactory(role="service_manager"))
    PLRFactory(reportee=starter, manager=starter.lines.get().manager, planned_for=in_days(7))
    actions.rebuild(on=MONDAY)

    assert Standing.objects.filter(person=starter, status="excluded").exists()
    assert "self_assessment" in keys_of(starter)


def test_whether_a_planned_plr_was_held_is_asked_and_then_the_next_level_hears():
    head = PersonFactory(role="head_of_practice")
    manager = PersonFactory(role="service_manager", manager=head)
    PLRFactory(manager=manager, planned_for=in_days(-3))
    PLRFactory(manager=manager, planned_for=in_days(-14))

    assert "plr_not_held" in keys_of(manager)
    assert len([one for one in owed() if one[:2] == (head.name, "plr_not_held")]) == 1


@pytest.mark.requirement("P22-2.2b")
def test_with_whoever_is_new_in_post_an_interval_is_to_be_agreed():
    manager = PersonFactory(role="service_manager")
    PersonFactory(joined=in_days(-14), manager=manager)

    assert "interval" in keys_of(manager)


def test_the_working_day_before_a_day_off_is_named_while_it_can_be_kept():
    action = ActionFactory(due_on=in_days(5))

    [sentence] = [one[2] for one in owed() if one[0] == action.owner.name]

    assert sentence.startswith("Due on 28 November 2026: an action of your development plan.")
    assert sentence.endswith("The last working day before is 27 November 2026.")


def test_nobody_is_told_after_they_left_or_were_locked():
    left, locked = (PLRFactory(planned_for=in_days(7)).reportee for _ in range(2))
    Person.objects.filter(pk=left.pk).update(left=in_days(-1))
    Person.objects.filter(pk=locked.pk).update(locked_at="2026-11-01T09:00Z")

    assert keys_of(left) == keys_of(locked) == set()


def test_on_a_day_on_which_nobody_works_nobody_is_told():
    PLRFactory(planned_for=in_days(7))

    assert owed(on=SATURDAY) == set()


def test_a_morning_that_runs_twice_sends_nothing_twice():
    PLRFactory(planned_for=in_days(7))

    first = reminding.send_reminders(on=MONDAY)
    again = reminding.send_reminders(on=MONDAY)

    assert (first, again) == (1, 0)
    assert Notice.objects.filter(kind="reminders").count() == 1


def test_the_scheduler_works_through_a_morning_into_one_message_a_person(monkeypatch):
    plr = PLRFactory(planned_for=in_days(7))
    monkeypatch.setattr(clock, "today", lambda: MONDAY)

    for _ in range(2):
        tasks.work_through_the_morning()

    assert Notice.objects.filter(person=plr.reportee, kind="digest").count() == 1
    assert not Notice.objects.filter(state="daily").exists()


def test_a_plr_that_is_moved_is_reminded_of_anew():
    plr = PLRFactory(planned_for=in_days(7))
    reminding.send_reminders(on=MONDAY)

    plr.planned_for = in_days(14)
    plr.save()

    assert reminding.send_reminders(on=MONDAY) == 1


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    for _ in range(6):
        PLRFactory(planned_for=in_days(7))
        ActionFactory(due_on=in_days(7))

    with django_assert_max_num_queries(18):
        list(reminding.owed(on=MONDAY))


def printed(*words: str) -> str:
    out = StringIO()
    call_command("reminders", *words, stdout=out)
    return out.getvalue()


def test_a_dry_run_says_who_would_get_what_and_why_and_sends_nothing():
    plr = PLRFactory(planned_for=in_days(7))

    said = printed("--dry-run", "--on", "2026-11-23")

    assert f"{plr.reportee.staff_number} {plr.reportee.name}: Your PLR is on 30 November" in said
    assert "self_assessment, 7 days before 2026-11-30 (P22-2.8a, GAP-18)" in said
    assert not ReminderSent.objects.exists()


def test_what_is_to_come_is_not_sent_yet():
    with pytest.raises(CommandError, match="cannot be sent yet"):
        printed("--on", "2999-01-04")
