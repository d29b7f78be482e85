"""Messages in the application, and those that a mail server never confirmed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.actions import send_again, tell
from notices.models import Notice
from people.models import AuditEvent
from tests.factories import PersonFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
FACTS = {"by": "Mina Lead", "day": "Tue 20 October 2026", "reportee": "Ada Page"}
LOST = reverse("notices:not_confirmed")


def told(person, step="") -> Notice:
    path = "/plrs/1/"
    tell(people=[person], kind="record_finalised", about=person, path=path, facts=FACTS, step=step)
    return Notice.objects.get(person=person, step=step)


def unanswered(minutes: int = 60) -> Notice:
    notice = told(PersonFactory(name="Ada Page"))
    notice.state = Notice.State.CLAIMED
    notice.claimed_at = timezone.now() - timedelta(minutes=minutes)
    notice.save()
    return notice


def test_what_one_was_told_is_there_and_new_until_it_was_seen():
    person = PersonFactory()
    told(person)
    client = signed_in(person)

    first, second = (client.get(reverse("notices:told")).text for _ in range(2))

    assert "The record of your PLR on Tue 20 October 2026 is ready to read" in first
    assert ("New" in first, "New" in second) == (True, False)


def test_messages_are_ones_own():
    told(PersonFactory())

    page = signed_in(PersonFactory()).get(reverse("notices:told"))

    assert list(page.context["page"]) == []


def test_home_says_how_many_are_new():
    person = PersonFactory()
    for step in ("1", "2", "3"):
        told(person, step)

    news = signed_in(person).get("/").context["news"]

    assert (news.messages, news.readings) == (3, 0)


def test_whoever_looks_after_the_system_sees_to_whom_and_not_what_about():
    unanswered()
    admin = PersonFactory(role=None, grants=["system_admin"])

    page = signed_in(admin).get(LOST).text

    assert "Ada Page" in page
    assert "ready to read" not in page


def test_what_was_given_to_the_mail_server_just_now_is_not_lost_yet():
    unanswered(minutes=1)
    admin = PersonFactory(role=None, grants=["system_admin"])

    assert list(signed_in(admin).get(LOST).context["page"]) == []


def test_it_is_sent_again_only_when_somebody_says_so_and_once():
    notice, admin = unanswered(), PersonFactory(role=None, grants=["system_admin"])

    signed_in(admin).post(reverse("notices:send_again", args=[notice.pk]))

    assert Notice.objects.get().state == Notice.State.WAITING
    assert AuditEvent.objects.filter(kind="notice_sent_again").count() == 1
    assert not send_again(notice=notice, by=admin)
