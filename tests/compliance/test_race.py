"""Two refreshes of one person at once: whoever comes second sees what the first one saw."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from compliance import actions, asking
from compliance.models import Calculation, Standing
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()


def refresh_in_thread(person, problems) -> threading.Thread:
    def run():
        try:
            actions.refresh(people=[person.pk], on=TODAY)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_the_second_refresh_waits_and_no_row_is_there_twice():
    person, problems = PersonFactory(), []
    with transaction.atomic():
        actions.refresh(people=[person.pk], on=TODAY)
        second = refresh_in_thread(person, problems)
        second.join(timeout=0.5)
        waited = second.is_alive()
    second.join(timeout=10)

    assert (waited, problems) == (True, [])
    assert Standing.objects.filter(person=person, measure="plr").count() == 1


def ask_in_threads(*readers) -> list[int]:
    """Each asks for a past day in a thread of their own, all at once; what they were given."""
    given, ready = [], threading.Barrier(len(readers))

    def run(reader) -> None:
        try:
            ready.wait(timeout=10)
            asked, _ = asking.ask_past_day(by=reader, day=TODAY - timedelta(days=9), unit=None)
            given.append(asked.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[reader]) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    return given


@pytest.mark.parametrize(("people", "number"), [(1, 1), (2, 2)])
def test_one_person_who_asks_twice_at_once_gets_one_calculation_and_two_get_two(
    people, number, monkeypatch
):
    monkeypatch.setattr(asking.tasks.work_out_calculation, "delay", lambda pk: None)
    readers = PersonFactory.create_batch(people, grants=["hr"]) * (2 // people)

    given = ask_in_threads(*readers)

    assert (len(given), len(set(given)), Calculation.objects.count()) == (2, number, number)
