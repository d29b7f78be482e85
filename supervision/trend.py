"""The last four PLRs: self and manager grade side by side, for each standard that was graded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policy.rulebook import Rulebook


@dataclass(frozen=True)
class Point:
    day: date
    manager: str
    self_graded: str
    manager_points: int | None
    self_points: int | None


@dataclass(frozen=True)
class StandardTrend:
    key: str
    title: str
    points: tuple[Point, ...]


def trend_by_standard(
    trend: Sequence[Mapping[str, Any]], titles: Mapping[str, str], book: Rulebook
) -> list[StandardTrend]:
    return [
        StandardTrend(key, title, tuple(_point(entry, key, book) for entry in trend))
        for key, title in titles.items()
        if any(entry["manager"].get(key) or entry["self"].get(key) for entry in trend)
    ]


def _point(entry: Mapping[str, Any], key: str, book: Rulebook) -> Point:
    manager, own = entry["manager"].get(key, ""), entry["self"].get(key, "")
    return Point(
        day=entry["day"],
        manager=book.grades[manager].title if manager else "",
        self_graded=book.grades[own].title if own else "",
        manager_points=book.grades[manager].points if manager else None,
        self_points=book.grades[own].points if own else None,
    )
