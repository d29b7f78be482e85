"""Two refreshes of one person at once: whoever comes second sees what the first one saw."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from compliance import actions
from compliance.models import Standing
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
