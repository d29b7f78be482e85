"""When people were away, as the register of absences has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from exchange.demo.days import days_before, working_day_before, working_days_from
from exchange.demo.staff import Member
from policy.calendar import working_day_after
from policy.months import ONE_DAY

SHORT_SPELLS_A_YEAR = 1.1
# (kind, days ago it began, days ago it ended; None: still away), the earliest first.
SITUATIONS: dict[str, tuple[tuple[str, int, int | None], ...]] = {
    "back_from_maternity": (("maternity", 345, 52), ("annual_leave", 51, 33)),
    "on_maternity": (("maternity", 118, None),),
    "long_term_sick": (("sickness", 44, None),),
    "back_last_month": (("sickness", 131, 31),),
}
LONG_SPELLS = (
    ("sickness", 24, 110, 0.05),
    ("maternity", 210, 320, 0.025),
    ("adoption", 150, 250, 0.004),
    ("other", 20, 60, 0.006),
)


@dataclass(frozen=True)
class Away:
    start: date
    kind: str
    end: date | None
    returned_on: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


def absences_of(member: Member, rng: Random, *, begin: date, today: date) -> list[Away]:
    """In order, with work between them but where leave follows leave."""
    if member.situation in SITUATIONS:
        return in_situation(member.situation, today)
    last = min(member.left or today, days_before(today, 12))
    day = max(begin, member.joined) + timedelta(days=rng.randrange(20, 300))
    found: list[Away] = []
    while day < last:
        away = spell(day, rng, LONG_SPELLS if not member.situation else ())
        if away.end is None or away.end >= last:
            break
        found.append(away)
        day = away.end + timedelta(days=20 + int(rng.expovariate(SHORT_SPELLS_A_YEAR / 365)))
    return found


def in_situation(situation: str, today: date) -> list[Away]:
    found = []
    for kind, began, ended in SITUATIONS[situation]:
        start = working_day_before(today, began)
        end = days_before(today, ended) if ended else None
        if found:
            start = (found[-1].end or start) + ONE_DAY
        found.append(Away(start, kind, end))
    last = found[-1]
    if last.end:
        found[-1] = Away(last.start, last.kind, last.end, working_day_after(last.end))
    return found


def spell(day: date, rng: Random, long_spells: Sequence[tuple[str, int, int, float]]) -> Away:
    """Mostly a few days; now and then months."""
    start = working_days_from(day, 1)
    for kind, shortest, longest, chance in long_spells:
        if rng.random() < chance / SHORT_SPELLS_A_YEAR:
            end = start + timedelta(days=rng.randrange(shortest, longest))
            return Away(start, kind, end, working_day_after(end))
    kind = "sickness" if rng.random() < 0.8 else "other"
    return Away(start, kind, working_days_from(start, rng.choice((0, 0, 1, 1, 2, 3, 4, 6))))
