"""The second wall holds alone, and says of every row what the first one says."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import JSONField, TextField
from django.utils import timezone

from people.middleware import ANSWER_FOR
from people.walls import walled_tables
from qai.models import AuditPart
from supervision.models import Record
from tests.access.world import VISITORS, build_world
from tests.as_asked import held_by_the_wall, without_the_wall
from tests.visiting import anew

PEOPLE = [visitor for visitor in VISITORS if visitor != "anonymous"]
ROOMS = ("supervision", "qai", "assurance", "stewardship")
# Facts, or words that no person wrote about another.
BEFORE_THE_WALL = {
    "assurance_caselist": "references of cases and staff numbers, read by management information",
    "assurance_draw": "the rule and the list of a draw: facts",
    "assurance_marking": "facts and words stand in one row, and figures are made of the facts",
    "assurance_review": "what a review of an area found: about no person",
    "stewardship_accessrequest": "facts; why an answer takes longer, which the person is told",
    "stewardship_accessreview": "which paragraph is given and which is not, without a word of it",
    "stewardship_legalholdreason": "written by HR for HR, about no supervision",
    "supervision_feedbackquestion": "what is asked, read by everybody who is asked",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


def answer_for(person_id: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ANSWER_FOR, [str(person_id or ""), str(timezone.localdate())])


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
            answer_for(person_id)
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
    assert len([model for model in models if keys_seen(model)]) >= 12


@pytest.mark.parametrize("visitor", PEOPLE)
def test_versions_are_seen_with_what_they_are_versions_of(visitor, world, second_wall_alone):
    person = world.people[visitor]

    for model in walled_models():
        if model.__name__.startswith("Historical"):
            kept = apps.get_model(model._meta.app_label, model.__name__.removeprefix("Historical"))
            of = kept._meta.pk.attname
            seen = model._base_manager.filter(pk__in=second_wall_alone(model, person.pk))
            assert set(seen.values_list(of, flat=True)) <= second_wall_alone(kept, person.pk)


def test_every_table_of_texts_stands_behind_the_wall_or_is_named(world):
    texts = [
        model._meta.db_table
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        if any(isinstance(field, TextField | JSONField) for field in model._meta.concrete_fields)
    ]

    assert set(texts) - set(walled_tables()) == set(BEFORE_THE_WALL)


def test_the_control_the_first_wall_alone_stands_where_the_second_is_down(world, monkeypatch):
    without_the_wall(monkeypatch)
    stranger = world.people["system_admin"]

    with held_by_the_wall():
        answer_for(stranger.pk)
        assert keys_seen(Record)
        assert not Record.objects.visible_to(stranger).exists()
