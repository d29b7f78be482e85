"""The worked scenarios of the rules, imported into an empty database."""

import json
from pathlib import Path

import pytest

from tests.exchange.files import import_lines

pytestmark = pytest.mark.django_db
FIXTURE = json.loads(
    (Path(__file__).parent.parent / "policy" / "fixtures" / "scenarios.json").read_text()
)


@pytest.mark.parametrize("scenario", FIXTURE["scenarios"], ids=lambda scenario: scenario["id"])
def test_every_worked_scenario_is_loaded_once_and_for_all(scenario):
    lines = FIXTURE["cast"] + scenario["import"]

    first, second = import_lines(lines), import_lines(lines)

    assert first.problems == []
    assert sum(counts["create"] for counts in first.counts.values()) == len(lines)
    assert sum(counts["same"] for counts in second.counts.values()) == len(lines)
