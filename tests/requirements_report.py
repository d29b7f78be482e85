"""Prints which requirements have a test, by document and group."""

import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import fill

import pytest

from tests.requirements import catalogue, marked_ids

COLLECT_QUIETLY = ["--collect-only", "-p", "no:terminal"]


class Covered:
    """A pytest plugin that remembers the ids it met."""

    def __init__(self) -> None:
        self.ids: set[str] = set()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.ids.update(name for item in session.items for name in marked_ids(item))


def report(rows: Sequence[dict[str, str]], covered: set[str]) -> Iterable[str]:
    for document, of_document in groupby(rows, key=lambda row: row["document"]):
        requirements = list(of_document)
        yield f"\n{document}: {_count(requirements, covered)}"
        by_group = sorted(requirements, key=lambda row: row["group"])
        for group, of_group in groupby(by_group, key=lambda row: row["group"]):
            yield from _group(group, list(of_group), covered)
    yield f"\nAll documents: {_count(rows, covered)}"
    must = [row for row in rows if row["level"] == "MUST"]
    yield f"MUST alone: {_count(must, covered)}"


def _count(rows: Sequence[dict[str, str]], covered: set[str]) -> str:
    return f"{sum(row['id'] in covered for row in rows)} of {len(rows)}"


def _group(group: str, rows: Sequence[dict[str, str]], covered: set[str]) -> Iterable[str]:
    yield f"  {group}: {_count(rows, covered)}"
    for label, wanted in (("tested", True), ("no test", False)):
        ids = [row["id"] for row in rows if (row["id"] in covered) is wanted]
        if ids:
            yield fill(
                f"{label}: {', '.join(ids)}",
                width=100,
                initial_indent="    ",
                subsequent_indent="      ",
                break_on_hyphens=False,
            )


def main(paths: Sequence[str]) -> int:
    covered = Covered()
    code = pytest.main([*COLLECT_QUIETLY, *paths], plugins=[covered])
    if code:
        print("error: the tests cannot be collected. Run: make test-fast", file=sys.stderr)
        return 1
    for line in report(catalogue(), covered.ids):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
