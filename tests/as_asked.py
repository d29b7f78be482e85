"""While a request is answered, a test is the role that the site is: row-level security holds."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import local

import psycopg
from celery.signals import task_postrun, task_prerun
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from people.walls import answer_for

answering = local()


def become(role: str | None) -> None:
    """Not counted among the questions of a page, of which it is none."""
    connection.ensure_connection()
    connection.connection.execute(f'set role "{role}"' if role else "reset role")


def without_the_wall(monkeypatch) -> None:
    """For the control of another guard: this one does not stand behind it."""
    monkeypatch.setattr(settings, "APPLICATION_ROLE", settings.BATCH_ROLE)


@contextmanager
def held_by_the_wall() -> Iterator[None]:
    with suppress(OperationalError):  # a test in which the database is away
        become(settings.APPLICATION_ROLE)
    answering.now = True
    try:
        yield
    finally:
        answering.now = False
        with suppress(psycopg.Error, OperationalError):
            become(None)


@contextmanager
def acting(person_id: int | None) -> Iterator[None]:
    """An action as a request of that person does it; of nobody who has signed in where None."""
    with held_by_the_wall():
        answer_for(person_id, on=timezone.localdate())
        yield


class AsTheApplication:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with held_by_the_wall():
            return self.get_response(request)


@task_prerun.connect
def as_a_worker(**signal) -> None:
    """What a request queues is done by a worker, in a process of its own but in tests."""
    if getattr(answering, "now", False):
        become(None)


@task_postrun.connect
def as_before(**signal) -> None:
    if getattr(answering, "now", False):
        become(settings.APPLICATION_ROLE)
