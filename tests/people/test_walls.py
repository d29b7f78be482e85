"""The second wall is raised when what it says has changed, and left alone otherwise."""

import pytest
from django.core.management import call_command
from django.db import connections

from people import walls

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_a_wall_that_stands_as_said_is_left_alone(monkeypatch):
    down = []
    monkeypatch.setattr(walls, "take_down", lambda cursor: down.append(cursor))

    walls.raise_walls()

    assert down == []


def test_one_that_says_something_else_is_raised_anew(monkeypatch):
    monkeypatch.setattr(walls, "plan", lambda: "another")

    walls.raise_walls()

    with connections["owner"].cursor() as cursor:
        assert walls.stands_as_said(cursor)
    assert "supervision_record" in walls.walled_tables()


def test_looking_at_what_is_to_be_migrated_takes_nothing_down(monkeypatch):
    down = []
    monkeypatch.setattr(walls, "take_down", lambda cursor: down.append(cursor))

    call_command("migrate", "--check", verbosity=0)

    assert down == []
