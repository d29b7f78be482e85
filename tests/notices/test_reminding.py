"""Each step of a reminder once to each person; one message for all that is due on a morning."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from notices import reminding
from notices.digests import bundle
from notices.models import Notice, ReminderSent
from notices.reminding import Reminder, remind
from notices.sending import send_all_waiting
from tests.factories import PersonFactory

ON = date(2026, 11, 23)
RACERS = 4


def reminder(person, number=1, **changes) -> Reminder:
    given = {
        "person_id": person.pk,
        "key": "action",
        "subject_kind": "supervision.action",
        "subject_id": number,
        "day": ON,
        "days": -7,
        "sentence": f"Action {number} is due.",
    }
    return Reminder(**{**given, **changes})


@pytest.mark.django_db
def test_all_that_is_due_to_one_person_is_one_message():
    ann, bo = PersonFactory(), PersonFactory()

    assert remind([reminder(ann, 1), reminder(bo, 1), reminder(ann, 2)], on=ON) == 3

    bundle(on=ON)
    send_all_waiting(now=timezone.now())
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert "- Action 1 is due.\n- Action 2 is due." in bodies[ann.email]
    assert "Action 2" not in bodies[bo.email]
    assert mail.outbox[0].subject == "Your PLR messages, Mon 23 November 2026"


@pytest.mark.django_db
def test_what_is_late_longest_stands_first():
    ann = PersonFactory()

    remind([reminder(ann, 1), reminder(ann, 2, key="plr", day=date(2026, 10, 1))], on=ON)

    assert Notice.objects.get().facts["lines"] == ["Action 2 is due.", "Action 1 is due."]


@pytest.mark.django_db
def test_what_was_sent_is_not_sent_again_and_what_is_new_is():
    ann = PersonFactory()
    remind([reminder(ann, 1)], on=ON)

    again = remind([reminder(ann, 1), reminder(ann, 2)], on=ON)
    moved = remind([reminder(ann, 1, day=date(2026, 12, 1))], on=ON)

    assert (again, moved) == (1, 1)
    assert [notice.facts["lines"] for notice in Notice.objects.order_by("pk")] == [
        ["Action 1 is due."],
        ["Action 2 is due."],
        ["Action 1 is due."],
    ]


@pytest.mark.django_db(transaction=True)
def test_what_breaks_off_is_owed_still_and_nobody_is_told_twice(monkeypatch):
    people = PersonFactory.create_batch(4)
    monkeypatch.setattr(reminding, "PEOPLE_A_TRANSACTION", 2)
    whole, calls = reminding._remind, []

    def breaks_at_the_second(reminders, *, on):
        calls.append(reminders)
        if len(calls) == 2:
            raise ConnectionError
        return whole(reminders, on=on)

    monkeypatch.setattr(reminding, "_remind", breaks_at_the_second)
    with pytest.raises(ConnectionError):
        remind([reminder(person) for person in people], on=ON)
    assert ReminderSent.objects.count() == Notice.objects.count() == 2

    assert remind([reminder(person) for person in people], on=ON) == 2
    assert ReminderSent.objects.count() == Notice.objects.count() == 4


def all_at_once(people) -> None:
    line = threading.Barrier(RACERS)

    def run(_):
        try:
            line.wait()
            remind([reminder(person) for person in people], on=ON)
        finally:
            connection.close()

    with ThreadPoolExecutor(RACERS) as pool:
        list(pool.map(run, range(RACERS)))


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_once():
    people = PersonFactory.create_batch(5)

    all_at_once(people)

    assert Notice.objects.count() == 5


UNKEPT = """
select row_number() over () + 1000 * pg_backend_pid(), given.*
from (select %s::date) as day,
    unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::date[], %s::smallint[]) given
"""


@pytest.mark.django_db(transaction=True)
def test_they_send_more_without_the_unique_row(monkeypatch):
    """The control."""
    people = PersonFactory.create_batch(5)
    monkeypatch.setattr(reminding, "INSERT", UNKEPT)

    all_at_once(people)

    assert Notice.objects.count() == 5 * RACERS
