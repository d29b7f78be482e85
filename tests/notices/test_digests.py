"""What can wait comes as one message a day; what cannot comes at once; each comes once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone

from notices import digests
from notices.actions import choose_mail, tell
from notices.kinds import KINDS
from notices.mailing import DAILY, FOR_CALENDARS, MAILS_ALONE, OPTIONAL
from notices.models import Notice
from notices.sending import send_all_waiting
from people.models import AuditEvent, Person
from tests.factories import PersonFactory
from tests.visiting import signed_in

MONDAY, TUESDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 28)
FACTS = {"by": "Mina Lead", "day": "Mon 16 November 2026", "reportee": "Ada Page"}
RACERS = 4


def tell_daily(person: Person, *steps: str, kind="record_acknowledged") -> None:
    for step in steps or ("1",):
        tell(people=[person], kind=kind, about=person, path="/plrs/1/", facts=FACTS, step=step)


def send() -> list[list[str]]:
    mail.outbox.clear()
    send_all_waiting(now=timezone.now())
    return [message.to for message in mail.outbox]


@pytest.mark.django_db
def test_what_can_wait_is_one_message_of_the_next_working_morning():
    person = PersonFactory(email="ada@example.org")
    tell_daily(person, "1", "2")
    tell_daily(person, kind="record_amended")
    assert send() == []

    digests.bundle(on=MONDAY)

    assert send() == [["ada@example.org"]]
    [message] = mail.outbox
    assert message.body.count("Ada Page has read the record") == 4
    assert "has been amended" in message.body
    assert "has been amended</h2>" in message.alternatives[0].content


@pytest.mark.django_db
def test_nobody_gets_two_a_day_and_what_came_meanwhile_waits_for_the_next():
    person = PersonFactory()
    tell_daily(person, "1")
    assert (digests.bundle(on=MONDAY), send()) == (1, [[person.email]])
    tell_daily(person, "2")

    assert (digests.bundle(on=MONDAY), send()) == (0, [])
    assert (digests.bundle(on=TUESDAY), send()) == (1, [[person.email]])
    assert Notice.objects.filter(state="bundled").count() == 2


@pytest.mark.django_db
def test_on_a_day_on_which_nobody_works_it_waits():
    tell_daily(PersonFactory())

    assert (digests.bundle(on=SATURDAY), send()) == (0, [])


@pytest.mark.django_db
def test_one_that_was_mailed_at_once_is_in_no_bundle():
    person = PersonFactory()
    tell_daily(person, kind="record_disputed")
    tell_daily(person)
    assert send() == [[person.email]]

    digests.bundle(on=MONDAY)
    send()

    assert "disagrees" not in mail.outbox[0].body
    with pytest.raises(IntegrityError, match="notice_at_once_or_in_a_bundle"):
        Notice.objects.filter(state="bundled").update(state="sent", sent_at=timezone.now())


@pytest.mark.django_db
def test_who_was_locked_meanwhile_gets_nothing():
    person = PersonFactory()
    tell_daily(person)
    digests.bundle(on=MONDAY)

    Person.objects.update(locked_at=timezone.now())

    assert send() == []
    assert not Notice.objects.unconfirmed().exists()


def all_at_once(call, racers: int = RACERS) -> None:
    line = threading.Barrier(racers)

    def run(_):
        try:
            connection.ensure_connection()
            line.wait()
            call()
        finally:
            connection.close()

    with ThreadPoolExecutor(racers) as pool:
        list(pool.map(run, range(racers)))


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_make_one_message_a_person():
    people = PersonFactory.create_batch(5)
    for person in people:
        tell_daily(person, "1", "2")

    all_at_once(lambda: digests.bundle(on=MONDAY))

    assert Notice.objects.filter(kind="digest").count() == 5
    assert Notice.objects.filter(state="bundled").count() == 10


@pytest.mark.parametrize(("day", "messages"), [("%(day)s", 5), ("%(day)s || pg_backend_pid()", 10)])
@pytest.mark.django_db(transaction=True)
def test_the_control_without_the_unique_row_there_is_one_of_each(day, messages, monkeypatch):
    """Each bundles as if it had read before the other wrote: what is waiting is not asked."""
    for person in PersonFactory.create_batch(5):
        tell_daily(person)
    before_anybody = digests.BUNDLE.replace("%(day)s", day).replace("where state = 'daily'", "")
    monkeypatch.setattr(digests, "BUNDLE", before_anybody)
    monkeypatch.setattr(digests, "wake_sender", lambda: None)

    all_at_once(lambda: digests.bundle(on=MONDAY), racers=2)

    assert Notice.objects.filter(kind="digest").count() == messages


def test_each_kind_that_is_named_exists_and_only_what_can_wait_may_be_left_out():
    assert KINDS.keys() >= DAILY | OPTIONAL.keys() | FOR_CALENDARS
    assert OPTIONAL.keys() <= DAILY
    assert not MAILS_ALONE & KINDS.keys()


@pytest.mark.django_db
def test_whoever_wants_no_mail_of_a_kind_reads_it_on_the_site():
    person, other = PersonFactory.create_batch(2)
    choose_mail(person=person, wanted=[])
    for one in (person, other):
        tell_daily(one)

    digests.bundle(on=MONDAY)

    assert send() == [[other.email]]
    page = signed_in(person).get(reverse("notices:told"))
    assert [notice.kind for notice in page.context["page"]] == ["record_acknowledged"]


@pytest.mark.django_db
def test_what_may_not_be_left_out_is_mailed_all_the_same():
    person = PersonFactory()
    choose_mail(person=person, wanted=[])
    tell_daily(person, kind="record_amended")

    digests.bundle(on=MONDAY)

    assert send() == [[person.email]]


@pytest.mark.django_db
def test_the_choice_is_made_on_a_page_and_written_down():
    person = PersonFactory()
    client, url = signed_in(person), reverse("notices:by_email")

    client.post(url, {"wanted": ["meeting_finalised", "daily_check"]})
    refused = client.post(url, {"wanted": ["record_amended"]})

    form = client.get(url).context["form"]
    assert set(form.initial["wanted"]) == {"meeting_finalised", "daily_check"}
    assert refused.context["form"].errors
    [line] = AuditEvent.objects.filter(kind="mail_chosen")
    assert "record_acknowledged" in line.detail["unmailed"]
