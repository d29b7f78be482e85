"""Two tabs decide at once: one decision is made. Without the lock, several would be."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection
from django.utils import timezone

from qai.actions import self_regulation
from qai.actions.self_regulation import NotOpen
from qai.models import SelfRegulationDecision
from tests.qai.regulating import days_ago, under_consideration

RACERS = 5
pytestmark = pytest.mark.django_db(transaction=True)


def decide_at_once(monkeypatch, *, patience: float) -> int:
    """Each withdraws, on a day of its own; how many decisions there are then.

    All meet after reading and before writing, or wait no longer than `patience`: with the lock
    the others cannot come.
    """
    person, manager = under_consideration()
    line = threading.Barrier(RACERS)
    ask = self_regulation.regulated

    def asked(*args, **kwargs):
        found = ask(*args, **kwargs)
        with suppress(threading.BrokenBarrierError):
            line.wait(timeout=patience)
        return found

    monkeypatch.setattr(self_regulation, "regulated", asked)

    def act(number: int) -> None:
        try:
            self_regulation.decide(
                person=person,
                outcome="withdrawn",
                reason="Seen together.",
                decided_on=days_ago(number),
                by=manager,
                now=timezone.now(),
            )
        except NotOpen:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(RACERS) as pool:
        list(pool.map(act, range(RACERS)))
    return SelfRegulationDecision.objects.filter(outcome="withdrawn").count()


def test_one_decision_is_made(monkeypatch):
    assert decide_at_once(monkeypatch, patience=0.5) == 1


def test_several_would_be_made_without_the_lock(monkeypatch):
    monkeypatch.setattr(self_regulation, "lock", lambda person: None)

    assert decide_at_once(monkeypatch, patience=20) > 1
