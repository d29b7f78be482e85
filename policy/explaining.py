"""Why a measure stands as it does, in sentences, with the records that counted and did not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from policy.clock import Clock
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
            return " ".join(self._window_sentences(entry))
        if self.measure.key == "return_plr":
            return self._return_sentence()
        return self._coverage_sentence()

    @property
    def counted(self) -> tuple[Named, ...]:
        return tuple(
            Named(event.type, event.on, f"counts until {spoken(self._last_day(event))}")
            for event in self._recent()
            if event.left_out is None and self._counts(event)
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

    def _window_sentences(self, entry: MeasureEntry) -> Iterator[str]:
        if self.clock.exclusion:
            yield self._excluded_sentence()
        elif self.measure.status == "not_applicable":
            yield f"Not tested yet: time counts from {spoken(self.clock.start)}."
        elif self.measure.status == "compliant":
            yield f"Up to date: {self._needed(self._deciding(), entry)}."
        else:
            yield self._missed_sentence(entry)
        if self.measure.next_due and self.as_of <= self.measure.next_due:
            yield f"The next {entry.thing} is due by {spoken(self.measure.next_due)}."
        yield from self._further_sentences(entry)

    def _further_sentences(self, entry: MeasureEntry) -> Iterator[str]:
        for column in self.measure.columns[1:]:
            if column.status == "non_compliant" and column not in self._deciding():
                needed = self._needed([column], entry)
                yield f"For information, {needed}: not so since {self._since(column.due)}."
        for event in self.events:
            if event.left_out == NOT_FINALISED and self._counts(event) and event.on <= self.as_of:
                yield f"A PLR was held on {spoken(event.on)}, but its record is not finalised."

    def _deciding(self) -> list[Column]:
        """The shortest and the longest column that can be tested."""
        tested = [c for c in self.measure.columns if c.status in ("compliant", "non_compliant")]
        return tested if len(tested) < 2 else [tested[0], tested[-1]]

    def _needed(self, columns: Sequence[Column], entry: MeasureEntry) -> str:
        if not columns:
            return f"{counted(1, entry.thing)} was due in the first months"
        parts = [
            f"{counted(column.required, entry.thing, entry.things)} in any {column.months} months"
            for column in columns
        ]
        return f"{listed(parts)} {'is' if columns[0].required == 1 else 'are'} needed"

    def _missed_sentence(self, entry: MeasureEntry) -> str:
        missed = [column for column in self._deciding() if column.status == "non_compliant"]
        if not missed:
            return f"Overdue since {self._since(self.measure.next_due)}: the first {entry.thing}."
        parts = [
            f"{self._needed([column], entry)}, and {counted(column.counted, 'counts', 'count')}"
            f" since {self._since(column.due)}"
            for column in missed
        ]
        return f"Overdue: {'; '.join(parts)}."

    def _since(self, due: date | None) -> str:
        return spoken(due + ONE_DAY) if due else ""

    def _excluded_sentence(self) -> str:
        exclusion = self.clock.exclusion
        if exclusion is None:
            return ""
        until = f" until {spoken(exclusion.until)}" if exclusion.until else ""
        because = self.book.exclusions.reasons[exclusion.reason].because
        return f"Left out of the figures from {spoken(exclusion.start)}{until}: {because}."

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
