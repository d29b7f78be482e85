"""Percentiles and lines of a table. Pure."""

from collections.abc import Sequence
from math import ceil


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that this share of them does not pass; 0 of none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * share) - 1)]


def row(name: str, cells: Sequence[float | int | str], *, width: int = 34) -> str:
    return f"{name:{width}}" + "".join(f"{shown(cell):>10}" for cell in cells)


def shown(cell: float | int | str) -> str:
    """Milliseconds and seconds with one place, numbers with commas."""
    if isinstance(cell, str):
        return cell
    return f"{cell:,.1f}" if isinstance(cell, float) else f"{cell:,}"
