"""An older backup brings back what was disposed of: the ledger takes it away again."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, connections, transaction
from django.utils import timezone

from people.models import Absence, Person, Reading
from stewardship import tasks
from stewardship.actions import retention
from stewardship.actions.retention_holds import hold
from stewardship.models import Tombstone
from tests.as_asked import held_by_the_wall
from tests.factories import AbsenceFactory, PersonFactory
from tests.stewardship.leaver import LEFT, proposed, switched_on

pytestmark = pytest.mark.django_db


def absent(person: Person) -> Absence:
    return AbsenceFactory(person=person, start=LEFT, end=LEFT)


@pytest.fixture
def ledger(settings, tmp_path, on_commit):
    """Of one person whose absences went; then they are there again, and nothing knows of it."""
    settings.DISPOSAL_LEDGER = str(tmp_path / "ledger.jsonl")
    absent(PersonFactory(left=LEFT))
    asks, confirms = switched_on("absences")
    disposal = proposed("absences", asks)
    with on_commit():
        retention.confirm(disposal=disposal, by=confirms, now=timezone.now())
    return tmp_path / "ledger.jsonl"


def restored() -> Person:
    person = Person.objects.get(left=LEFT)
    absent(person)
    return person


def test_what_came_back_with_a_backup_goes_again(ledger, capsys):
    restored()

    call_command("redispose", ledger)
    call_command("redispose", ledger)

    assert not Absence.objects.exists()
    assert capsys.readouterr().out.splitlines() == [
        "1 lines, 1 records disposed of again",
        "1 lines, 0 records disposed of again",
    ]


def test_a_database_that_never_heard_of_it_gets_its_tombstone(ledger, tmp_path):
    line = ledger.read_text().replace(str(Tombstone.objects.get().pk), str(Tombstone().pk))
    older = tmp_path / "older.jsonl"
    older.write_text(line)
    restored()

    call_command("redispose", older)

    assert Tombstone.objects.count() == 2


@pytest.mark.parametrize("change", ["hold", "rehired"])
def test_what_is_held_or_of_somebody_in_service_stays(ledger, change, capsys):
    person = restored()
    if change == "hold":
        by = PersonFactory(grants=["hr"])
        hold(person=person, reason="A claim", by=by, now=timezone.now())
    else:
        Person.objects.filter(pk=person.pk).update(left=None)

    call_command("redispose", ledger)

    assert Absence.objects.filter(person=person).exists()
    assert f"Kept: absences of person {person.pk}" in capsys.readouterr().err


def test_the_ledger_gets_each_line_once_also_after_half_a_line(ledger, capsys):
    whole = ledger.read_text()
    ledger.write_text(whole[:40])

    tasks.look_after_disposals()
    tasks.look_after_disposals()

    assert ledger.read_text() == f"{whole[:40]}\n{whole}"
    call_command("redispose", ledger)
    assert "Line 1 is not a line of the ledger" in capsys.readouterr().err


def test_no_role_changes_or_removes_a_tombstone(ledger):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Tombstone.objects.update(number=0)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Tombstone.objects.all().delete()


@pytest.mark.django_db(databases=["batch"])
def test_the_batch_role_takes_no_line_from_the_log_unless_two_agreed():
    log = Reading.objects.using("batch")
    line = log.create(reader_id=1, about_id=7, record_kind="plr", record_id=3, basis="line")
    stone = {"kind": "readings", "person_id": 7, "since": LEFT, "until": LEFT, "rule": "r"}
    by = {"number": 1, "disposal_id": 1, "proposed_by_id": 1, "confirmed_by_id": 2}

    before = disposed_of(7)
    Tombstone.objects.using("batch").create(**stone, **by)

    assert (before, disposed_of(7)) == (0, 1)
    assert not log.filter(pk=line.pk).exists()


def disposed_of(person: int) -> int:
    with connections["batch"].cursor() as cursor:
        cursor.execute("select dispose_of_readings(%s::bigint[])", [[person]])
        return cursor.fetchone()[0]


def test_the_applications_own_role_may_not_even_ask():
    refused = pytest.raises(ProgrammingError, match="permission denied for function")
    with held_by_the_wall(), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select dispose_of_readings(array[7]::bigint[])")
