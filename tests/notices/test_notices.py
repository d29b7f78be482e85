"""The outbox: each is told once, after what caused it, at most once by mail, and never contents."""

import smtplib
from datetime import UTC, datetime

import pytest
from celery import current_app
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from kombu.exceptions import OperationalError

from notices import actions, digests, sending, tasks
from notices.kinds import KINDS
from notices.models import Notice
from people.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
FACTS = {
    "by": "Mina Lead",
    "day": "Tue 20 October 2026",
    "from_day": "Mon 12 October 2026",
    "leader": "Hope Above",
    "of": "Hope Above",
    "programme": "Autumn sample",
    "number": "12",
    "reportee": "Ada Page",
    "thing": "audit",
    "until": "Fri 30 October 2026",
    "what": "2 people are late.",
    "when": "Tue 20 October 2026 at 14:30",
}


def tell(*people: Person, kind="plr_planned", about=None, step="") -> None:
    about = about or people[0]
    actions.tell(people=people, kind=kind, about=about, path="/plrs/1/", facts=FACTS, step=step)


def states() -> list[str]:
    return [notice.state for notice in Notice.objects.order_by("pk")]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_one_mail_of_names_and_days(kind):
    tell(PersonFactory(name="Ada Page", email="ada@example.org"), kind=kind)
    digests.bundle(on=NOW.date())

    sending.send_all_waiting(now=NOW)

    [message] = mail.outbox
    assert message.to == ["ada@example.org"]
    assert "{" not in message.subject + message.body
    assert "Hello Ada Page," in message.body
    assert "/plrs/1/" in message.body


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.published_break(21)
def test_no_kind_speaks_of_a_grade_of_somebody_or_of_what_was_written(kind):
    sentence = f"{KINDS[kind].subject} {KINDS[kind].body}".lower()

    for word in ("requires improvement", "outstanding", "safe standard", "evidence", "wellbeing"):
        assert word not in sentence


def test_the_mail_is_in_text_and_html_and_a_name_is_no_markup():
    person = PersonFactory(name="<b>Ada</b>")
    tell(person)

    sending.send_all_waiting(now=NOW)

    [message] = mail.outbox
    [(html, kind)] = message.alternatives
    assert (kind, "&lt;b&gt;Ada" in html) == ("text/html", True)
    assert "Hello <b>Ada</b>," in message.body


def test_a_person_is_told_once_of_a_subject_and_step():
    person, other = PersonFactory.create_batch(2)

    for _ in range(2):
        tell(person, about=other)
        tell(person, about=other, step="2")
        tell(person, about=other, kind="plr_moved")

    assert Notice.objects.count() == 3


def test_without_the_constraint_they_would_be_told_twice():
    person = PersonFactory()
    row = {"person": person, "kind": "plr_planned", "subject_kind": "x", "subject_id": 1}
    Notice.objects.create(**row)

    with pytest.raises(Exception, match="notice_once"), transaction.atomic():
        Notice.objects.create(**row)


@pytest.mark.parametrize("gone", [{"locked_at": NOW}, {"left": "2020-01-31"}])
def test_who_has_left_or_is_locked_is_told_nothing(gone):
    person = PersonFactory()
    Person.objects.filter(pk=person.pk).update(joined="2019-01-01", **gone)

    tell(Person.objects.get(pk=person.pk))

    assert not Notice.objects.exists()


def test_what_is_undone_is_not_told(on_commit):
    @transaction.atomic
    def act():
        tell(PersonFactory())
        raise LookupError

    with on_commit() as queued, pytest.raises(LookupError):
        act()

    assert (Notice.objects.count(), queued, mail.outbox) == (0, [], [])


def test_it_is_sent_after_the_commit_and_not_before(on_commit):
    with on_commit():
        tell(PersonFactory())
        assert mail.outbox == []

    assert len(mail.outbox) == 1
    assert states() == ["sent"]


def test_a_broker_that_is_away_fails_nothing_and_the_sweep_finds_what_waits(on_commit, monkeypatch):
    monkeypatch.setattr(current_app, "signature", away)

    with on_commit():
        tell(PersonFactory())
    assert (states(), mail.outbox) == (["waiting"], [])
    tasks.send_waiting()

    assert states() == ["sent"]


def away(*args, **kwargs):
    raise OperationalError("no broker")


def test_a_notice_is_claimed_once():
    tell(PersonFactory())
    notice = Notice.objects.get()

    claims = [Notice.objects.claim(notice.pk, now=NOW) for _ in range(2)]

    assert claims == [notice, None]


def test_sending_again_sends_nothing_twice():
    tell(*PersonFactory.create_batch(3))

    counts = [sending.send_all_waiting(now=NOW) for _ in range(2)]

    assert (counts, len(mail.outbox)) == ([3, 0], 3)


def test_after_a_full_batch_the_next_one_follows_at_once(monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 2)
    tell(*PersonFactory.create_batch(5))

    sending.send_all_waiting(now=NOW)

    assert states() == ["sent"] * 5


class Refuses(EmailBackend):
    """Takes a connection, and refuses what is addressed to `nobody@`."""

    def send_messages(self, messages):
        if messages[0].to[0].startswith("nobody@"):
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(messages)


def test_an_address_that_is_refused_holds_up_nobody_and_stays_unconfirmed(settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Refuses"
    tell(PersonFactory(email="nobody@example.org"), PersonFactory(email="ada@example.org"))

    sent = [sending.send_all_waiting(now=NOW) for _ in range(2)]

    assert (sent, [message.to for message in mail.outbox]) == ([1, 0], [["ada@example.org"]])
    [unconfirmed] = Notice.objects.unconfirmed()
    assert unconfirmed.person.email == "nobody@example.org"
    assert f"to the address of notice {unconfirmed.pk}" in caplog.text
    assert "nobody@" not in caplog.text


class HangsUp(EmailBackend):
    """Takes a connection, and gives no answer."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected


def test_an_answer_that_never_came_is_not_confirmed_and_not_sent_again(settings):
    tell(*PersonFactory.create_batch(2))
    settings.EMAIL_BACKEND = f"{__name__}.HangsUp"
    with pytest.raises(smtplib.SMTPServerDisconnected):
        sending.send_all_waiting(now=NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    sent_then = sending.send_all_waiting(now=NOW)

    assert (sent_then, len(mail.outbox)) == (1, 1)
    assert Notice.objects.unconfirmed().count() == 1


class Away(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


def test_while_the_mail_server_is_away_nothing_is_given_up(settings):
    tell(PersonFactory())
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    with pytest.raises(ConnectionRefusedError):
        sending.send_all_waiting(now=NOW)
    assert states() == ["waiting"]

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert sending.send_all_waiting(now=NOW) == 1


def test_everybody_sees_their_own_notices_alone():
    person, other = PersonFactory.create_batch(2)
    tell(person, other)

    assert [notice.person for notice in Notice.objects.visible_to(person)] == [person]
    person.locked_at = NOW
    assert not Notice.objects.visible_to(person).exists()
