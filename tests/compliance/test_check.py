"""compliance_check: who stands where, as table, CSV or JSON."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.supervision.factories import PLRFactory

pytestmark = pytest.mark.django_db


def check(*args: str) -> dict:
    out = StringIO()
    call_command("compliance_check", *args, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


def test_it_prints_everybody_in_service_with_totals():
    plr = PLRFactory(finalised=True)

    values = check("--as-of", "2026-11-20", "--known-on", "2026-11-20")

    assert [p["staff_number"] for p in values["people"]] == sorted(
        [plr.reportee.staff_number, plr.led_by.staff_number]
    )
    assert values["totals"]["in_service"] == 2


def test_explain_names_what_counted():
    plr = PLRFactory(finalised=True)

    values = check("--as-of", "2026-11-20", "--person", plr.reportee.staff_number, "--explain")

    (counted,) = values["people"][0]["measures"]["plr"]["counted"]
    assert counted["date"] == "2026-09-01"


def test_a_date_that_is_none_is_a_plain_error():
    with pytest.raises(CommandError, match="not a date like"):
        check("--as-of", "2026-02-30")


def test_an_unknown_person_is_a_plain_error():
    with pytest.raises(CommandError, match="Nobody with staff number") as refused:
        check("--as-of", "2026-11-20", "--person", "NOBODY")

    assert refused.value.returncode == 2
