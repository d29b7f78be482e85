"""How the PLRs of somebody end today: the last that was held, and the one to come."""

from dataclasses import dataclass
from random import Random

Writing = str  # of the self-assessment to come: "", "half" or "shared"


@dataclass(frozen=True)
class Ending:
    """Counted in working days from today. None: there was none, there is none yet.

    `cancelled`: how long ago a PLR should have been that was cancelled, and has no new date.
    """

    held: int | None = None
    finalised: int | None = None
    answered: int | None = None
    settled: int | None = None
    amended: int | None = None
    disagrees: bool = False
    cancelled: int | None = None
    planned: int | None = None
    writing: Writing = ""
    led_above: bool = False
    override: str = ""


ENDINGS = {
    "half_written": Ending(held=58, finalised=54, answered=50, planned=1, writing="half"),
    "starter_month_5": Ending(held=38, finalised=36, answered=33, planned=7),
    "twelve_reportees": Ending(held=52, finalised=50, answered=47, planned=10, writing="half"),
    "advisers": Ending(held=9, finalised=2, planned=46),
    "disagreement": Ending(held=90, finalised=86, answered=81, planned=22),
    "director": Ending(held=75, finalised=74, answered=70, planned=40),
    "hr": Ending(held=108, finalised=105, answered=102, planned=8, writing="half"),
    "under_director": Ending(held=119, finalised=117, answered=111, planned=3, writing="shared"),
    "mis": Ending(held=5, finalised=2),
    "officer": Ending(held=118, finalised=117, answered=115, planned=4, writing="half"),
    "system_admin": Ending(held=112, finalised=110, answered=108, planned=12),
    "shared": Ending(held=57, finalised=56, answered=53, planned=3, writing="shared"),
    "unwritten": Ending(held=12, planned=50),
    "unanswered": Ending(held=6, finalised=1),
    "disputed": Ending(held=18, finalised=11, answered=4, disagrees=True, planned=44),
    "overdue": Ending(held=79, finalised=77, answered=70),
    "cancelled": Ending(held=69, finalised=66, answered=64, cancelled=5),
    "considered": Ending(held=30, finalised=28, answered=22, planned=24),
    "self_regulating": Ending(held=41, finalised=40, answered=39, planned=19),
    "starter_week_3": Ending(planned=13),
    "back_from_maternity": Ending(held=252, finalised=250, answered=249, planned=12),
    "on_maternity": Ending(held=92, finalised=90, answered=88),
    "long_term_sick": Ending(held=64, finalised=61, answered=58, cancelled=9),
    "back_last_month": Ending(held=101, finalised=100, answered=98, planned=5, writing="shared"),
    "mover": Ending(held=21, finalised=18, answered=16, planned=21),
    "settled": Ending(held=34, finalised=30, answered=26, disagrees=True, settled=17, planned=26),
    "amended": Ending(held=27, finalised=24, answered=21, amended=12, planned=33),
    "overridden": Ending(held=8, finalised=5, answered=3, planned=54, override="up"),
    "safe_requires_improvement": Ending(held=15, finalised=12, answered=9, planned=8),
    "withdrawn": Ending(held=26, finalised=25, answered=21, planned=16),
    "leaving": Ending(held=33, finalised=31, answered=27),
    "no_manager": Ending(held=45, finalised=43, answered=40),
    "many_actions": Ending(held=47, finalised=45, answered=42, planned=13),
    "stand_in": Ending(held=59, finalised=55, answered=54, planned=4, led_above=True),
    "performance_matter": Ending(held=19, finalised=17, answered=11, planned=11, writing="half"),
}


def usual_ending(months: int, rng: Random) -> Ending:
    """Somewhere between two PLRs; the next is mostly planned, and here and there it is late."""
    interval = months * 21
    held = rng.randrange(2, int(interval * 1.04))
    finalised = max(0, held - rng.choice((0, 1, 1, 2, 3, 4, 6, 9, 14)))
    unwritten = held < 9 and rng.random() < 0.5
    answered = max(0, finalised - rng.choice((1, 1, 2, 3, 5, 8)))
    disagrees = rng.random() < 0.015 and finalised > 20
    left = max(1, interval - held + rng.randrange(-14, 6))
    is_planned = rng.random() < (0.94 if left < 15 else 0.7 if left < 40 else 0.45)
    writing = rng.choices(("shared", "half", ""), (5, 3, 3))[0] if left <= 7 else ""
    if 7 < left <= 12:
        writing = rng.choices(("shared", "half", ""), (2, 3, 6))[0]
    return Ending(
        held=held,
        finalised=None if unwritten else finalised,
        answered=answered if answered > 0 and not unwritten else None,
        settled=max(1, answered - 9) if disagrees else None,
        disagrees=disagrees,
        planned=left if is_planned else None,
        writing=writing if is_planned else "",
    )
