"""The daily compliance check as a message: once a person and morning, numbers and a link."""

import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from compliance import telling
from compliance.models import DailyChange
from notices.actions import choose_mail
from notices.digests import bundle
from notices.mailing import OPTIONAL
from notices.models import Notice
from notices.sending import send_all_waiting
from people.models import Person
from plr_site.celery import app
from tests.factories import PersonFactory
from tests.supervision.factories import PLRFactory
from tests.visiting import signed_in

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
CHRISTMAS, SATURDAY = date(2026, 12, 25), date(2026, 11, 21)


def make_team() -> Person:
    """A manager with one corporate reportee, in time until Friday 20 November 2026."""
    manager = PersonFactory(role="service_manager", name="Mel Manager")
    person = PersonFactory(role="corporate", manager=manager, name="Rae Portee")
    for held_on in (date(2025, 12, 1), date(2026, 5, 20)):
        PLRFactory(reportee=person, manager=manager, finalised=True, planned_for=held_on)
    Notice.objects.all().delete()
    return manager


@pytest.fixture
def manager(db):
    return make_team()


def told(person: Person) -> list[str]:
    found = Notice.objects.filter(person=person, kind__startswith="daily_check").order_by("pk")
    return [notice.facts["what"] for notice in found]


@pytest.mark.requirement("P22-A1.12")
def test_a_manager_is_told_what_changed_and_what_is_late(manager):
    telling.tell_morning(on=MONDAY)

    assert told(manager) == [
        "1 person is late.",
        "1 person stands otherwise than the working day before.",
    ]


def test_what_comes_in_30_days_is_told(manager):
    telling.tell_morning(on=FRIDAY)

    assert told(manager) == ["1 person falls out in the next 30 days if nothing more is recorded."]


def test_the_message_holds_numbers_and_a_link_and_no_name(manager):
    telling.tell_morning(on=MONDAY)
    bundle(on=MONDAY)

    send_all_waiting(now=timezone.now())

    [message] = [one for one in mail.outbox if one.to == [manager.email]]
    assert "Daily compliance check, 23 November 2026" in message.body
    assert "Rae" not in message.body
    assert reverse("compliance:daily") in message.body


@pytest.mark.parametrize("day", [SATURDAY, CHRISTMAS])
def test_nobody_is_told_on_a_day_off(manager, day):
    assert (telling.tell_morning(on=day), Notice.objects.count()) == (0, 0)


def test_who_wants_only_what_is_late_is_mailed_that_and_reads_the_rest_on_the_site(manager):
    choose_mail(person=manager, wanted=OPTIONAL.keys() - {"daily_check"})

    telling.tell_morning(on=FRIDAY)
    telling.tell_morning(on=MONDAY)

    states = Notice.objects.filter(person=manager).values_list("kind", "state")
    assert set(states) == {("daily_check", "unmailed"), ("daily_check_late", "daily")}
    assert len(told(manager)) == 3


def test_a_person_is_told_once_a_day(manager):
    for _ in range(2):
        telling.tell_morning(on=MONDAY)

    assert (len(told(manager)), DailyChange.objects.count()) == (2, 1)


def in_threads(*days: date) -> list[Exception]:
    """Each morning in a thread of its own, all at once."""
    problems: list[Exception] = []
    ready = threading.Barrier(len(days))

    def run(day: date) -> None:
        try:
            ready.wait(timeout=10)
            telling.tell_morning(on=day)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[day]) for day in days]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return problems


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("days", "number"), [((MONDAY, MONDAY), 2), ((FRIDAY, MONDAY), 3)])
def test_two_schedulers_at_once_tell_a_morning_once_and_two_mornings_twice(days, number):
    manager = make_team()

    problems = in_threads(*days)

    assert (problems, len(told(manager))) == ([], number)


def page_for(reader, on):
    telling.tell_morning(on=on)
    return signed_in(reader).get(reverse("compliance:daily")).content.decode()


def test_the_page_lists_what_changed(manager, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: MONDAY)

    page = page_for(manager, MONDAY)

    assert "Changed since Fri 20 November 2026" in page
    assert "Rae Portee" in page


def test_another_manager_does_not_see_it(manager, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: MONDAY)
    other = PersonFactory(manager=PersonFactory(role="service_manager")).lines.get().manager

    page = page_for(other, MONDAY)

    assert "Rae Portee" not in page
    assert "No changes." in page


def test_changes_of_long_ago_are_forgotten(manager):
    person = manager.lines_managed.get().person
    old = {"unit": person.postings.get().unit, "measure": "plr", "before": "compliant"}
    long_ago = MONDAY - timedelta(days=61)
    DailyChange.objects.create(day=long_ago, person=person, after="non_compliant", **old)

    telling.tell_morning(on=MONDAY)

    assert set(DailyChange.objects.values_list("day", flat=True)) == {MONDAY}


def test_the_scheduler_tells_it_on_weekdays():
    entry = app.conf.beat_schedule["working-morning"]

    assert entry["task"] in app.tasks
    assert entry["schedule"].day_of_week == {1, 2, 3, 4, 5}
