"""manage.py import_organisation: what it prints, when it writes, how it ends."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from exchange.models import Import
from people.models import AuditEvent, Person
from plr_site import settings as site
from tests.exchange.files import TEAM, as_file, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def with_lines(*lines):
        path = tmp_path / "organisation.jsonl"
        path.write_bytes(as_file(lines))
        return str(path)

    return with_lines


def run(path, *options):
    out, err = StringIO(), StringIO()
    call_command("import_organisation", path, *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def counts(printed):
    rows = (row.split() for row in printed.splitlines()[1:])
    return {name: tuple(numbers) for name, *numbers in rows}


def test_it_says_what_was_created_changed_and_left_alone(file):
    run(file(*TEAM))

    out, err = run(file(*TEAM[:3], person("S1", name="New Name"), person("S2")))

    assert out.split()[:4] == ["created", "changed", "left", "alone"]
    assert counts(out) == {
        "unit": ("0", "0", "1"),
        "person": ("1", "1", "1"),
        "posting": ("0", "0", "1"),
    }
    assert err == (
        "warning: line 2: staff_number: M1 has no line manager\n"
        "warning: line 5: staff_number: S2 has no line manager\n"
    )


def test_a_dry_run_says_it_and_writes_nothing(file):
    out, _ = run(file(*TEAM), "--dry-run")

    assert "to create" in out
    assert counts(out)["person"] == ("2", "0", "0")
    assert not Person.objects.exists()
    assert not Import.objects.exists()


def test_bad_lines_are_printed_and_nothing_is_written(file):
    path = file(*TEAM, person("S2", joined="soon"), {"type": "payslip"})

    with pytest.raises(CommandError, match=r"2 bad lines. Nothing is written.") as ended:
        run(path)

    assert ended.value.returncode == 1
    assert not Person.objects.exists()


def test_a_dry_run_of_a_bad_file_is_refused_as_well(file):
    with pytest.raises(CommandError, match="1 bad line"):
        run(file(person("S2", joined="soon")), "--dry-run")


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(str(tmp_path / "gone.jsonl"))


def test_an_import_leaves_a_line_in_the_log_and_in_the_list(file):
    run(file(*TEAM))

    event, given = AuditEvent.objects.get(), Import.objects.get()
    assert (event.kind, event.actor_id, event.subject_id) == ("import_applied", None, str(given.pk))
    assert event.detail["counts"]["person"] == {"create": 2}
    assert (given.by, given.state, given.file_name) == (None, "applied", "organisation.jsonl")


@pytest.mark.django_db(transaction=True, databases=["default", "batch"])
def test_it_writes_as_the_role_for_batch_work(file, settings):
    settings.IMPORT_DATABASE = "batch"

    run(file(*TEAM))

    assert connections["batch"].settings_dict["USER"] == "plr_batch"
    assert Person.objects.count() == 2
    assert AuditEvent.objects.filter(kind="import_applied").exists()


def test_outside_a_test_it_uses_that_role():
    assert site.IMPORT_DATABASE == "batch"
