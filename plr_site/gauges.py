"""The state of the site for Prometheus: what waits, how old it is, and when the clock last ran.

Each is asked when Prometheus asks. What cannot be asked now is left out, and its `up` is 0.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.db.models import Count, Min, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError
from prometheus_client.core import GaugeMetricFamily, Metric
from redis.exceptions import RedisError

from compliance.models import Projection, Snapshot
from notices.models import Notice, OutsideMessage
from plr_site.celery import app, key_of_last_run
from plr_site.database_log import wrong_settings

Gauge = GaugeMetricFamily
AWAY = (DatabaseError, OSError, OperationalError, RedisError)
AT_THE_CLOCK = sorted(
    {
        *(entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()),
        "compliance.tasks.send_reminders",
        "compliance.tasks.tell_morning",
    }
)


class Gauges:
    def collect(self) -> Iterator[Metric]:
        up = Gauge("plr_up", "Whether it answers.", labels=["service"])
        groups = {
            "database": (outbox, standings, database_log),
            "broker": (queue,),
            "cache": (clock,),
        }
        for service, asked in groups.items():
            found = list(answers(asked))
            up.add_metric([service], len(found) == len(asked))
            for metrics in found:
                yield from metrics
        yield up


def answers(asked: Iterable[Callable[[], Iterator[Metric]]]) -> Iterator[list[Metric]]:
    for ask in asked:
        try:
            yield list(ask())
        except AWAY:
            return


def outbox() -> Iterator[Metric]:
    waiting = Gauge("plr_outbox_waiting", "Messages that wait to be sent.", labels=["box"])
    oldest = Gauge("plr_outbox_oldest_seconds", "Age of the oldest of them.", labels=["box"])
    open_ = Gauge("plr_outbox_unconfirmed", "Messages that were perhaps sent.", labels=["box"])
    for box, messages in (("people", Notice.objects), ("outsiders", OutsideMessage.objects)):
        number, since = number_and_oldest(messages.waiting())
        waiting.add_metric([box], number)
        oldest.add_metric([box], since)
        open_.add_metric([box], messages.unconfirmed().count())
    yield from (waiting, oldest, open_)


def number_and_oldest(messages: QuerySet) -> tuple[int, float]:
    found = messages.order_by().aggregate(number=Count("pk"), first=Min("created_at"))
    age = (timezone.now() - found["first"]).total_seconds() if found["first"] else 0.0
    return found["number"], age


def standings() -> Iterator[Metric]:
    today = timezone.localdate()
    projection = Projection.objects.filter(pk=1).first()
    if projection:
        yield days("plr_standings_age_days", "Age of the standings.", projection.as_of, today)
        yield Gauge(
            "plr_standings_differing",
            "People whose standing differed from a fresh one in the last comparison.",
            value=projection.differing,
        )
    if projection and projection.compared_on:
        name, text = "plr_standings_compared_age_days", "Days since the last comparison."
        yield days(name, text, projection.compared_on, today)
    if snapshot := Snapshot.objects.order_by("day").last():
        yield days("plr_snapshot_age_days", "Days since the last snapshot.", snapshot.day, today)


def database_log() -> Iterator[Metric]:
    yield Gauge(
        "plr_database_log_wrong_settings",
        "Settings by which the log of PostgreSQL holds what somebody wrote.",
        value=len(wrong_settings()),
    )


def days(name: str, text: str, since: date, today: date) -> Metric:
    return Gauge(name, text, value=(today - since).days)


def queue() -> Iterator[Metric]:
    """Redis keeps a queue as a list, the oldest last, and what workers hold as a hash."""
    name = app.conf.task_default_queue
    with app.connection_for_read() as connection:
        connection.ensure_connection(max_retries=0, timeout=2)
        client = connection.default_channel.client
        length, oldest, held = client.llen(name), client.lindex(name, -1), client.hlen("unacked")
    yield Gauge("plr_queue_length", "Tasks that wait for a worker.", value=length)
    yield Gauge("plr_queue_oldest_seconds", "Age of the oldest of them.", value=waited(oldest))
    yield Gauge("plr_tasks_held", "Tasks in the hands of workers.", value=held)


def waited(message: bytes | None) -> float:
    headers = json.loads(message)["headers"] if message else {}
    return max(0.0, time.time() - headers.get("queued_at", time.time()))


def clock() -> Iterator[Metric]:
    """Reminders, digests and the rest: how long ago each task of the clock last ended well."""
    ran = cache.get_many([key_of_last_run(task) for task in AT_THE_CLOCK])
    lag = Gauge("plr_clock_lag_seconds", "Seconds since a task last ended well.", labels=["task"])
    for task in AT_THE_CLOCK:
        if when := ran.get(key_of_last_run(task)):
            lag.add_metric([task], time.time() - when)
    yield lag
