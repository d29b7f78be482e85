"""Whoever watches the site is answered, above all while something is away."""

import pytest
from django.db import OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from kombu.exceptions import OperationalError as BrokerError

from plr_site.health import celery_app


@pytest.fixture
def database_away(monkeypatch, django_db_blocker):
    def refuse(*args, **kwargs):
        raise OperationalError("no server")

    with django_db_blocker.unblock():
        connections.close_all()
        monkeypatch.setattr(DatabaseWrapper, "connect", refuse)
        monkeypatch.setattr(DatabaseWrapper, "ensure_connection", refuse)
        yield
        monkeypatch.undo()


@pytest.mark.django_db
def test_the_site_is_ready(client):
    answer = client.get("/readyz")

    assert answer.json()["database"] is True
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.usefixtures("database_away")
def test_the_process_lives_while_the_database_is_away(client):
    assert client.get("/healthz").status_code == 200


@pytest.mark.usefixtures("database_away")
def test_it_is_said_that_the_database_is_away(client):
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["migrations"]) == (False, False)


@pytest.mark.django_db
def test_it_is_said_that_the_broker_is_away(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise BrokerError

    monkeypatch.setattr(celery_app, "connection_for_write", refuse)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["broker"]) == (503, False)
