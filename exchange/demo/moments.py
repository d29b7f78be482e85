"""Times of a working day in London."""

from datetime import date, datetime, time
from random import Random

from policy.months import LONDON


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


def working_moment(day: date, rng: Random) -> datetime:
    return moment(day, rng.randrange(9, 17), rng.randrange(60))


def evening(day: date, rng: Random) -> datetime:
    return moment(day, rng.randrange(19, 22), rng.randrange(60))
