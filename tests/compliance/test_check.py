"""compliance_check: who stands where, as table, CSV or JSON."""

import json
import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from policy.rulebook import library
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


def test_the_policy_that_applied_on_the_day_is_named(tmp_path, monkeypatch, settings):
    for name in ("plr-policy-2022", "plr-policy-2031"):
        shutil.copytree(library.RULEBOOKS / "plr-policy-2022", tmp_path / name)
    newer = tmp_path / "plr-policy-2031" / "policy.toml"
    begins = 'in_force_from = 2031-04-01\nreplaces = "plr-policy-2022"'
    newer.write_text(newer.read_text().replace("in_force_from = 2022-04-01", begins))
    monkeypatch.setattr(library, "RULEBOOKS", tmp_path)
    settings.RULEBOOK = "plr-policy-2031"

    named = [check("--as-of", day)["policy"] for day in ("2031-03-31", "2031-04-01")]

    library.load.cache_clear()
    assert named == ["plr-policy-2022", "plr-policy-2031"]
