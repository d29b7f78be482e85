"""Tries on this site what harmed others, in the large form, and prints what came of it.

A break is refused when each test that tries it passes. A control takes the guard away, or shows
what the test would see without it: the control is red when that is noticed.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
WANTED = "published_break or bad_input or security"


def listed(name: str) -> list[dict[str, str]]:
    with (DOCS / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Tried:
    """A pytest plugin: by mark and number, the outcome of each test and of each control."""

    def __init__(self) -> None:
        self.tests: defaultdict[tuple[str, int], list[bool]] = defaultdict(list)
        self.controls: defaultdict[int, list[bool]] = defaultdict(list)
        self.figures: dict[str, dict[str, int]] = {}
        self.failed: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo):
        report = yield
        if report.when == "call" or report.failed:
            self.figures |= dict(report.user_properties)
            self.failed += [item.nodeid] if report.failed else []
            for mark in item.iter_markers():
                self.keep(mark, report.passed)
        return report

    def keep(self, mark: pytest.Mark, passed: bool) -> None:
        if mark.name not in ("published_break", "bad_input"):
            return
        for number in mark.args:
            if mark.kwargs.get("control"):
                self.controls[number].append(passed)
            else:
                self.tests[mark.name, number].append(passed)


def breaks(tried: Tried) -> Iterator[str]:
    yield f"{'':3}  {'published as':24}{'kind':26}{'tests':>6}  {'here':11}control"
    rows = listed("published-breaks.csv")
    for row in rows:
        number = int(row["number"])
        tests, controls = tried.tests["published_break", number], tried.controls[number]
        red = "-" if not controls else "red" if all(controls) else "NOT RED"
        name, here = f"{row['published as']:24}{row['kind']:26}", said(tests, "refused")
        yield f"{number:>3}  {name}{len(tests):>6}  {here:11}{red}"
    refused = count(tried, "published_break", rows)
    red = sum(bool(results) and all(results) for results in tried.controls.values())
    yield f"\n{refused} of {len(rows)} tried and refused; with the guard removed {red} are noticed."


def inputs(tried: Tried) -> Iterator[str]:
    yield f"{'':3}  {'what is sent':66}{'tests':>6}  {'answer':10}never 500"
    rows = listed("bad-inputs.csv")
    for row in rows:
        tests = tried.tests["bad_input", int(row["number"])]
        here, never = said(tests, "as said"), said(tests, "yes")
        sent = row["what is sent"]
        yield f"{row['number']:>3}  {sent[:64]:66}{len(tests):>6}  {here:10}{never}"
    answered = count(tried, "bad_input", rows)
    yield f"\n{answered} of {len(rows)} answered as docs/bad-inputs.csv says."


def said(results: list[bool], word: str) -> str:
    return "not tried" if not results else word if all(results) else "BROKEN"


def count(tried: Tried, mark: str, rows: list[dict[str, str]]) -> int:
    results = (tried.tests[mark, int(row["number"])] for row in rows)
    return sum(bool(one) and all(one) for one in results)


def in_large(tried: Tried) -> Iterator[str]:
    for what, figures in tried.figures.items():
        yield f"{what}: " + ", ".join(f"{number:,} {name}" for name, number in figures.items())


def main() -> int:
    tried = Tried()
    pytest.main(["-n0", "--thorough", "-m", WANTED, "-p", "no:terminal", "tests"], plugins=[tried])
    for part in (breaks(tried), inputs(tried), in_large(tried)):
        print("\n".join(part), end="\n\n")
    for name in tried.failed:
        print(f"FAILED {name}")
    return 1 if tried.failed or not tried.tests else 0


if __name__ == "__main__":
    sys.exit(main())
