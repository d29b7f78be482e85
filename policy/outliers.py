"""Graders whose grades lie far from those of all others: a question to ask, never a ranking."""

from collections.abc import Mapping
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
    together: dict[int, int] = {}
    for counts in by_grader.values():
        for points, number in counts.items():
            together[points] = together.get(points, 0) + number
    found = {}
    for grader, counts in by_grader.items():
        others = {points: number - counts.get(points, 0) for points, number in together.items()}
        distance = standard_errors_apart(counts, others)
        if distance is not None and abs(distance) > FAR:
            found[grader] = Far(higher=distance > 0, grades=sum(counts.values()))
    return found


def standard_errors_apart(counts: Counts, others: Counts) -> float | None:
    """None where there is too little to tell, or nobody differs from anybody."""
    number, rest = sum(counts.values()), sum(others.values())
    if number < FEWEST_GRADES or rest < FEWEST_GRADES:
        return None
    mean, spread = mean_and_variance(counts)
    mean_of_rest, spread_of_rest = mean_and_variance(others)
    # The spread of all stands in for a grader who always gives the same grade.
    error = sqrt(max(spread, spread_of_rest) / number + spread_of_rest / rest)
    return (mean - mean_of_rest) / error if error else None


def mean_and_variance(counts: Counts) -> tuple[float, float]:
    number = sum(counts.values())
    mean = sum(points * times for points, times in counts.items()) / number
    squares = sum(times * (points - mean) ** 2 for points, times in counts.items())
    return mean, squares / number
