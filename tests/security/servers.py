"""What the servers that the tests run on keep for themselves: the log of PostgreSQL, the broker."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from celery import current_app
from celery.app.task import Task
from django.db import connection


def connected(user: str, **options: Any) -> psycopg.Connection:
    """A connection of its own. Over the socket `devstack` trusts whoever may open it."""
    given = connection.settings_dict
    return psycopg.connect(
        host=given["HOST"], dbname=given["NAME"], user=user, autocommit=True, **options
    )


@cache
def path_of_log() -> Path:
    with connected("postgres") as superuser:
        [data] = superuser.execute("show data_directory").fetchone()
    return Path(data).with_name("postgres.log")


class DatabaseLog:
    """What PostgreSQL writes from now on into the log that `devstack` has given it."""

    def __init__(self) -> None:
        self.path = path_of_log()
        self.start = self.path.stat().st_size

    def text(self) -> str:
        with self.path.open("rb") as log:
            log.seek(self.start)
            return log.read().decode(errors="replace")


@contextmanager
def left_in_the_broker() -> Iterator["Broker"]:
    """Each task is worked on at once, and lies in the broker as well, where no worker takes it."""
    queue, broker = Task.apply_async, Broker()
    broker.empty()

    def both(self: Task, args=None, kwargs=None, **options):
        current_app.conf.task_always_eager = False
        try:
            queue(self, args, kwargs, **options)
        finally:
            current_app.conf.task_always_eager = True
        return queue(self, args, kwargs, **options)

    Task.apply_async = both
    try:
        yield broker
    finally:
        Task.apply_async = queue
        broker.empty()


class Broker:
    """The broker of the tests, in which nothing else lies."""

    def __init__(self) -> None:
        self.client = current_app.connection_for_read().default_channel.client

    def empty(self) -> None:
        self.client.flushdb()

    def text(self) -> str:
        """Every key with what it holds; what a message has packed up is unpacked."""
        parts = [part for key in self.client.scan_iter() for part in (key, *self.held(key))]
        return "\n".join(unpacked(part.decode(errors="replace")) for part in parts)

    def held(self, key: bytes) -> list[bytes]:
        read: dict[bytes, Callable[[], Any]] = {
            b"list": lambda: self.client.lrange(key, 0, -1),
            b"set": lambda: list(self.client.smembers(key)),
            b"zset": lambda: self.client.zrange(key, 0, -1),
            b"hash": lambda: [part for pair in self.client.hgetall(key).items() for part in pair],
            b"string": lambda: [self.client.get(key)],
        }
        return read[self.client.type(key)]()

    def waiting(self) -> int:
        return self.client.llen(current_app.conf.task_default_queue)


def unpacked(part: str) -> str:
    """As it lies there, and its body, which Celery has put into base64."""
    try:
        message = json.loads(part)
        body = base64.b64decode(message["body"]).decode()
    except (ValueError, KeyError, TypeError):
        return part
    return f"{part}\n{body}"
