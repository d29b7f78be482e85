"""The second wall holds alone, and says of every row what the first one says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import JSONField, TextField
from django.utils import timezone

from assurance.models import CaseList, ReviewFindings
from exchange.models import ImportContent
from people import walls
from people.models import Person
from people.walls import answer_for, walled_tables
from qai.models import Audit, AuditPart, Observation, Tag
from stewardship.actions import break_glass
from stewardship.actions.subject_access import extend
from supervision.models import Record
from tests.access.retention import held as hold
from tests.access.world import VISITORS, build_world
from tests.as_asked import held_by_the_wall, without_the_wall
from tests.visiting import anew

PEOPLE = [visitor for visitor in VISITORS if visitor != "anonymous"]
ROOMS = (
    "people", "notices", "qai", "supervision", "compliance", "assurance", "exchange", "stewardship",
)  # fmt: skip
# Facts, and no words that say anything of anybody's work.
BEFORE_THE_WALL = {
    "notices_notice": "names, days and a place, told by whoever acts to others than themself",
    "notices_outsidemessage": "the name of whoever asks, a day; sent to people without an account",
}

GONE = {
    "is locked": {"locked_at": timezone.now()},
    "has left": {"left": timezone.localdate() - timedelta(days=1)},
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        built = build_world()
        hold(built.people["reportee"])
        tag_all()
        ImportContent.objects.create(of=built.given)
        told(built.people["reportee"], by=built.people["director"])
        extend(request=built.stewardship["asked"], because="So much.", by=built.people["hr"])
        CaseList.objects.create(
            programme="cmt_case", period_start=date(2026, 1, 1), by=built.people["mis"]
        )
        yield built
        transaction.set_rollback(True)


def told(person: Person, *, by: Person) -> None:
    """Their records were opened by break-glass, and are closed again."""
    now = timezone.now()
    opened = break_glass.break_glass(about=person, reason="An inquiry.", by=by, now=now)
    break_glass.close_records(grant=opened, by=by, now=now)


def tag_all() -> None:
    for of in (Audit, Observation):
        for piece in of.objects.all():
            Tag.objects.create(**{of.__name__.lower(): piece}, side="learning", words="Pace")


def keys_seen(model) -> set:
    """The part of an audit that is asked for goes with its draft while it has no word."""
    rows = model._base_manager.exclude(body={}) if model is AuditPart else model._base_manager
    return set(rows.values_list("pk", flat=True))


def walled_models() -> list:
    tables = walled_tables()
    return [model for model in apps.get_models() if model._meta.db_table in tables]


@pytest.fixture
def second_wall_alone(world):
    """Everything that somebody's request would get if no filter were left."""

    def seen(model, person_id: int | None) -> set:
        with held_by_the_wall():
            answer_for(person_id, on=timezone.localdate())
            return keys_seen(model)

    return seen


@pytest.mark.parametrize("visitor", PEOPLE)
def test_the_second_wall_alone_shows_what_the_first_one_shows(visitor, world, second_wall_alone):
    person = anew(world.people[visitor])
    ruled = [model for model in walled_models() if hasattr(model.objects, "visible_to")]

    first = {
        model: set(model.objects.visible_to(person).values_list("pk", flat=True)) & keys_seen(model)
        for model in ruled
    }

    second = {model: second_wall_alone(model, person.pk) for model in ruled}
    assert {m.__name__: (first[m], second[m]) for m in ruled if first[m] != second[m]} == {}


def test_nobody_named_sees_nothing_and_batch_work_everything(world, second_wall_alone):
    models = walled_models()

    assert all(second_wall_alone(model, None) == set() for model in models)
    assert len([model for model in models if keys_seen(model)]) >= 26


@pytest.mark.parametrize("why", GONE)
def test_who_is_locked_or_has_left_sees_nothing_whatever_session_is_left(
    why, world, second_wall_alone
):
    manager = world.people["manager"]
    assert second_wall_alone(Record, manager.pk)

    with transaction.atomic():
        Person.objects.filter(pk=manager.pk).update(**GONE[why])
        seen = [model for model in walled_models() if second_wall_alone(model, manager.pk)]
        transaction.set_rollback(True)

    assert seen == []


def test_the_control_on_the_last_day_everything_is_seen_still(world, second_wall_alone):
    manager = world.people["manager"]
    before = second_wall_alone(Record, manager.pk)

    with transaction.atomic():
        Person.objects.filter(pk=manager.pk).update(left=timezone.localdate())
        seen = second_wall_alone(Record, manager.pk)
        transaction.set_rollback(True)

    assert seen == before


@pytest.mark.parametrize("visitor", PEOPLE)
def test_versions_are_seen_with_what_they_are_versions_of(visitor, world, second_wall_alone):
    person = world.people[visitor]

    for model in walled_models():
        if model.__name__.startswith("Historical"):
            kept = apps.get_model(model._meta.app_label, model.__name__.removeprefix("Historical"))
            of = kept._meta.pk.attname
            seen = model._base_manager.filter(pk__in=second_wall_alone(model, person.pk))
            assert set(seen.values_list(of, flat=True)) <= second_wall_alone(kept, person.pk)


def test_who_oversees_an_area_is_asked_of_the_rule_file(world, second_wall_alone, monkeypatch):
    head, book = world.people["hop_of_area"], walls.book_on(timezone.localdate())
    assert second_wall_alone(ReviewFindings, head.pk)

    monkeypatch.setattr(walls, "book_on", lambda day: replace(book, roles={}))

    assert second_wall_alone(ReviewFindings, head.pk) == set()


def test_every_table_of_texts_stands_behind_the_wall_or_is_named(world):
    texts = [
        model._meta.db_table
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        if model._meta.managed
        if any(isinstance(field, TextField | JSONField) for field in model._meta.concrete_fields)
    ]

    assert set(texts) - set(walled_tables()) == set(BEFORE_THE_WALL)


def test_the_control_the_first_wall_alone_stands_where_the_second_is_down(world, monkeypatch):
    without_the_wall(monkeypatch)
    stranger = world.people["system_admin"]

    with held_by_the_wall():
        answer_for(stranger.pk, on=timezone.localdate())
        assert keys_seen(Record)
        assert not Record.objects.visible_to(stranger).exists()
