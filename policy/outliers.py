"""Graders whose grades lie far from those of all others: a question to ask, never a ranking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

FEWEST_GRADES = 12
FAR = 3.0

Counts = Mapping[int, int]  # how often each number of points was given


@dataclass(frozen=True, slots=True)
class Far:
    """`higher`: than the others. `grades`: how many the grader gave."""

    higher: bool
    grades: int


def far_from_others(by_grader: Mapping[int, Counts]) -> dict[int, Far]:
    """Those whose mean differs from the mean of the others by more than chance explains.

    Three standard errors, of at least a dozen grades. Nobody is put in an order.
    """
    together = add_up(by_grader.values())
    found = {}
    for grader, counts in by_grader.items():
        distance = standard_errors_apart(counts, together)
        if distance is not None and abs(distance) > FAR:
            found[grader] = Far(higher=distance > 0, grades=sum(counts.values()))
    return found


def add_up(several: Iterable[Counts]) -> dict[int, int]:
    together: dict[int, int] = {}
    for counts in several:
        for points, number in counts.items():
            together[points] = together.get(points, 0) + number
    return together


def standard_errors_apart(counts: Counts, together: Counts) -> float | None:
    """None where there is too little to tell, or all grades are the same."""
    others = {points: number - counts.get(points, 0) for points, number in together.items()}
    number, rest = sum(counts.values()), sum(others.values())
    if number < FEWEST_GRADES or rest < FEWEST_GRADES:
        return None
    mean_of_all = mean(together)
    squares = sum(times * (points - mean_of_all) ** 2 for points, times in together.items())
    error = sqrt(squares / (number + rest) * (1 / number + 1 / rest))
    return (mean(counts) - mean(others)) / error if error else None


def mean(counts: Counts) -> float:
    return sum(points * times for points, times in counts.items()) / sum(counts.values())
