"""Behind a link there is one form: nothing is used up by looking, and nothing else is told."""

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plr_site.logs import WithoutRows
from supervision import actions
from supervision.actions.feedback_asking import tell_asked
from supervision.models import FeedbackAnswer, FeedbackLink
from tests.factories import PersonFactory
from tests.supervision.asking import OUTSIDER, WORDS, asked, links_sent
from tests.supervision.factories import PLRFactory

pytestmark = pytest.mark.django_db
FORM = "/feedback/answer/"


@pytest.fixture
def request_made():
    reportee = PersonFactory(name="Ada Page")
    return asked(PLRFactory(reportee=reportee), people=[PersonFactory()], outsiders=[OUTSIDER])


def opened(link: str) -> Client:
    client = Client()
    assert client.get(link).headers["Location"] == FORM
    return client


def test_the_form_names_the_reportee_and_the_question_and_leads_nowhere_else(request_made):
    shown = opened(*links_sent()).get(FORM).text

    assert "Ada Page" in shown
    assert WORDS in shown
    assert "Your name stands with what you write" in shown
    for name in (request_made.asked_by.name, request_made.invitations.first().person.name):
        assert name not in shown
    leads_to = re.findall(r'<(?:a|form)[^>]*(?:href|action)="([^"]+)"', shown)
    assert leads_to == ["#main-content"]


def test_looking_ahead_uses_nothing_up(request_made):
    [link] = links_sent()
    for _ in range(3):
        Client().head(link)
        opened(link).get(FORM)

    opened(link).post(FORM, {"text": "Clear and kind."})

    answer = FeedbackAnswer.objects.get()
    assert (answer.text, answer.invitation.name) == ("Clear and kind.", "Olu Court")


def dead(request, how: str) -> None:
    if how == "answered":
        invitation = request.invitations.get(person=None)
        actions.answer_feedback(invitation=invitation, text="Yes.", by=None, now=timezone.now())
    elif how == "withdrawn":
        actions.close_request(request=request, by=request.asked_by, on=timezone.localdate())
    elif how == "cancelled":
        now, by = timezone.now(), request.plr.led_by
        assert actions.cancel_plr(plr=request.plr, reason="court", by=by, now=now)


@pytest.mark.parametrize("how", ["answered", "withdrawn", "cancelled", "expired"])
def test_every_dead_link_gives_the_page_of_one_that_never_was(request_made, how):
    [link] = links_sent()
    alive, unknown = opened(link).get(FORM), opened("/feedback/open/never-was/").get(FORM)
    dead(request_made, how)

    with time_machine.travel(timezone.now() + timedelta(days=15 if how == "expired" else 0)):
        closed = opened(link).get(FORM)

    assert (alive.status_code, closed.status_code) == (200, 404)
    assert closed.content == unknown.content


def test_a_hash_of_256_random_bits_is_all_that_is_kept(request_made):
    [link] = links_sent()
    token = link.removeprefix("/feedback/open/").strip("/")
    opened(link)

    kept = FeedbackLink.objects.get().token_hash
    assert (len(token), len(kept)) == (43, 64)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(
                f'select count(*) from "{table}" t where t::text like %s', [f"%{token}%"]
            )
            assert cursor.fetchone() == (0,), table


def test_each_mail_has_a_link_of_its_own_and_one_answer_ends_them_all(request_made):
    invitation = request_made.invitations.get(person=None)
    tell_asked(invitation, step="-1", again=True)
    first, second = links_sent()

    opened(second).post(FORM, {"text": "Once."})

    assert first != second
    assert opened(first).get(FORM).status_code == 404


def test_neither_a_referer_nor_a_cache_nor_the_log_gets_the_link(caplog):
    answer = Client().get("/feedback/open/secret-one/")
    Client().put("/feedback/open/secret-one/")
    Client().get("/calendar/secret-one.ics")

    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    plain = [record.getMessage() for record in caplog.records]
    written = [WithoutRows().format(record) for record in caplog.records]
    assert len([line for line in plain if "secret-one" in line]) == 2
    assert [line for line in written if "secret-one" in line] == []


def test_an_answer_sent_twice_lands_once(request_made):
    [link] = links_sent()
    both = [opened(link), opened(link)]

    statuses = [client.post(FORM, {"text": "Well done."}).status_code for client in both]

    assert statuses == [302, 404]
    assert FeedbackAnswer.objects.count() == 1


def test_two_tabs_about_two_people_each_answer_about_their_own(request_made):
    asked(PLRFactory(), outsiders=[OUTSIDER])
    first, second = links_sent()
    client = opened(first)
    link = client.get(FORM).context["link"]
    client.get(second)

    answers = [client.post(FORM, {"text": "About Ada.", "link": link}) for _ in range(2)]
    client.post(FORM, {"text": "About the other.", "link": client.get(FORM).context["link"]})

    assert [answer.status_code for answer in answers] == [302, 404]
    kept = FeedbackAnswer.objects.values_list("text", "request__plr__reportee__name")
    assert dict(kept)["About Ada."] == "Ada Page"
    assert dict(kept)["About the other."] != "Ada Page"


@pytest.mark.parametrize("link", ["", "x", "0" * 64, "\x00"])
def test_a_form_of_a_link_that_was_not_opened_here_is_closed_and_keeps_the_text(request_made, link):
    client = opened(*links_sent())

    page = client.post(FORM, {"text": "A long answer.", "link": link})

    assert (page.status_code, "A long answer." in page.text) == (404, True)
    assert not FeedbackAnswer.objects.exists()


def test_after_the_answer_the_browser_holds_nothing(request_made):
    client = opened(*links_sent())

    thanks = client.post(FORM, {"text": "Well done."}, follow=True)

    assert "Your answer has arrived" in thanks.text
    assert client.get(FORM).status_code == 404
    assert list(client.session.keys()) == []


def test_what_was_typed_outlives_an_error_an_old_page_and_a_dead_link(request_made):
    [link] = links_sent()
    strict = Client(enforce_csrf_checks=True)
    strict.get(link)
    long = "Word " * 5_000

    too_long = opened(link).post(FORM, {"text": long})
    old_page = strict.post(FORM, {"text": "A long answer."})
    dead_link = opened("/feedback/open/gone/").post(FORM, {"text": "A long answer."})

    assert too_long.text.count("Word Word") > 100
    assert [page.status_code for page in (too_long, old_page, dead_link)] == [200, 403, 404]
    assert all("A long answer." in page.text for page in (old_page, dead_link))


def test_whoever_sends_without_end_is_slowed_down_and_loses_nothing(request_made):
    client = opened(*links_sent())

    answers = [client.post(FORM, {"text": ""}) for _ in range(20)]
    slowed = client.post(FORM, {"text": "At last, an answer."})

    assert {answer.status_code for answer in answers} == {200}
    assert slowed.status_code == 429
    assert "At last, an answer." in slowed.text
    assert not FeedbackAnswer.objects.exists()


def test_what_may_identify_a_child_is_pointed_at_once(request_made):
    client = opened(*links_sent())
    text = {"text": "The case ZW21C00123 went well."}

    pointed_at = client.post(FORM, text)
    client.post(FORM, {**text, "knowingly": "yes"})

    assert "Does this identify a case, a child or a family?" in pointed_at.text
    assert FeedbackAnswer.objects.get().text == text["text"]


def test_a_colleague_answers_after_signing_in_and_once(request_made):
    invitation = request_made.invitations.exclude(person=None).get()
    url = reverse("supervision:feedback_answer", args=[invitation.pk])
    client = Client()
    client.force_login(invitation.person)

    listed = client.get(reverse("supervision:feedback"))
    statuses = [client.post(url, {"text": "Thorough."}).status_code for _ in range(2)]

    assert url in listed.text
    assert statuses == [302, 404]
    assert FeedbackAnswer.objects.get().invitation == invitation
    assert url not in client.get(reverse("supervision:feedback")).text


def test_the_log_of_an_error_without_an_address_is_as_it_was():
    record = logging.LogRecord("x", logging.ERROR, "", 1, "Not Found: /plrs/1/", (), None)

    assert WithoutRows().format(record) == "Not Found: /plrs/1/"


def test_whoever_answered_by_the_first_mail_gets_no_second(request_made):
    invitation = request_made.invitations.get(person=None)
    tell_asked(invitation, step="-1", again=True)
    actions.answer_feedback(invitation=invitation, text="Yes.", by=None, now=timezone.now())

    assert links_sent() == []
