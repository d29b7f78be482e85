"""The last four PLRs: self and manager grade side by side, for each standard that was graded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from govuk import charts
from govuk.dates import uk_date
from policy.rulebook import Rulebook


@dataclass(frozen=True)
class Point:
    day: date
    manager: str
    self_graded: str


@dataclass(frozen=True)
class StandardTrend:
    key: str
    title: str
    points: tuple[Point, ...]
    scale: tuple[str, ...]

    @property
    def chart(self) -> charts.Chart | None:
        """A picture from the second meeting on."""
        graded = [point for point in self.points if point.manager or point.self_graded]
        if len(graded) < 2:
            return None
        latest = graded[-1]
        return charts.grades(
            id=f"trend-{self.key}",
            title=self.title,
            summary=f"Last graded on {uk_date(latest.day)}: "
            f"manager {(latest.manager or 'not graded').lower()}, "
            f"self {(latest.self_graded or 'not graded').lower()}.",
            scale=self.scale,
            meetings=[
                (f"{point.day:%b %y}", point.self_graded or None, point.manager or None)
                for point in self.points
            ],
        )


def trend_by_standard(
    trend: Sequence[Mapping[str, Any]], titles: Mapping[str, str], book: Rulebook
) -> list[StandardTrend]:
    lowest_first = sorted(book.grades.values(), key=lambda grade: grade.points)
    scale = tuple(grade.title for grade in lowest_first)
    return [
        StandardTrend(key, title, tuple(_point(entry, key, book) for entry in trend), scale)
        for key, title in titles.items()
        if any(entry["manager"].get(key) or entry["self"].get(key) for entry in trend)
    ]


def _point(entry: Mapping[str, Any], key: str, book: Rulebook) -> Point:
    manager, own = entry["manager"].get(key, ""), entry["self"].get(key, "")
    return Point(
        day=entry["day"],
        manager=book.grades[manager].title if manager else "",
        self_graded=book.grades[own].title if own else "",
    )
