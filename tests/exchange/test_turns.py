"""Two imports at once: the second waits until the first is over."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from exchange.importing import pipeline
from people.models import Person
from tests.exchange.files import TEAM, import_lines, total

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 2


@pytest.fixture
def reading_meets(monkeypatch):
    """Whoever has read the records waits a while for others who have read them too."""
    barrier = threading.Barrier(2, timeout=PATIENCE)
    check = pipeline.check_identities

    def wait_and_check(*args):
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait()
        check(*args)

    monkeypatch.setattr(pipeline, "check_identities", wait_and_check)


def import_it(number):
    try:
        return import_lines(TEAM)
    finally:
        connection.close()


@pytest.mark.bad_input(39)
def test_the_second_finds_all_done(reading_meets):
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(import_it, range(2)))

    assert sorted(total(report, "create") for report in reports) == [0, len(TEAM)]
    assert sorted(total(report, "same") for report in reports) == [0, len(TEAM)]
    assert Person.objects.count() == 2


def test_without_taking_turns_they_collide(reading_meets, monkeypatch):
    """The control."""
    monkeypatch.setattr(pipeline, "wait_for_other_imports", lambda db: None)

    with ThreadPoolExecutor(2) as pool, pytest.raises(IntegrityError):
        list(pool.map(import_it, range(2)))
