"""When more is asked than can be answered: a clear page, soon, and what was typed on it."""

import pytest
from django.db import OperationalError, connection

from plr_site import waiting
from tests.factories import PersonFactory

TYPED = "We agreed what comes next."
JSON = {"Accept": "application/json"}


@pytest.fixture
def client(client, db):
    client.raise_request_exception = False
    client.force_login(PersonFactory())
    return client


@pytest.fixture
def away(client):
    """From now on the database answers nothing."""

    def refuse(execute, sql, params, many, context):
        raise OperationalError("sorry, too many clients already")

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def queue():
    """How long whoever is answered has waited."""
    yield waiting.seconds.set
    waiting.seconds.set(0.0)


def test_while_the_database_is_away_one_is_asked_to_come_again(client, away):
    answer = client.get("/")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "cannot answer just now" in answer.text


def test_what_was_typed_stands_on_the_page(client, away):
    answer = client.post("/sign-out/", {"text": TYPED})

    assert answer.status_code == 503
    assert TYPED in answer.text


def test_a_page_that_saves_by_itself_hears_it_in_its_own_way(client, away):
    answer = client.post("/sign-out/", {"text": TYPED}, headers=JSON)

    assert (answer.status_code, list(answer.json())) == (503, ["error"])


def test_an_error_of_ours_is_called_one(client, monkeypatch):
    monkeypatch.setattr("plr_site.helping.guide.contents", lambda: 1 / 0)

    assert client.get("/help/").status_code == 500


def test_who_waited_too_long_to_read_is_asked_to_come_again(client, queue):
    queue(5.1)

    assert client.get("/").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_who_sends_something_is_taken_for_longer(client, queue):
    queue(5.1)
    taken = client.post("/sign-out/", {})
    queue(20.1)

    assert (taken.status_code, client.post("/sign-out/", {}).status_code) == (302, 503)
