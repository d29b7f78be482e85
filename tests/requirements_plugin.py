"""An id that docs/requirements.csv does not hold fails the collection."""

from collections.abc import Sequence

import pytest

from tests.requirements import catalogue, marked_ids


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    known = {row["id"] for row in catalogue()}
    for item in items:
        for name in marked_ids(item):
            if name not in known:
                raise pytest.UsageError(f"{item.nodeid}: no requirement has the id {name}")
