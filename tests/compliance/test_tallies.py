"""What a dashboard of everybody counts is what stands in the projection, whoever changes it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.db.models import Count, Min, Sum
from django.utils import timezone

from compliance import actions
from compliance.models import Standing, Tally
from tests.factories import PersonFactory, UnitFactory
from tests.supervision.factories import PLRFactory

TODAY = timezone.localdate()
COLUMNS = ("unit", "measure", "status", "falls_out_on")


def counted() -> set[tuple]:
    rows = Standing.objects.order_by().values_list(*COLUMNS)
    return set(rows.annotate(total=Count("pk"), since=Min("as_of")))


def kept() -> set[tuple]:
    rows = Tally.objects.order_by().values_list(*COLUMNS)
    return set(rows.annotate(total=Sum("number"), since=Min("oldest")))


def people(number: int = 4, **facts) -> list:
    return [PLRFactory(finalised=True, **facts).reportee for _ in range(number)]


@pytest.mark.django_db
def test_after_a_rebuild_they_are_the_same():
    people()

    actions.rebuild(on=TODAY)

    assert kept() == counted() != set()


@pytest.mark.django_db
def test_after_a_change_of_one_person_they_are_the_same():
    one, *_ = people()
    actions.rebuild(on=TODAY)
    one.postings.update(unit=UnitFactory())

    actions.refresh(people=[one.pk], on=TODAY)

    assert kept() == counted()


@pytest.mark.django_db
def test_whoever_leaves_is_counted_no_more():
    one, *_ = people()
    actions.rebuild(on=TODAY)
    type(one).objects.filter(pk=one.pk).update(left="2026-01-05")

    actions.refresh(people=[one.pk], on=TODAY)

    assert kept() == counted()


def refreshed_at_once(pks: list[int], monkeypatch) -> None:
    """Each has judged its person and not yet counted when the last one has."""
    line, judge = threading.Barrier(len(pks)), actions.judge_anew

    def judge_and_wait(**given):
        units = judge(**given)
        line.wait()
        return units

    def run(pk):
        try:
            actions.refresh(people=[pk], on=TODAY)
        finally:
            connection.close()

    monkeypatch.setattr(actions, "judge_anew", judge_and_wait)
    with ThreadPoolExecutor(len(pks)) as pool:
        list(pool.map(run, pks))


@pytest.fixture
def team(transactional_db):
    unit, manager = UnitFactory(), PersonFactory(role="service_manager")
    reportees = PersonFactory.create_batch(6, unit=unit, manager=manager)
    return [person.pk for person in reportees]


def test_of_a_unit_that_changes_in_six_places_at_once_everybody_is_counted(team, monkeypatch):
    refreshed_at_once(team, monkeypatch)

    assert kept() == counted() != set()


def test_without_the_lock_one_stands_in_the_way_of_the_other(team, monkeypatch):
    """The control."""
    monkeypatch.setattr(actions, "ONE_AT_A_TIME", "select 1")

    with pytest.raises(IntegrityError):
        refreshed_at_once(team, monkeypatch)
