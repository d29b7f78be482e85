"""A line manager or a reportee asks others, by name or not, colleagues or people outside."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice, OutsideMessage
from supervision.models import PLR, FeedbackRequest
from tests.factories import PersonFactory
from tests.supervision.asking import OUTSIDER, WORDS, asked, links_sent
from tests.supervision.factories import PLRFactory
from tests.supervision.writing import page
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db


def typed(**changes) -> dict:
    closes = day_typed("closes_on", timezone.localdate() + timedelta(days=9))
    return {"question": WORDS, "names": "named", **closes, **changes}


def ask(plr, by, **changes):
    return signed_in(by).post(page("feedback_ask", plr), typed(**changes), follow=True)


@pytest.mark.requirement("P22-2.6b", "P22-2.5d", "P22-2.9e")
@pytest.mark.parametrize("asker", ["led_by", "reportee"])
def test_colleagues_and_people_outside_are_asked_from_the_plr(asker):
    plr, colleague = PLRFactory(), PersonFactory(email="ann@example.org")

    ask(plr, getattr(plr, asker), others="ANN@example.org\nOlu Court <olu@court.example>")

    request = FeedbackRequest.objects.get()
    assert (request.plr, request.named, request.question.text) == (plr, True, WORDS)
    told = Notice.objects.values_list("person", "kind")
    assert list(told) == [(colleague.pk, "feedback_asked")]
    [message] = OutsideMessage.objects.all()
    assert (message.name, message.email) == ("Olu Court", "olu@court.example")


def test_the_team_and_the_practice_supervisor_are_there_to_be_ticked():
    plr = PLRFactory()
    mate = PersonFactory(manager=plr.led_by)

    shown = signed_in(plr.led_by).get(page("feedback_ask", plr))
    ask(plr, plr.led_by, colleagues=[mate.pk])

    assert mate.name in shown.text
    assert FeedbackRequest.objects.get().invitations.get().person == mate


def test_the_same_request_sent_twice_is_one():
    plr, colleague = PLRFactory(), PersonFactory()

    for _ in range(2):
        ask(plr, plr.led_by, others=colleague.email)
    ask(plr, plr.led_by, others=PersonFactory().email)

    assert FeedbackRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"others": ""}, "Choose or enter whom you ask"),
        ({"others": "olu@court.example"}, "Give the name of olu@court.example"),
        ({"others": "Olu Court"}, "has no email address"),
        ({"others": "reportee@example.org"}, "cannot be asked about this PLR"),
        ({"others": "lead@example.org"}, "cannot be asked about this PLR"),
        ({"others": "gone@example.org"}, "gone@example.org cannot be asked"),
        ({"others": "a" * 250 + "@b.example X"}, "is not an email address"),
        ({"others": "\n".join(f"p{n}@x.example P{n}" for n in range(11))}, "Ask 10 people at most"),
        ({"question": " "}, "Enter what you ask"),
        ({"closes_on_year": "2040"}, "The last day for answers must be after today"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_is_sent(changes, sentence):
    manager = PersonFactory(role="service_manager", email="lead@example.org")
    reportee = PersonFactory(manager=manager, email="reportee@example.org")
    PersonFactory(email="gone@example.org", left=timezone.localdate() - timedelta(days=1))

    shown = ask(PLRFactory(reportee=reportee, led_by=manager), manager, **changes)

    assert sentence in shown.text
    assert not FeedbackRequest.objects.exists()


def addresses(number: int, of: str = "x") -> str:
    return "\n".join(f"p{n}@{of}.example Olu Court" for n in range(number))


def test_more_than_ten_people_outside_are_not_asked_about_one_plr_by_one_person():
    plr = PLRFactory()
    ask(plr, plr.led_by, others=addresses(9))

    refused = ask(plr, plr.led_by, others=addresses(2, of="y"), question="And this?")
    again = ask(plr, plr.led_by, others=addresses(10), question="And this?")
    ask(plr, plr.reportee, others=addresses(10, of="z"))

    assert "10 people outside about one PLR, and have asked 9" in refused.text
    assert "p1@y.example" in refused.text
    assert "They are asked" in again.text
    assert OutsideMessage.objects.count() == 9 + 10 + 10


def test_more_than_twenty_people_outside_are_not_asked_in_a_day_by_one_person():
    plrs = [PLRFactory() for _ in range(3)]
    manager = plrs[0].led_by
    PLR.objects.update(led_by=manager, stand_in=True)
    for plr in plrs[:2]:
        ask(plr, manager, others=addresses(10))

    refused = ask(plrs[2], manager, others=addresses(1))
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        ask(plrs[2], manager, others=addresses(1))

    assert "20 people outside in a day, and have asked 20 today" in refused.text
    assert OutsideMessage.objects.count() == 21


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Olu Court http://evil.example/login", 0),
        ("Olu WWW.evil.example", 0),
        ("Olu Court evil.example", 0),
        ("Olu a@b.example Court", 0),
        ("Dr. Olu J.R. Court-O’Neill", 1),
    ],
)
def test_a_mail_of_ours_leads_nowhere_by_the_name_that_was_typed(name, made):
    plr = PLRFactory()

    shown = ask(plr, plr.led_by, others=f"olu@court.example {name}")

    assert ("looks like a web address" in shown.text) == (not made)
    assert OutsideMessage.objects.count() == made


@pytest.mark.parametrize(("number", "made"), [(2, 0), (3, 1)])
def test_fewer_than_three_are_not_asked_without_names(number, made):
    plr = PLRFactory()
    others = "\n".join(person.email for person in PersonFactory.create_batch(number))

    shown = ask(plr, plr.led_by, others=others, names="unnamed")

    assert ("or let names stand with the answers" in shown.text) == (not made)
    assert FeedbackRequest.objects.filter(named=False).count() == made


@pytest.mark.parametrize(("colleagues", "made"), [(1, 0), (3, 1)])
def test_people_outside_do_not_count_towards_the_three_who_are_asked_without_names(
    colleagues, made
):
    plr = PLRFactory()
    others = [person.email for person in PersonFactory.create_batch(colleagues)]

    shown = ask(plr, plr.led_by, others="\n".join([*others, addresses(2)]), names="unnamed")

    assert ("Ask at least 3 colleagues, or let" in shown.text) == (not made)
    assert FeedbackRequest.objects.filter(named=False).count() == made


def test_three_addresses_of_one_person_are_one():
    plr = PLRFactory()
    others = "A a@x.example\nB A@X.example\na@x.example C"

    ask(plr, plr.led_by, others=others, names="unnamed")

    assert not FeedbackRequest.objects.exists()


def test_the_mail_to_people_outside_says_neither_about_whom_nor_what():
    plr = PLRFactory(reportee=PersonFactory(name="Ada Page"))
    asked(plr, outsiders=[OUTSIDER])

    links_sent()

    [message] = mail.outbox
    everything = message.subject + message.body + message.alternatives[0].content
    assert plr.led_by.name in everything
    assert "Ada" not in everything
    assert WORDS not in everything


def test_whoever_may_ask_closes_the_request_and_nobody_can_answer_any_more():
    request = asked(PLRFactory(), people=[PersonFactory()])
    url = reverse("supervision:feedback_close", args=[request.pk])

    signed_in(request.asked_by).post(url)

    invitation = request.invitations.get()
    answer = reverse("supervision:feedback_answer", args=[invitation.pk])
    assert signed_in(invitation.person).post(answer, {"text": "Late."}).status_code == 404
    assert not request.answers.exists()
