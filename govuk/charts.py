"""Geometry only; the SVG is in templates/govuk/charts/.

Colours are attributes of the SVG (`fill="#12436d"`): the content security policy allows no inline
style, and printing and PDF keep them. The palette is the Government Analysis Function's, each with
the text colour that can be read on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

PALETTE = (
    ("#12436d", "#ffffff"),
    ("#28a197", "#0b0c0c"),
    ("#801650", "#ffffff"),
    ("#f46a25", "#0b0c0c"),
)
# Where a part means what a tag says: the tag's colour, so that it stands out from white, and light
# from dark between the two that must not be mixed up.
MEANINGS = {
    "green": ("#00432a", "#ffffff"),
    "red": ("#e2574c", "#0b0c0c"),
    "grey": ("#6f777b", "#ffffff"),
    "blue": ("#5694ca", "#0b0c0c"),
}
TICKS = (0, 25, 50, 75, 100)
NARROWEST_PART_WITH_A_NUMBER = 34
MOST_LABELS = 6

Point = tuple[float, float]
Palette = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Chart:
    """`summary` is one sentence that says what the picture says; the table has its numbers."""

    kind: str
    id: str
    title: str
    summary: str
    head: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Any]]]
    drawing: dict[str, Any]


def stacked(
    *,
    id: str,
    title: str,
    summary: str,
    head: str,
    series: Sequence[str],
    rows: Sequence[tuple[str, Sequence[int]]],
    palette: Palette = PALETTE,
) -> Chart:
    """One bar of 100 % for each row, at most four series; `head` names what the rows are."""
    drawing = stacked_bars(rows, series, palette)
    return Chart("stacked", id, title, summary, [head, *series], rows, drawing)


def trend(
    *,
    id: str,
    title: str,
    summary: str,
    head: tuple[str, str],
    points: Sequence[tuple[str, float | None]],
    target: float | None = None,
    maximum: float = 100,
    unit: str = "%",
) -> Chart:
    """One line; None leaves a gap. `head` names the table's two columns."""
    rows = [(label, [f"{value:g}{unit}" if value is not None else "–"]) for label, value in points]
    drawing = trend_line(points, maximum=maximum, target=target, unit=unit)
    return Chart("trend", id, title, summary, head, rows, drawing)


def columns(
    *,
    id: str,
    title: str,
    summary: str,
    head: tuple[str, str],
    points: Sequence[tuple[str, int]],
) -> Chart:
    """One upright bar for each count; `head` names the table's two columns."""
    rows = [(label, [number]) for label, number in points]
    return Chart("columns", id, title, summary, head, rows, upright_bars(points))


def grades(
    *,
    id: str,
    title: str,
    summary: str,
    scale: Sequence[str],
    meetings: Sequence[tuple[str, str | None, str | None]],
) -> Chart:
    """The last few meetings: (when, self grade, manager grade); `scale` has the lowest first."""
    rows = [(when, [own or "–", managers or "–"]) for when, own, managers in meetings]
    drawing = grade_lines(meetings, scale)
    return Chart("grades", id, title, summary, ["PLR", "Self", "Manager"], rows, drawing)


def stacked_bars(
    rows: Sequence[tuple[str, Sequence[int]]],
    series: Sequence[str],
    palette: Palette,
    *,
    width: int = 720,
    left: int = 170,
    right: int = 20,
    bar: int = 28,
    gap: int = 14,
) -> dict[str, Any]:
    top, inner = 8, width - left - right
    bars = []
    for number, (label, values) in enumerate(rows):
        y = top + number * (bar + gap)
        parts = bar_parts(values, series, palette, left=left, inner=inner)
        bars.append({"label": label, "y": y, "text_y": y + bar / 2 + 5, "parts": parts})
    bottom = top + len(bars) * (bar + gap) - gap
    ticks = [{"x": round(left + inner * tick / 100, 1), "text": f"{tick}%"} for tick in TICKS]
    return {
        "width": width,
        "height": bottom + 30,
        "bar": bar,
        "label_x": left - 10,
        "bars": bars,
        "ticks": ticks,
        "axis_y": bottom + 4,
        "tick_y": bottom + 22,
        "key": [{"name": name, "fill": palette[i][0]} for i, name in enumerate(series)],
    }


def bar_parts(
    values: Sequence[int], series: Sequence[str], palette: Palette, *, left: float, inner: float
) -> list[dict[str, Any]]:
    """The parts of one bar with a white gap between them; nothing is drawn for zero."""
    total, x, parts = sum(values) or 1, left, []
    for name, value, (fill, ink) in zip(series, values, palette, strict=False):
        part_width = inner * value / total
        if value:
            parts.append(
                {
                    "x": round(x, 1),
                    "width": round(max(part_width - 1.5, 0.5), 1),
                    "middle": round(x + part_width / 2, 1),
                    "fill": fill,
                    "ink": ink,
                    "name": name,
                    "value": value,
                    "percent": round(100 * value / total),
                    "fits": part_width > NARROWEST_PART_WITH_A_NUMBER,
                }
            )
        x += part_width
    return parts


def line_path(points: Sequence[Point | None]) -> str:
    """An SVG path that starts anew after each gap."""
    steps, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
        else:
            steps.append(f"{pen}{point[0]:.1f} {point[1]:.1f}")
            pen = "L"
    return " ".join(steps)


def across(count: int, *, left: float, inner: float) -> list[float]:
    return [round(left + inner * i / max(count - 1, 1), 1) for i in range(count)]


def trend_line(
    points: Sequence[tuple[str, float | None]],
    *,
    maximum: float = 100,
    target: float | None = None,
    unit: str = "%",
    width: int = 720,
    height: int = 260,
) -> dict[str, Any]:
    left, right, top, bottom = 50, 70, 16, 40
    xs = across(len(points), left=left, inner=width - left - right)

    def level(value: float) -> dict[str, Any]:
        y = round(top + (height - top - bottom) * (1 - value / maximum), 1)
        return {"y": y, "text": f"{value:g}{unit}"}

    placed = [
        {"x": x, "label": label, **level(value)} if value is not None else None
        for x, (label, value) in zip(xs, points, strict=True)
    ]
    dots = [dot for dot in placed if dot]
    return {
        "width": width,
        "height": height,
        "left": left,
        "right": width - right,
        "path": line_path([(dot["x"], dot["y"]) if dot else None for dot in placed]),
        "dots": dots,
        "last": dots[-1] if dots else None,
        "grid": [level(maximum * tick / 100) for tick in TICKS],
        "grid_x": left - 8,
        "labels": labels_with_room(xs, points),
        "label_y": height - bottom + 22,
        "target": level(target) if target is not None else None,
        "target_x": left + 6,
    }


def upright_bars(
    points: Sequence[tuple[str, int]], *, width: int = 720, height: int = 220
) -> dict[str, Any]:
    """From zero; the scale ends on the next multiple of four."""
    left, right, top, bottom = 50, 20, 20, 34
    maximum = max(4 * -(-max((number for _, number in points), default=0) // 4), 4)
    step, deep = (width - left - right) / max(len(points), 1), height - top - bottom

    def y_of(value: float) -> float:
        return round(top + deep * (1 - value / maximum), 1)

    bars = [
        {
            "x": round(left + step * (i + 0.2), 1),
            "y": y_of(number),
            "width": round(step * 0.6, 1),
            "height": round(deep * number / maximum, 1),
            "middle": round(left + step * (i + 0.5), 1),
            "label": label,
            "value": number,
        }
        for i, (label, number) in enumerate(points)
    ]
    return {
        "width": width,
        "height": height,
        "left": left,
        "right": width - right,
        "bars": bars,
        "grid": [{"y": y_of(n), "text": n} for n in range(0, maximum + 1, maximum // 4)],
        "grid_x": left - 8,
        "label_y": height - bottom + 22,
        "fill": PALETTE[0][0],
    }


def labels_with_room(xs: Sequence[float], points: Sequence[tuple[str, Any]]) -> list[dict]:
    """All of them up to six, every other one beyond; the last is always there."""
    labels = [{"x": x, "text": label} for x, (label, _) in zip(xs, points, strict=True)]
    return labels if len(labels) <= MOST_LABELS else labels[::-1][::2][::-1]


def grade_lines(
    meetings: Sequence[tuple[str, str | None, str | None]],
    scale: Sequence[str],
    *,
    width: int = 440,
    row: int = 30,
) -> dict[str, Any]:
    left, right, top = 160, 30, 16
    xs = across(len(meetings), left=left + 20, inner=width - left - right - 20)
    levels = {grade: top + (len(scale) - 1 - i) * row for i, grade in enumerate(scale)}
    bottom = top + (len(scale) - 1) * row

    def placed(which: int) -> list[Point | None]:
        return [
            (x, levels[meeting[which]]) if meeting[which] in levels else None
            for x, meeting in zip(xs, meetings, strict=True)
        ]

    own, managers = placed(1), placed(2)
    return {
        "width": width,
        "height": bottom + 40,
        "left": left,
        "right": width - right,
        "label_x": left - 10,
        "levels": [{"text": grade, "y": y} for grade, y in levels.items()],
        "labels": [{"x": x, "text": m[0]} for x, m in zip(xs, meetings, strict=True)],
        "label_y": bottom + 30,
        "own_path": line_path(own),
        "own": [{"x": x, "y": y} for x, y in filter(None, own)],
        "managers_path": line_path(managers),
        "managers": [{"x": x, "y": y} for x, y in filter(None, managers)],
    }


def sparkline(
    values: Sequence[float | None], *, width: int = 120, height: int = 28, pad: int = 3
) -> dict[str, Any] | None:
    """None when there is nothing to draw; a gap in the values is a gap in the line."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    lowest, span = min(known), (max(known) - min(known)) or 1
    points = [
        (x, round(height - pad - (height - 2 * pad) * (value - lowest) / span, 1))
        if value is not None
        else None
        for x, value in zip(
            across(len(values), left=pad, inner=width - 2 * pad), values, strict=True
        )
    ]
    end = [point for point in points if point][-1]
    return {"width": width, "height": height, "path": line_path(points), "x": end[0], "y": end[1]}
