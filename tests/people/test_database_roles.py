"""The wall below the code: what the application's own role on PostgreSQL cannot do."""

import pytest
from django.db import ProgrammingError, connection, transaction

from people.models import AuditEvent, Reading
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
LOGS = [AuditEvent, Reading]


def test_tests_run_as_a_role_without_privileges_of_its_own():
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls,"
            " exists (select from pg_class where relowner = pg_roles.oid)"
            " from pg_roles where rolname = current_user"
        )
        superuser, bypasses_row_security, owns_something = cursor.fetchone()

    assert (superuser, bypasses_row_security, owns_something) == (False, False, False)


@pytest.mark.parametrize("log", LOGS)
def test_a_line_of_a_log_can_be_added_and_read(log):
    line = log.objects.create(**blank_line(log))

    assert log.objects.get() == line


@pytest.mark.parametrize("log", LOGS)
def test_no_line_of_a_log_can_be_changed(log):
    log.objects.create(**blank_line(log))

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        log.objects.update(at=None)


@pytest.mark.parametrize("log", LOGS)
def test_no_line_of_a_log_can_be_removed(log):
    log.objects.create(**blank_line(log))

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        log.objects.all().delete()


def test_other_tables_can_be_changed():
    unit = UnitFactory()

    changed = type(unit).objects.filter(pk=unit.pk).update(name="Renamed")

    assert changed == 1


def blank_line(log):
    if log is AuditEvent:
        return {"kind": "test", "subject_kind": "unit", "subject_id": "1"}
    return {"reader_id": 1, "about_id": 2, "record_kind": "plr", "record_id": 3, "basis": "line"}
