"""A sign-in ends when nobody is there, at the latest after twelve hours, and where one ends it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import actions
from people.models import AuditEvent
from tests.factories import PASSWORD, PersonFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

START = datetime(2026, 6, 1, 8, tzinfo=UTC)
PAGE = reverse("signed_in")
SESSION = reverse("session")
SESSIONS = reverse("people:sessions")
OTHERS = reverse("people:end_other_sessions")
MINUTE = timedelta(minutes=1)
BY_ITSELF = {"x-background": "1"}


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def visitor(clock):
    return signed_in(PersonFactory())


def browser_of(person, agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"):
    """Signed in through the form, as a browser that says its name."""
    client = Client(headers={"user-agent": agent})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize(("away", "status"), [(29 * MINUTE, 200), (30 * MINUTE, 302)])
@pytest.mark.published_break(48)
def test_who_is_away_for_half_an_hour_is_signed_out(clock, visitor, away, status):
    clock.shift(away)

    assert visitor.get(PAGE).status_code == status


@pytest.mark.published_break(48)
def test_who_goes_on_stays_signed_in_for_twelve_hours_and_no_longer(clock, visitor):
    answers = []
    for _ in range(36):
        clock.shift(20 * MINUTE)
        answers.append(visitor.get(PAGE).status_code)

    assert answers == [200] * 35 + [302]


@pytest.mark.published_break(48)
def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(clock, visitor):
    for _ in range(2):
        clock.shift(14 * MINUTE)
        assert visitor.get(PAGE, headers=BY_ITSELF).status_code == 200
    clock.shift(2 * MINUTE)

    assert visitor.get(PAGE).status_code == 302


@pytest.mark.parametrize("path", [SESSION, SESSION + "?background=1&refresh=true", PAGE])
@pytest.mark.published_break(48)
def test_nothing_in_a_request_goes_round_the_end(clock, visitor, path):
    clock.shift(31 * MINUTE)

    answer = visitor.post(path, {"stay": "1"}, headers={"accept": "application/json", **BY_ITSELF})

    assert answer.status_code == 401


def test_an_activity_is_written_down_once_a_minute_at_most(clock, visitor):
    clock.shift(61 * timedelta(seconds=1))
    written = [saves_of_session(visitor) for _ in range(3)]

    assert written == [1, 0, 0]


def saves_of_session(client):
    with CaptureQueriesContext(connection) as captured:
        client.get(PAGE)
    return sum('UPDATE "django_session"' in query["sql"] for query in captured)


def test_the_warning_knows_how_much_time_is_left_and_whether_one_can_stay(clock, visitor):
    clock.shift(28 * MINUTE)
    left = visitor.get(SESSION, headers=BY_ITSELF).json()
    stayed = visitor.post(SESSION).json()

    assert (left["seconds"], left["can_be_extended"]) == (120, True)
    assert stayed["seconds"] == settings.SESSION_IDLE.total_seconds()


def test_near_the_twelfth_hour_one_is_told_that_one_cannot_stay(clock, visitor):
    for _ in range(35):
        clock.shift(20 * MINUTE)
        visitor.get(PAGE)
    clock.shift(18 * MINUTE)

    left = visitor.post(SESSION).json()

    assert (left["seconds"], left["can_be_extended"]) == (120, False)


def test_what_was_typed_when_the_session_ended_is_shown(clock, visitor):
    clock.shift(31 * MINUTE)

    answer = visitor.post(reverse("people:people"), {"text": "Two words that were typed"})

    assert answer.status_code == 401
    assert "Two words that were typed" in answer.text


def test_a_session_without_a_beginning_has_ended():
    client = signed_in(PersonFactory())
    session = client.session
    del session["signed_in_at"]
    session.save()

    assert client.get(PAGE).status_code == 302


@pytest.mark.published_break(40)
def test_a_session_that_a_lock_ended_does_not_come_back_with_the_unlocking():
    person, hr = PersonFactory(), PersonFactory(grants=["hr"])
    client = browser_of(person)
    assert client.get(PAGE).status_code == 200

    actions.lock(person=person, by=hr, now=START)
    actions.unlock(person=person, by=hr)

    assert client.get(PAGE).status_code == 302
    assert browser_of(person).get(PAGE).status_code == 200


def test_one_sees_where_one_is_signed_in():
    person = PersonFactory()
    here, _ = browser_of(person), browser_of(person, "Mozilla/5.0 (iPhone) Safari/605.1")
    browser_of(PersonFactory(), "Mozilla/5.0 (Macintosh; Mac OS X) Edg/140.0")

    page = here.get(SESSIONS).text

    assert "Firefox on Windows" in page
    assert "Safari on an iPhone" in page
    assert "Edge on a Mac" not in page


def test_a_browser_elsewhere_is_signed_out_from_here():
    person = PersonFactory()
    here, elsewhere = browser_of(person), browser_of(person)
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)

    answer = here.post(reverse("people:end_session", args=[other.pk]))

    assert answer.status_code == 302
    assert elsewhere.get(PAGE).status_code == 302
    assert here.get(PAGE).status_code == 200
    assert AuditEvent.objects.filter(kind="session_ended", actor_id=person.pk).count() == 1


def test_nobody_ends_the_session_of_somebody_else():
    person = PersonFactory()
    theirs = browser_of(person)
    session = UserSession.objects.get(user=person)

    answer = browser_of(PersonFactory()).post(reverse("people:end_session", args=[session.pk]))

    assert answer.status_code == 404
    assert theirs.get(PAGE).status_code == 200


def test_one_is_signed_out_everywhere_else_at_once_and_stays_here():
    person = PersonFactory()
    here, elsewhere, unlisted = browser_of(person), browser_of(person), browser_of(person)
    UserSession.objects.get(session_key=unlisted.session.session_key).delete()
    theirs = browser_of(PersonFactory())

    answer = here.post(OTHERS, follow=True)

    assert "You are signed out everywhere but here" in answer.text
    assert [browser.get(PAGE).status_code for browser in (elsewhere, unlisted)] == [302, 302]
    assert [browser.get(PAGE).status_code for browser in (here, theirs)] == [200, 200]
    assert AuditEvent.objects.filter(kind="other_sessions_ended", actor_id=person.pk).count() == 1


def test_nobody_elsewhere_comes_back_while_one_signs_out_everywhere_else():
    person = PersonFactory()
    here, elsewhere = browser_of(person), browser_of(person)
    under_way = elsewhere.session

    here.post(OTHERS)
    under_way.save(must_create=True)

    assert elsewhere.get(PAGE).status_code == 302


def test_signing_out_everywhere_else_is_offered_to_whoever_is_elsewhere():
    person = PersonFactory()
    here = browser_of(person)

    alone = here.get(SESSIONS).text
    browser_of(person)

    assert OTHERS not in alone
    assert OTHERS in here.get(SESSIONS).text


def test_after_signing_out_everywhere_else_this_browser_is_listed_alone():
    person = PersonFactory()
    here, _ = browser_of(person), browser_of(person)

    page = here.post(OTHERS, follow=True).text

    assert page.count("last used") == 1
    assert "This one" in page


def test_the_page_of_sessions_costs_the_same_however_many_there_are():
    person = PersonFactory()
    here = browser_of(person)
    few = queries_of(here)
    for _ in range(4):
        browser_of(person)

    assert queries_of(here) == few <= 15


def queries_of(client):
    with CaptureQueriesContext(connection) as captured:
        client.get(SESSIONS)
    return len(captured)
