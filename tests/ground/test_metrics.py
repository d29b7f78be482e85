"""Prometheus is told how the site is, and nobody else."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from redis.exceptions import ConnectionError as CacheAway

from compliance.models import Projection, Snapshot
from notices import tasks
from notices.models import Notice
from plr_site import database_log, gauges
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
TOKEN = "drawn-by-chance-and-long-enough"


@pytest.fixture
def read(client, settings):
    """The metrics, by name and labels."""
    settings.METRICS_TOKEN = TOKEN

    def read() -> dict[tuple[str, ...], float]:
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        families = text_string_to_metric_families(answer.content.decode())
        samples = [sample for family in families for sample in family.samples]
        return {(one.name, *one.labels.values()): one.value for one in samples}

    return read


def test_only_who_holds_the_token_reads_them(client, settings):
    shown = {"Authorization": f"Bearer {TOKEN}"}
    without_a_token_set = client.get("/metrics", headers=shown)
    settings.METRICS_TOKEN = TOKEN

    answers = [client.get("/metrics", headers=one) for one in ({}, {"Authorization": "x"}, shown)]

    assert without_a_token_set.status_code == 404
    assert [answer.status_code for answer in answers] == [404, 404, 200]


def test_a_probe_comes_by_address_and_not_by_name(client):
    assert client.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status_code == 200
    assert client.get(reverse("account_login"), headers={"Host": "10.0.0.7"}).status_code == 400


def test_requests_are_counted_by_view_and_answer_and_not_by_address(client, read):
    name = ("plr_requests_total", "GET", "200", "account_login")
    before = read().get(name, 0)

    client.get(reverse("account_login") + "?next=/somewhere")

    after = read()
    assert after[name] == before + 1
    assert after["plr_request_seconds_count", "account_login"] >= 1
    assert not [key for key in after if any("/" in label for label in key)]


def test_what_waits_is_told_with_its_age(read):
    hour_ago = timezone.now() - timedelta(hours=1)
    Notice.objects.create(person=PersonFactory(), kind="invited", subject_id=1, created_at=hour_ago)

    told = read()

    assert told["plr_outbox_waiting", "people"] == 1
    assert told["plr_outbox_oldest_seconds", "people"] >= 3600


def test_the_age_of_standings_and_of_the_snapshot_is_told(read):
    today = timezone.localdate()
    Projection.objects.create(pk=1, as_of=today - timedelta(days=1), compared_on=today, differing=3)
    Snapshot.objects.create(day=today - timedelta(days=2), policy="plr-policy-2022")

    told = read()

    assert told["plr_standings_age_days",] == 1
    assert told["plr_standings_differing",] == 3
    assert told["plr_snapshot_age_days",] == 2


def test_it_is_told_how_many_settings_let_the_database_log_what_was_written(read, monkeypatch):
    name = ("plr_database_log_wrong_settings",)
    before = read()[name]
    monkeypatch.setitem(database_log.NEEDED, "log_statement", ("all", "statements"))

    assert (before, read()[name]) == (0, 1)


def test_it_is_told_when_a_task_of_the_clock_last_ended_well(read):
    lag = ("plr_clock_lag_seconds", "notices.tasks.send_waiting")
    assert lag not in read()

    tasks.send_waiting.delay()

    assert 0 <= read()[lag] < 60


def test_what_is_away_is_told_as_away_and_the_rest_goes_on(read, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError

    assert read()["plr_up", "database"] == 1
    monkeypatch.setattr(gauges, "number_and_oldest", refuse)
    monkeypatch.setattr(gauges.cache, "get_many", lambda keys: (_ for _ in ()).throw(CacheAway))

    told = read()

    assert (told["plr_up", "database"], told["plr_up", "cache"], told["plr_up", "broker"]) == (
        (0, 0, 1)
    )
    assert "plr_queue_length" in {key[0] for key in told}


def test_the_age_of_a_queue_is_that_of_its_oldest_task(monkeypatch):
    monkeypatch.setattr(gauges.time, "time", lambda: 1_000.0)

    assert gauges.waited(json.dumps({"headers": {"queued_at": 940.0}}).encode()) == 60
    assert gauges.waited(None) == 0
