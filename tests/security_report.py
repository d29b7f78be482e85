"""Tries the published breaks of docs/published-breaks.csv on this site, and prints what came of it.

A break is refused when each test that tries it passes. A control takes the guard away, or shows
what the test would see without it: the control is red when that is noticed.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

import pytest

BREAKS = Path(__file__).parents[1] / "docs" / "published-breaks.csv"


def published() -> list[dict[str, str]]:
    with BREAKS.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Tried:
    """A pytest plugin: by break, the outcome of each test and of each control."""

    def __init__(self) -> None:
        self.tests: defaultdict[int, list[bool]] = defaultdict(list)
        self.controls: defaultdict[int, list[bool]] = defaultdict(list)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo):
        report = yield
        if report.when == "call" or report.failed:
            for mark in item.iter_markers("published_break"):
                kept = self.controls if mark.kwargs.get("control") else self.tests
                for number in mark.args:
                    kept[number].append(report.passed)
        return report


def line(row: dict[str, str], tried: Tried) -> str:
    tests, controls = tried.tests[int(row["number"])], tried.controls[int(row["number"])]
    refused = "not tried" if not tests else "refused" if all(tests) else "BROKEN"
    red = "-" if not controls else "red" if all(controls) else "NOT RED"
    return (
        f"{row['number']:>3}  {row['published as']:24}{row['kind']:26}"
        f"{len(tests):>6}  {refused:11}{red}"
    )


def main() -> int:
    tried = Tried()
    pytest.main(["-n0", "-m", "published_break", "-p", "no:terminal", "tests"], plugins=[tried])
    rows = published()
    print(f"{'':3}  {'published as':24}{'kind':26}{'tests':>6}  {'here':11}control")
    for row in rows:
        print(line(row, tried))
    broken = [number for number, results in tried.tests.items() if not all(results)]
    untried = sum(not tried.tests[int(row["number"])] for row in rows)
    print(f"\n{len(rows) - untried - len(broken)} of {len(rows)} tried and refused.")
    return 1 if broken or not tried.tests else 0


if __name__ == "__main__":
    sys.exit(main())
