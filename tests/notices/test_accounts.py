"""Mail about an account waits in the outbox, without the link that it will hold."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from notices.sending import send_all_waiting
from people import actions
from people.addresses import confirm_new_address
from people.models import Person
from tests.factories import PersonFactory
from tests.people.test_new_addresses import asked
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db


def test_the_link_is_made_when_the_mail_is_sent_and_is_kept_nowhere(client):
    person = PersonFactory()
    actions.send_password_link(person=person)
    [waiting] = Notice.objects.values()

    send_all_waiting(now=timezone.now())

    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    assert client.get(link).status_code == 302
    assert "password/new" not in str(waiting) + str(Notice.objects.values())


def test_while_the_mail_server_is_away_an_invitation_waits(settings):
    person, by = PersonFactory(invited_at=None), PersonFactory(grants=["hr"])
    settings.EMAIL_BACKEND = "tests.notices.test_notices.Away"
    actions.invite(person=person, by=by, now=timezone.now())
    with pytest.raises(ConnectionRefusedError):
        send_all_waiting(now=timezone.now())

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert send_all_waiting(now=timezone.now()) == 1
    assert mail.outbox[0].subject == "Your account for PLR"


def test_whoever_was_locked_meanwhile_gets_no_link():
    person = PersonFactory()
    actions.send_password_link(person=person)

    Person.objects.update(locked_at=timezone.now())

    assert (send_all_waiting(now=timezone.now()), mail.outbox) == (0, [])
    assert Notice.objects.get().state == "unmailed"


def test_two_changes_of_an_address_are_each_told_where_mail_went_before():
    person = PersonFactory(email="first@example.org")
    for email in ("second@example.org", "third@example.org"):
        confirm_new_address(new=asked(person, by=None, address=email), by=PersonFactory())

    send_all_waiting(now=timezone.now())

    told = [message.to for message in mail.outbox if "was changed" in message.subject]
    assert told == [["first@example.org"], ["second@example.org"]]


def test_no_letter_about_an_account_stands_among_the_messages():
    person = PersonFactory()
    actions.send_password_link(person=person)

    page = signed_in(person).get(reverse("notices:told"))

    assert list(page.context["page"]) == []
