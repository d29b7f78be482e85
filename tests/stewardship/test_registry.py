"""Each room says what it keeps about a person: whatever is added needs an answer."""

import re

from django.apps import apps
from django.db.models import Model

from people.models import Person
from stewardship.collecting import ROOMS
from stewardship.wording import of_the_person
from supervision import subject_access as of_supervision

# Django's tables and allauth's, of which the site uses none to keep anything about anybody.
NOBODYS = {"auth", "contenttypes", "sessions", "socialaccount", "account"}


def models() -> list[type[Model]]:
    ours = (one for one in apps.get_models() if one._meta.app_label not in NOBODYS)
    return [one for one in ours if one._meta.managed]


def relations() -> set[str]:
    """Every foreign key, one-to-one and many-to-many field that leads to a person."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.related_model is Person and field.name != "history_user"
    }


def unanswered(rooms) -> set[str]:
    kinds = [kind for room in rooms for kind in room.KINDS]
    told = {model._meta.label for kind in kinds for model in kind.models}
    led_to = {relation for kind in kinds for relation in kind.about}
    named = {one for room in rooms for one in (*room.COUNTED, *room.LEFT_OUT)}
    left = {one._meta.label for one in models() if not one._meta.auto_created}
    inside = {one for one in relations() if one.rpartition(".")[0] in named}
    return (left - told - named) | (relations() - led_to - named - inside)


def test_every_model_and_every_relation_to_a_person_is_told_counted_or_left_out_with_a_reason():
    assert unanswered(ROOMS) == set()


def test_the_control_a_room_that_says_nothing_is_noticed():
    silent = [room for room in ROOMS if room is not of_supervision]

    assert {"supervision.PLR.reportee", "supervision.Record"} <= unanswered(silent)


def test_what_is_left_out_has_a_sentence_and_what_is_named_exists():
    known = {one._meta.label for one in apps.get_models()} | relations()
    named = {k: v for room in ROOMS for k, v in {**room.COUNTED, **room.LEFT_OUT}.items()}

    assert {one for one in named if one not in known} == set()
    assert all(words[0].isupper() for words in named.values())


def test_to_whoever_looks_it_through_no_title_says_you():
    titles = [of_the_person(kind.title) for room in ROOMS for kind in room.KINDS]

    assert [title for title in titles if re.search(r"(?i)\byou(r|rs)?\b", title)] == []
    assert "How often they and their line manager meet" in titles


def test_no_two_kinds_have_the_same_key():
    keys = [kind.key for room in ROOMS for kind in room.KINDS]

    assert len(keys) == len(set(keys))
