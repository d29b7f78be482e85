"""The charts of the compliance pages: each with a sentence and a table that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance.queries.shares import Share
from govuk import charts
from govuk.charts import MEANINGS, Chart

SERIES = ("In time", "Late", "Excluded", "Not yet testable")
COLOURS = [MEANINGS[name] for name in ("green", "red", "grey", "blue")]
LONGEST_NAME = 22


@dataclass(frozen=True)
class Week:
    """So many people whose standing falls between two days."""

    first: date
    last: date
    number: int


def parts(title: str, shares: Sequence[tuple[str, Share]]) -> Chart | None:
    shown = [(short(name), share) for name, share in shares if share.total]
    if not shown:
        return None
    lowest = min(shown, key=lambda one: one[1].per_cent if one[1].tested else 101)
    return charts.stacked(
        id="parts",
        title=f"{title} by part",
        summary=f"Lowest: {lowest[0]}, {lowest[1].words}.",
        head="Part",
        series=SERIES,
        palette=COLOURS,
        rows=[(name, share.series) for name, share in shown],
    )


def sides(title: str, shares: Sequence[tuple[str, Share]]) -> Chart:
    """Two ways of judging the same people, one bar each."""
    said = "; ".join(f"{name}: {share.words}" for name, share in shares)
    return charts.stacked(
        id="sides",
        title=f"{title}, side by side",
        summary=f"{said}.",
        head="Judged",
        series=SERIES,
        palette=COLOURS,
        rows=[(name, share.series) for name, share in shares],
    )


def weeks(title: str, counted: Sequence[Week]) -> Chart | None:
    total = sum(week.number for week in counted)
    if not total:
        return None
    return charts.columns(
        id="weeks",
        title=f"Late within 30 days, by week: {title}",
        summary=f"{total} will be late within 30 days if nothing more is recorded.",
        head=("Week from", "People"),
        points=[(f"{week.first:%-d %b}", week.number) for week in counted],
    )


def months(title: str, points: Sequence[tuple[str, int | None]], note: str = "") -> Chart | None:
    known = [(label, value) for label, value in points if value is not None]
    if len(known) < 2:
        return None
    return charts.trend(
        id="months",
        title=f"{title}: in time at the end of each month",
        summary=f"{known[0][1]}% in {known[0][0]}, {known[-1][1]}% in {known[-1][0]}.{note}",
        head=("Month", "In time"),
        points=points,
    )


def short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
