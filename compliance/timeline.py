"""The last 15 months of one person as a picture: windows, events, exclusions and due dates.

Geometry only; the SVG is in templates/govuk/charts/timeline.html.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from govuk.charts import Chart
from govuk.dates import uk_date
from policy.explaining import Named
from policy.judge import Judgement
from policy.measures import Measure
from policy.months import ONE_DAY, add_months

MONTHS_BACK, MONTHS_AHEAD = 15, 4
WIDTH, LEFT, RIGHT, TOP, LANE = 960, 150, 20, 34, 46


@dataclass(frozen=True)
class Scale:
    """Days laid out from left to right."""

    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(max(share, 0), 1), 1)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def timeline(judgement: Judgement, *, is_own: bool) -> Chart:
    scale = scale_around(judgement.as_of)
    measures = [measure for measure in judgement.measures.values() if measure.columns]
    lanes = [lane(judgement, measure, scale, n) for n, measure in enumerate(measures)]
    bands = [band(scale, *span) for span in spans_left_out(judgement, scale, is_own=is_own)]
    bottom = TOP + LANE * len(lanes)
    drawing = {
        "width": WIDTH,
        "height": bottom + 30,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "top": TOP,
        "bottom": bottom,
        "inner_height": bottom - TOP,
        "label_x": LEFT - 12,
        "months": [{"x": scale.x(day), "text": month_name(day)} for day in months(scale)],
        "month_y": bottom + 20,
        "lanes": lanes,
        "bands": bands,
        "now": {"x": scale.x(judgement.as_of), "text": f"{judgement.as_of:%-d %b}"},
    }
    return Chart(
        kind="timeline",
        id="timeline",
        title="The last 15 months",
        summary=summary_of(lanes, bands, judgement.as_of),
        head=["Day", "Measure", "What"],
        rows=table_rows(lanes, bands),
        drawing=drawing,
    )


def scale_around(day: date) -> Scale:
    month = day.year * 12 + day.month - 1 - MONTHS_BACK
    first = date(month // 12, month % 12 + 1, 1)
    return Scale(first, add_months(first, MONTHS_BACK + MONTHS_AHEAD))


def months(scale: Scale) -> Iterator[date]:
    for number in range(0, MONTHS_BACK + MONTHS_AHEAD, 2):
        yield add_months(scale.first, number)


def month_name(day: date) -> str:
    return f"{day:%b %Y}" if day.month in (1, 2) else f"{day:%b}"


def lane(judgement: Judgement, measure: Measure, scale: Scale, number: int) -> dict[str, Any]:
    explained = judgement.explain(measure.key)
    due = measure.next_due
    return {
        "title": measure.title,
        "y": TOP + LANE * number + LANE / 2,
        "windows": windows(judgement, measure, scale),
        "counted": marks(scale, explained.counted),
        "left_out": marks(
            scale, (one for one in explained.left_out if one.type != "general_meeting")
        ),
        "due": {"x": scale.x(due), "day": due, "late": measure.status == "non_compliant"}
        if due and scale.holds(due)
        else None,
    }


def marks(scale: Scale, records: Iterable[Named]) -> list[dict[str, Any]]:
    """One for all records of a day of which the same can be said."""
    alike = Counter((one.date, one.reason) for one in records if scale.holds(one.date))
    return [
        {"x": scale.x(day), "day": day, "number": number, "reason": said_of(number, reason)}
        for (day, reason), number in alike.items()
    ]


def said_of(number: int, reason: str) -> str:
    return reason if number == 1 else f"{number} records, each {reason}"


def windows(judgement: Judgement, measure: Measure, scale: Scale) -> list[dict[str, Any]]:
    """The longest and the shortest window that end on the day, from the clock start at most."""
    drawn = []
    halves = {measure.columns[-1].months: 4, measure.columns[0].months: 9}
    for length, half in halves.items():
        since = max(opening(judgement.as_of, length), judgement.clock.start)
        width = round(max(scale.x(judgement.as_of) - scale.x(since), 0), 1)
        drawn.append(
            {
                "x": scale.x(since),
                "width": width,
                "half": half,
                "height": 2 * half,
                "months": length,
                "since": since,
            }
        )
    return drawn


def opening(last: date, months: int) -> date:
    """The first day that still counts on the last one, counted forward from it (AMB-05)."""
    day = last - timedelta(days=31 * months)
    while add_months(day, months) < last:
        day += ONE_DAY
    return day


Span = tuple[date, date, str]


def spans_left_out(judgement: Judgement, scale: Scale, *, is_own: bool) -> Iterator[Span]:
    """From, to and why; why is for the person themself alone."""
    clocks, reasons = judgement.history.clocks, judgement.history.book.exclusions.reasons

    def reason_on(day: date) -> str:
        exclusion = clocks.exclusion_on(day)
        if exclusion is None:
            return ""
        return reasons[exclusion.reason].title if is_own else "Excluded"

    days = [scale.first + ONE_DAY * n for n in range((scale.last - scale.first).days + 1)]
    for reason, group in groupby(days, key=reason_on):
        together = list(group)
        if reason:
            yield together[0], together[-1], reason


def band(scale: Scale, start: date, end: date, reason: str) -> dict[str, Any]:
    x = scale.x(start)
    width = round(max(scale.x(end) - x, 2), 1)
    return {"x": x, "width": width, "start": start, "end": end, "reason": reason}


def table_rows(
    lanes: list[dict[str, Any]], bands: list[dict[str, Any]]
) -> list[tuple[str, list[str]]]:
    rows: list[tuple[date, str, str]] = []
    for one in lanes:
        title = one["title"]
        rows += [(mark["day"], title, mark["reason"]) for mark in one["counted"]]
        rows += [(mark["day"], title, f"left out: {mark['reason']}") for mark in one["left_out"]]
        rows += [(w["since"], title, f"{w['months']} months begin") for w in one["windows"]]
        if one["due"]:
            late = "was due, and is late" if one["due"]["late"] else "due"
            rows.append((one["due"]["day"], title, late))
    rows += [(b["start"], "All", f"{b['reason']} until {uk_date(b['end'])}") for b in bands]
    return [(uk_date(day), [title, what]) for day, title, what in sorted(rows)]


def summary_of(lanes: list[dict[str, Any]], bands: list[dict[str, Any]], as_of: date) -> str:
    counted = sum(mark["number"] for one in lanes for mark in one["counted"])
    late = [one["title"] for one in lanes if one["due"] and one["due"]["late"]]
    words = [f"{counted} records count on {uk_date(as_of)}"]
    words.append(f"late: {', '.join(late)}" if late else "no due date has passed")
    if bands:
        words.append(f"excluded from {uk_date(bands[0]['start'])} to {uk_date(bands[-1]['end'])}")
    return f"{'; '.join(words)}."
