"""`@pytest.mark.requirement("P22-2.4c")`: an id that docs/requirements.csv does not hold fails."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

CATALOGUE = Path(__file__).resolve().parent.parent / "docs" / "requirements.csv"


def catalogue() -> list[dict[str, str]]:
    with CATALOGUE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def marked_ids(item: pytest.Item) -> Iterator[str]:
    for marker in item.iter_markers("requirement"):
        yield from marker.args


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    known = {row["id"] for row in catalogue()}
    for item in items:
        for name in marked_ids(item):
            if name not in known:
                raise pytest.UsageError(f"{item.nodeid}: no requirement has the id {name}")
