"""Why a measure stands as it does, in sentences, with the records that counted and did not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from policy.clock import Clock, Exclusion
from policy.counting import NOT_FINALISED, Event
from policy.measures import Measure
from policy.months import ONE_DAY, add_months
from policy.rulebook import Rulebook
from policy.rulebook.compliance import MeasureEntry
from policy.windows import Column
from policy.wording import counted, listed, spoken

# How far back records are named that count no longer.
EXPLAINED_MONTHS = 24


class Named(NamedTuple):
    """A record by its type and date, and why it counted or was left out."""

    type: str
    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """`events`: what is on record and bears on the measure."""

    measure: Measure
    events: Sequence[Event]
    clock: Clock
    as_of: date
    book: Rulebook

    @property
    def why(self) -> str:
        entry = self.book.measures.get(self.measure.key)
        if entry:
            return self._window_sentence(entry)
        if self.measure.key == "return_plr":
            return self._return_sentence()
        return self._coverage_sentence()

    @property
    def notes(self) -> tuple[str, ...]:
        """Columns that are not met and do not decide (AMB-02, AMB-24), a sentence each."""
        entry = self.book.measures.get(self.measure.key)
        return tuple(
            f"For information: {self._too_few(column, entry)}, since {_day_after(column.due)}."
            for column in self.measure.columns
            if entry and column.status == "non_compliant" and column not in self.measure.deciding
        )

    @property
    def counted(self) -> tuple[Named, ...]:
        return tuple(
            Named(event.type, event.on, f"counts until {spoken(self._last_day(event))}")
            for event in self._recent()
            if not event.left_out and self._counts(event)
        )

    @property
    def left_out(self) -> tuple[Named, ...]:
        return tuple(
            Named(event.type, event.on, event.left_out or self._no_longer(event))
            for event in self._recent()
            if event.left_out or not self._counts(event)
        )

    def _recent(self) -> list[Event]:
        return [
            event
            for event in self.events
            if event.on <= self.as_of <= add_months(event.on, EXPLAINED_MONTHS)
        ]

    @property
    def _months(self) -> int:
        if self.measure.columns:
            return self.measure.columns[-1].months
        return self.book.duties[self.measure.key].months

    def _last_day(self, event: Event) -> date:
        return add_months(event.on, self._months)

    def _counts(self, event: Event) -> bool:
        since = self.clock.due_from or self.clock.start
        return event.on >= since and self.as_of <= self._last_day(event)

    def _no_longer(self, event: Event) -> str:
        if self.as_of > self._last_day(event):
            return f"counted until {spoken(self._last_day(event))}"
        return f"before {spoken(self.clock.start)}, from which day time counts"

    def _window_sentence(self, entry: MeasureEntry) -> str:
        status, due = self.measure.status, self.measure.next_due
        if self.clock.exclusion:
            return self._excluded_sentence(self.clock.exclusion, entry)
        if status == "not_applicable":
            since = f"Not tested yet, as time counts from {spoken(self.clock.start)}"
            return f"{since}: {self._first(entry)} due by {_day(due)}."
        if status == "compliant":
            return f"Up to date, with {self._done(entry)}; the next is due by {_day(due)}."
        return f"{self._missed(entry)}{self._draft()}."

    def _excluded_sentence(self, exclusion: Exclusion, entry: MeasureEntry) -> str:
        until = f" to {spoken(exclusion.until)}" if exclusion.until else ""
        because = self.book.exclusions.reasons[exclusion.reason].because
        sentence = f"Left out of the figures from {spoken(exclusion.start)}{until}: {because}"
        if self.measure.next_due is None:
            return f"{sentence}."
        return f"{sentence}; the next {entry.thing} is due by {_day(self.measure.next_due)}."

    def _first(self, entry: MeasureEntry) -> str:
        column = self.measure.columns[0]
        number = column.required if column.due == self.measure.next_due else 1
        return f"{counted(number, entry.thing, entry.things)} {'is' if number == 1 else 'are'}"

    def _done(self, entry: MeasureEntry) -> str:
        tested = self.measure.deciding
        if not tested:
            return f"the first {entry.thing} done"
        number = counted(tested[-1].counted, entry.thing, entry.things)
        return f"{number} in the last {tested[-1].months} months"

    def _missed(self, entry: MeasureEntry) -> str:
        missed = [column for column in self.measure.deciding if column.status == "non_compliant"]
        if not missed:
            return f"Overdue since {_day_after(self.measure.next_due)}: the first {entry.thing}"
        parts = [self._too_few(column, entry) for column in missed]
        return f"Overdue since {_day_after(missed[0].due)}: {', and '.join(parts)}"

    def _too_few(self, column: Column, entry: MeasureEntry) -> str:
        number = counted(column.counted, entry.thing, entry.things)
        needed = counted(column.required, "is", "are")
        return f"{number} in the last {column.months} months, where {needed} needed{_mix(column)}"

    def _draft(self) -> str:
        """What was held and waits to be finalised, so that the cause is plain (AMB-14)."""
        waiting = [e.on for e in self._recent() if e.left_out == NOT_FINALISED and self._counts(e)]
        if not waiting:
            return ""
        return f"; a PLR was held on {spoken(max(waiting))}, but its record is not finalised"

    def _return_sentence(self) -> str:
        due, status = self.measure.next_due, self.measure.status
        if status == "compliant":
            return "A PLR was held within three months of the return to work."
        if due is None:
            return "There was no return from a long-term absence to hold a PLR for."
        if status == "non_compliant":
            return f"No PLR was held within three months of the return, by {spoken(due)}."
        return f"After the return to work a PLR is due by {spoken(due)}."

    def _coverage_sentence(self) -> str:
        if not self.measure.missing:
            return "All service standards were assessed in the last 12 months."
        titles = [self.book.standards[key].title for key in self.measure.missing]
        return f"Not assessed in the last 12 months: {listed(titles)}."


def _mix(column: Column) -> str:
    most = column.at_most_of_each
    return f" and {counted(most, 'counts', 'count')} at most of each format" if most else ""


def _day(day: date | None) -> str:
    return spoken(day) if day else "a date not known"


def _day_after(day: date | None) -> str:
    return _day(day + ONE_DAY if day else None)
