"""compliance_check: what was not known yet is left out; a spreadsheet runs nothing."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import call_command

from compliance.management.commands.compliance_check import Command
from tests.factories import AbsenceFactory, PersonFactory
from tests.supervision.factories import PLRFactory

pytestmark = pytest.mark.django_db


def check(*args: str, form: str = "json") -> str:
    out = io.StringIO()
    call_command("compliance_check", *args, "--format", form, stdout=out)
    return out.getvalue()


def of_one(person, as_of: str, known_on: str) -> dict:
    args = ("--as-of", as_of, "--known-on", known_on, "--person", person.staff_number)
    return json.loads(check(*args))["people"][0]


def test_amb_14_a_record_finalised_later_was_not_known_then():
    plr = PLRFactory(finalised=True, finalised_on=date(2026, 9, 20))

    before = of_one(plr.reportee, "2026-09-10", "2026-09-10")["measures"]["plr"]
    after = of_one(plr.reportee, "2026-09-10", "2026-09-20")["measures"]["plr"]

    assert before["columns"]["3m"]["counted"] == 0
    assert after["columns"]["3m"]["counted"] == 1


def test_amb_44_an_absence_entered_late_excludes_only_from_when_it_was_known():
    person = PersonFactory()
    AbsenceFactory(person=person, start=date(2026, 5, 1), end=None, recorded_on=date(2026, 6, 5))

    then = of_one(person, "2026-05-25", "2026-05-25")
    now = of_one(person, "2026-05-25", "2026-06-06")

    assert then["exclusion"] is None
    assert now["exclusion"]["reason"] == "long_term_absence"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
@pytest.mark.published_break(37)
@pytest.mark.bad_input(37)
def test_no_cell_of_the_csv_is_a_formula(name):
    PersonFactory(staff_number=name)

    rows = list(csv.reader(io.StringIO(check("--as-of", "2026-11-20", form="csv"))))

    assert rows[1][0] == f"'{name}"


def test_a_name_that_is_no_formula_stays_as_it_is():
    person = PersonFactory()

    rows = list(csv.reader(io.StringIO(check("--as-of", "2026-11-20", form="csv"))))

    assert rows[1][0] == person.staff_number


@pytest.mark.parametrize(
    "words", [["--as-of", "soon"], ["--as-of", "2026-11-20", "--format", "x"], []]
)
def test_bad_arguments_end_with_status_2(words):
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "compliance_check", *words])

    assert ended.value.code == 2
