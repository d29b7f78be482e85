"""The worked scenarios of the rules, from import lines through the database to what is printed."""

import io
import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from exchange.importing import run_import
from policy import rulebook
from tests.policy.test_scenarios import FIXTURE, differences

pytestmark = pytest.mark.django_db
BOOK = rulebook.load("plr-policy-2022")


def load(lines: list[dict]) -> None:
    file = io.BytesIO("".join(f"{json.dumps(line)}\n" for line in lines).encode())
    report = run_import(file, db="default", book=BOOK, now=timezone.now(), dry_run=False)
    assert report.problems == []


def checked(*arguments: str) -> dict:
    out = io.StringIO()
    call_command("compliance_check", *arguments, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("scenario", FIXTURE["scenarios"], ids=lambda scenario: scenario["id"])
def test_worked_scenario(scenario):
    load(FIXTURE["cast"] + scenario["import"])
    days = ("--as-of", scenario["as_of"], "--known-on", scenario["known_on"])

    values = checked(*days, "--person", scenario["staff_number"], "--explain")

    assert differences(scenario["expected"], values["people"][0]) == []
    assert values["totals"]["in_service"] == int(values["people"][0]["reported"])
