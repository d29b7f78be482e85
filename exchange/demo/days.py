"""Working days about a day, and the random streams of one organisation."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from policy.calendar import is_working_day, working_day_on_or_before
from policy.months import ONE_DAY


def stream(seed: int, *names: object) -> Random:
    """Random numbers that depend on nothing but the seed and the names."""
    return Random(":".join(str(name) for name in (seed, *names)))


def days_before(day: date, number: int) -> date:
    return day - timedelta(days=number)


def working_days_from(day: date, number: int) -> date:
    """The working day so many working days later, or earlier with a negative number."""
    step = ONE_DAY if number >= 0 else -ONE_DAY
    for _ in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_day_before(day: date, number: int) -> date:
    """So many days earlier; the working day on or before that."""
    return working_day_on_or_before(days_before(day, number))


def one_of(rng: Random, weighted: Sequence[tuple[int, float]]) -> int:
    """A number drawn by its weight."""
    numbers, weights = zip(*weighted, strict=True)
    return rng.choices(numbers, weights)[0]
