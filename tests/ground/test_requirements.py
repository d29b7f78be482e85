import subprocess
import sys

import pytest

from tests.ground.launcher import ROOT
from tests.requirements import catalogue
from tests.requirements_report import report

pytestmark = pytest.mark.thorough

pytest_plugins = ["pytester"]


def test_every_requirement_has_an_id_of_its_own():
    ids = [row["id"] for row in catalogue()]

    assert len(ids) > 400
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("name", "code"), [("P22-1.1", pytest.ExitCode.OK), ("P22-99", 4)])
def test_an_unknown_id_fails_the_collection(pytester, name, code):
    pytester.makeini("[pytest]\nmarkers = requirement: ids")
    pytester.makepyfile(f"import pytest\n@pytest.mark.requirement('{name}')\ndef test_it(): pass")

    result = pytester.runpytest("-p", "no:django", "-p", "tests.requirements_plugin")

    assert result.ret == code


def test_the_report_collects_the_tests():
    command = [sys.executable, "-m", "tests.requirements_report", "tests/ground/test_locks.py"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert f"All documents: 0 of {len(catalogue())}" in done.stdout


def test_the_report_counts_by_document_and_group():
    rows = [
        {"id": "A-1", "document": "policy", "group": "record", "level": "MUST"},
        {"id": "A-2", "document": "policy", "group": "record", "level": "INFO"},
    ]

    lines = list(report(rows, covered={"A-1"}))

    assert lines == [
        "\npolicy: 1 of 2",
        "  record: 1 of 2",
        "    tested: A-1",
        "    no test: A-2",
        "\nAll documents: 1 of 2",
        "MUST alone: 1 of 1",
    ]
