"""The worked scenarios of the rules, from import lines to the compliance output."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policy import rulebook
from policy.judge import judge
from policy.report import person_values
from tests.policy.importing import person_from

BOOK = rulebook.load("plr-policy-2022")
FIXTURE = json.loads((Path(__file__).parent / "fixtures" / "scenarios.json").read_text())


def differences(expected: Any, actual: Any, path: str = "") -> list[str]:
    """Every value that is expected and is not there, by its path."""
    if isinstance(expected, dict):
        return [
            found
            for key, value in expected.items()
            for found in differences(value, (actual or {}).get(key), f"{path}/{key}")
        ]
    return [] if expected == actual else [f"{path}: {actual!r}, not {expected!r}"]


@pytest.mark.parametrize("scenario", FIXTURE["scenarios"], ids=lambda scenario: scenario["id"])
def test_worked_scenario(scenario: dict[str, Any]) -> None:
    person = person_from(FIXTURE["cast"] + scenario["import"], scenario["staff_number"])
    as_of, known_on = (date.fromisoformat(scenario[key]) for key in ("as_of", "known_on"))

    values = person_values(judge(person, as_of, known_on, BOOK), explain=True)

    assert differences(scenario["expected"], values) == []
    assert all(measure["why"].endswith(".") for measure in values["measures"].values())
