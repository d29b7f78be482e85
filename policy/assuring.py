"""Who owes a sample or an audit of audits, by when, and why not (AMB-64)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policy.months import ONE_DAY, Span, add_months
from policy.periods import Period
from policy.wording import spoken

Status = Literal["done", "due", "late", "not_owed"]


@dataclass(frozen=True, slots=True)
class Owing:
    """Facts of one who may owe a task: the days in the post, the days away for long.

    `nothing_there`: on the day on which one looked, there was nothing to draw from.
    """

    held: Sequence[Span]
    away: Sequence[Span] = ()
    nothing_there: bool = False


ALWAYS = Owing(held=(Span(date.min),))


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of one period. `by`: its last day."""

    period: Period
    status: Status
    why: str
    done_on: date | None = None

    @property
    def by(self) -> date:
        return self.period.end

    @property
    def was_late(self) -> bool:
        return self.done_on is not None and self.done_on > self.by


def duty(
    owing: Owing, period: Period, *, done_on: date | None, on: date, least_months: int
) -> Duty:
    """What is done counts, whoever owed it; then come the reasons why nothing is owed."""
    if done_on:
        late = ", after the last day" if done_on > period.end else ""
        return Duty(period, "done", f"Done on {spoken(done_on)}{late}.", done_on)
    if reason := why_not_owed(owing, period, on=on, least_months=least_months):
        return Duty(period, "not_owed", reason)
    if on > period.end:
        return Duty(period, "late", f"It was due by {spoken(period.end)}.")
    return Duty(period, "due", f"Due by {spoken(period.end)}.")


def why_not_owed(owing: Owing, period: Period, *, on: date, least_months: int) -> str:
    """Blank where it is owed."""
    held = [span for span in owing.held if touches(span, period)]
    if not held:
        return "Not in this post at the time."
    began = min(span.start for span in held)
    if began > period.start and add_months(began, least_months) - ONE_DAY > period.end:
        return f"Began on {spoken(began)}: too little of the {period.kind} was left."
    last = max(span.end or date.max for span in held)
    if last < min(on, period.end):
        return f"Left the post on {spoken(last)}."
    if is_away_throughout(owing.away, max(began, period.start), min(last, period.end)):
        return "Away for all of the time."
    if owing.nothing_there and on > period.end:
        return "There was nothing to draw from."
    return ""


def touches(span: Span, period: Period) -> bool:
    return span.start <= period.end and (span.end is None or span.end >= period.start)


def is_away_throughout(away: Sequence[Span], first: date, last: date) -> bool:
    return any(span.start <= first and (span.end is None or span.end >= last) for span in away)
