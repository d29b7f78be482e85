"""A week of the demonstration organisation, day by day: what everybody finds in their mail."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db.models import Count
from django.utils import timezone

from compliance import reminding, telling
from compliance.actions import rebuild
from notices.digests import bundle
from notices.models import ReminderSent
from notices.sending import send_all_waiting
from people.models import Absence, Person
from policy import rulebook
from tests.exchange_demo.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
LONDON = ZoneInfo("Europe/London")
WEEK = [date(2026, 11, 23) + timedelta(days=number) for number in range(7)]
SATURDAY, SUNDAY = WEEK[5:]


@dataclass(frozen=True)
class Received:
    day: date
    to: str
    subject: str
    text: str

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.startswith("- ")]


@pytest.fixture(scope="module")
def week(loaded, django_db_blocker) -> list[Received]:
    """As the scheduler works through each morning, twice."""
    with django_db_blocker.unblock():
        return [one for day in WEEK for one in received_on(day)]


def received_on(day: date) -> list[Received]:
    with time_machine.travel(datetime(day.year, day.month, day.day, 7, 5, tzinfo=LONDON)):
        mail.outbox = []
        rebuild(on=day)
        for _ in range(2):
            reminding.send_reminders(on=day)
            telling.tell_morning(on=day)
            bundle(on=day)
            send_all_waiting(now=timezone.now())
        return [Received(day, one.to[0], one.subject, one.body) for one in mail.outbox]


def test_nobody_gets_two_mails_a_day_and_nobody_any_at_the_weekend(week):
    by_day = Counter((one.day, one.to) for one in week)

    assert len(week) > 20
    assert set(by_day.values()) == {1}
    assert {one.day for one in week} == set(WEEK) - {SATURDAY, SUNDAY}


def test_each_step_of_a_reminder_is_mailed_once(week):
    lines = Counter(one.to for one in week for _ in one.lines)
    steps = ReminderSent.objects.values_list("person__email").annotate(number=Count("pk"))

    assert len(lines) > 20
    assert lines == Counter(dict(steps))


def test_whoever_is_away_hears_nothing_and_nobody_hears_why(week):
    away = Absence.objects.filter(start__lte=WEEK[0], end=None).values("person__email")
    reasons = rulebook.in_force(settings.RULEBOOK, NOW.date()).absence_kinds.keys()
    text = " ".join(one.subject + one.text for one in week).lower()

    assert not {one.to for one in week} & {row["person__email"] for row in away}
    assert [kind for kind in reasons - {"other"} if kind.replace("_", " ") in text] == []


def test_each_mail_greets_its_reader_and_leads_to_the_site(week):
    names = dict(Person.objects.values_list("email", "name"))

    assert all(one.text.startswith(f"Hello {names[one.to]},\n") for one in week)
    assert all(f"Sign in to see it: {settings.BASE_URL}/" in one.text for one in week)
    assert not [one for one in week if "{" in one.text]


def test_line_managers_are_told_who_is_late_on_the_first_morning(week):
    monday = [one for one in week if one.day == WEEK[0]]

    assert [one for one in monday if "late.\n" in one.text]
