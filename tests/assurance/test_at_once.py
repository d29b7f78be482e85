"""Several nights at once: one record is drawn for a task; without the unique rows, more."""

import threading

import pytest
from django.utils import timezone

from assurance.actions import drawing
from assurance.models import Draw
from people.models import Person
from people.rules import book_on
from tests.assurance.world import area, seeded
from tests.supervision.test_races import RACERS, race

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()


def all_at_once(head: Person) -> list[object]:
    programme = book_on(TODAY).assurance.programmes["plr_sample"]

    def act(number: int, line: threading.Barrier) -> Draw | None:
        line.wait()
        given = {"person": head, "programme": programme, "on": TODAY, "now": timezone.now()}
        return drawing.draw_for(**given)

    return race(act)


def head_with_a_seed_for_each() -> Person:
    head = area().head
    for _ in range(RACERS):
        seeded(head)
    return head


def test_several_nights_at_once_draw_one_record():
    head = head_with_a_seed_for_each()

    made = all_at_once(head)

    assert len([one for one in made if one]) == Draw.objects.count() == 1


def test_they_draw_more_without_the_unique_rows(monkeypatch):
    """The control: each takes a seed of its own, and draws for a calibration do not stand alone."""
    head, keep = head_with_a_seed_for_each(), drawing.keep_draw

    def unguarded(seed, *given, **more):
        own = seeded(head)
        own.for_calibration = True
        return keep(own, *given, **more)

    monkeypatch.setattr(drawing, "keep_draw", unguarded)
    all_at_once(head)

    assert Draw.objects.count() > 1
