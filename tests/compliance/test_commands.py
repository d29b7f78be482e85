"""The projection and the daily figures by command."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from compliance import tasks
from compliance.models import Figure, Snapshot, Standing
from tests.factories import AbsenceFactory, PersonFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def said(*words) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_what_was_thrown_away_is_there_again():
    PersonFactory.create_batch(3)
    said("rebuild_standings")
    before = set(Standing.objects.values_list("person", "measure", "status", "next_due"))
    Standing.objects.all().delete()

    words = said("rebuild_standings")

    assert "3 people judged" in words
    assert set(Standing.objects.values_list("person", "measure", "status", "next_due")) == before


def test_comparing_says_who_differs_and_changes_nothing():
    person = PersonFactory()
    said("rebuild_standings")
    AbsenceFactory(person=person, start=TODAY, end=None, kind="maternity")

    words = said("rebuild_standings", "--compare")

    assert "1 people differ" in words
    assert not Standing.objects.filter(status="excluded").exists()


def test_figures_are_kept_once_and_say_so():
    PersonFactory()

    first, second = said("take_snapshot"), said("take_snapshot")

    assert "are kept" in first
    assert "were kept before" in second


def test_the_day_begins_with_new_standings_and_kept_figures():
    person = PersonFactory()

    tasks.begin_the_day.delay()

    assert Standing.objects.filter(person=person, as_of=TODAY).exists()
    assert Snapshot.objects.get().day == TODAY
    assert Figure.objects.exists()
