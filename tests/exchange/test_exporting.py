"""Quality assurance comes out as it went in."""

import json
import stat

import pytest
from django.core.management import CommandError, call_command

from people.models import AuditEvent, PerformanceMatter
from tests.exchange.files import import_lines, person, posting, unit
from tests.qai.factories import AuditFactory

pytestmark = pytest.mark.django_db(databases=["default", "batch"], transaction=True)
PEOPLE = [
    {"type": "organisation", "name": "Family Courts"},
    unit(),
    person("S1"),
    person("M1"),
    posting("S1"),
    posting("M1", role="service_manager"),
]
WORK = [
    {"type": "performance_matter", "staff_number": "S1", "start": "2026-02-02", "kind": "informal"},
    {
        "type": "audit",
        "staff_number": "S1",
        "completed_on": "2026-03-02",
        "case_reference": "AB-1234",
        "tool": "full",
        "source": "supervision",
        "format": "normal",
        "auditor": "M1",
        "finalised_on": "2026-03-03",
        "grade": "good",
        "strengths": "Clear, “quoted” and\nover two lines.",
        "learning": "Write sooner.",
    },
    {
        "type": "observation",
        "staff_number": "S1",
        "observed_on": "2026-04-02",
        "setting": "court",
        "observer": "M1",
        "finalised_on": "2026-04-03",
        "grade": "met",
    },
    {
        "type": "self_regulation",
        "staff_number": "S1",
        "decided_on": "2026-05-04",
        "outcome": "approved",
        "decided_by": "M1",
        "recorded_in": "plr",
        "recorded_on": "2026-05-05",
    },
]


@pytest.fixture
def exported(tmp_path):
    import_lines([*PEOPLE, *WORK])
    file = tmp_path / "qa.jsonl"
    call_command("export_qa", str(file), verbosity=0)
    return file


def test_every_line_that_was_loaded_comes_out(exported):
    lines = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()]

    assert lines == WORK


def test_what_came_out_changes_nothing_when_it_is_loaded_again(exported):
    lines = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()]

    report = import_lines([*PEOPLE, *lines])

    assert not report.problems
    assert PerformanceMatter.objects.count() == 1


def test_the_file_is_its_owners_and_leaves_a_line(exported):
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600
    assert AuditEvent.objects.get(kind="qa_exported").detail["lines"] == len(WORK)


def test_drafts_stay_with_their_writers(tmp_path):
    import_lines([*PEOPLE, *WORK])
    AuditFactory(finalised_on=None)

    call_command("export_qa", str(tmp_path / "one.jsonl"), "--type", "audit", verbosity=0)

    assert len((tmp_path / "one.jsonl").read_text().splitlines()) == 1


def test_a_file_that_is_there_is_not_written_over(exported):
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_qa", str(exported))
