"""The site does not work as a role that PostgreSQL holds to nothing."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from plr_site import roles


@pytest.mark.django_db
def test_the_application_role_is_held_by_row_level_security():
    assert roles.reasons_against() == []
    assert roles.is_below_the_wall()


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_owner_of_tables_is_told_so():
    assert roles.reasons_against("owner") == ["owns tables, or is a member of the role that does"]


@pytest.mark.django_db
def test_no_process_starts_as_a_role_above_the_wall(monkeypatch):
    monkeypatch.setattr(connections["default"], "close", lambda: None)
    roles.refuse_to_work_above_the_wall()
    monkeypatch.setattr(roles, "reasons_against", lambda: list(roles.REASONS[:2]))

    with pytest.raises(ImproperlyConfigured, match="is a superuser, and passes row-level"):
        roles.refuse_to_work_above_the_wall()


def test_no_worker_starts_as_the_role_that_is_held(settings):
    settings.WORKS_AS = "batch"
    roles.refuse_to_work_behind_the_wall()
    settings.WORKS_AS = "application"

    with pytest.raises(ImproperlyConfigured, match="would read nothing"):
        roles.refuse_to_work_behind_the_wall()


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_wall_that_is_down_is_told(monkeypatch):
    assert roles.reasons_against() == []
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table supervision_record disable row level security")

    assert "meets no wall" in roles.reasons_against("owner")[-1]
