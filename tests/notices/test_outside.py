"""People without an account are told once, by a link that is made when the message is sent."""

import smtplib
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from notices import outside
from notices.models import OutsideMessage
from notices.notify import NotTaken
from tests.factories import PersonFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
FACTS = {"by": "Mina Lead", "day": "Tue 20 October 2026"}


@pytest.fixture(autouse=True)
def links(monkeypatch):
    monkeypatch.setitem(outside._makers, "people.person", lambda pk: f"/made-now/{pk}/")


def tell(about, step="") -> None:
    told = {"name": "Olu Court", "email": "olu@court.example", "kind": "feedback_asked_outside"}
    outside.tell_outside(**told, about=about, facts=FACTS, step=step)


def test_one_mail_with_a_link_that_no_row_holds():
    about = PersonFactory()
    tell(about)

    sent = [outside.send_all_waiting(now=NOW) for _ in range(2)]

    [message] = mail.outbox
    assert (sent, message.to) == ([1, 0], ["olu@court.example"])
    assert f"/made-now/{about.pk}/" in message.body
    assert "made-now" not in str(OutsideMessage.objects.values().get())


def test_each_subject_and_step_is_told_once():
    about = PersonFactory()

    tell(about)
    tell(about)
    tell(about, step="-7")

    assert OutsideMessage.objects.count() == 2


@pytest.mark.parametrize(
    ("failure", "goes_on"),
    [(smtplib.SMTPRecipientsRefused({}), True), (smtplib.SMTPServerDisconnected(), False)],
)
def test_what_the_mail_server_did_not_confirm_is_never_sent_by_itself_again(failure, goes_on):
    tell(PersonFactory())

    with patch.object(EmailBackend, "send_messages", side_effect=failure):
        if goes_on:
            outside.send_all_waiting(now=NOW)
        else:
            with pytest.raises(smtplib.SMTPServerDisconnected):
                outside.send_all_waiting(now=NOW)

    assert outside.send_all_waiting(now=NOW) == 0
    assert (OutsideMessage.objects.unconfirmed().count(), mail.outbox) == (1, [])


def test_whoever_looks_after_the_system_sends_it_again_with_another_link():
    tell(PersonFactory())
    OutsideMessage.objects.claim(OutsideMessage.objects.get().pk, now=NOW)
    client = signed_in(PersonFactory(role=None, grants=["system_admin"]))
    page = client.get(reverse("notices:not_confirmed")).text

    client.post(reverse("notices:send_outside_again", args=[OutsideMessage.objects.get().pk]))

    assert "Olu Court" in page
    assert "asks you for feedback" not in page
    assert outside.send_all_waiting(now=NOW) == 1


def test_what_notify_did_not_take_is_handed_over_again():
    tell(PersonFactory())

    not_taken = patch.object(EmailBackend, "send_messages", side_effect=NotTaken)
    with not_taken, pytest.raises(NotTaken):
        outside.send_all_waiting(now=NOW)

    assert outside.send_all_waiting(now=NOW) == 1


def test_what_leads_nowhere_any_more_is_not_sent(monkeypatch):
    tell(PersonFactory())
    monkeypatch.setitem(outside._makers, "people.person", lambda pk: None)

    sent = outside.send_all_waiting(now=NOW)

    assert (sent, mail.outbox, OutsideMessage.objects.count()) == (0, [], 0)
