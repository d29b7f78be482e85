"""From when a person is judged, and when they are left out of the figures (AMB-32 to AMB-46)."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from policy.absences import LongAbsence, long_absences
from policy.facts import Person
from policy.months import ONE_DAY, add_months
from policy.rulebook import Rulebook
from policy.rulebook.compliance import ExclusionReason


@dataclass(frozen=True, slots=True)
class Exclusion:
    """`until` is the last excluded day; None while it is not known."""

    reason: ExclusionReason
    start: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Clock:
    """How the clock stands on one day.

    `start`: the latest of joining, return, new post and the start of records. Every window begins
    there (AMB-33), and what was held before is not counted.
    `due_from`: the day from which due dates run: `start`, or the expected return of somebody who
    is away long-term; None where no due date can be given (AMB-45).
    """

    start: date
    due_from: date | None
    exclusion: Exclusion | None


class Clocks:
    """The clock of one person on any day, from what was known on `known_on`."""

    def __init__(self, person: Person, known_on: date, book: Rulebook) -> None:
        self.absences = long_absences(person.absences, known_on, book)
        self._unreported = _unreported(person, book)
        self._starts = _starts(person, self.absences)
        self._exclusions = (
            *self._unreported,
            *(exclusion for long in self.absences for exclusion in _absence(long, book)),
            Exclusion(
                "new_starter",
                person.joined,
                add_months(person.joined, book.exclusions.new_starter_months),
            ),
            *_new_posts(person, book),
        )
        self._rank = {reason: rank for rank, reason in enumerate(book.exclusions.reasons)}

    def on(self, day: date) -> Clock:
        start = self._starts[max(bisect_right(self._starts, day) - 1, 0)]
        return Clock(start, self._due_from(start, day), self.exclusion_on(day))

    def exclusion_on(self, day: date) -> Exclusion | None:
        """The one that ends last, if any holds (AMB-43)."""
        holding = [exclusion for exclusion in self._exclusions if exclusion.holds_on(day)]
        if len(holding) < 2:
            return holding[0] if holding else None
        return max(holding, key=lambda e: (e.until or date.max, -self._rank[e.reason]))

    def latest_return(self, day: date) -> date | None:
        """The latest first day back from a long-term absence, however long ago."""
        returns = (long.back_on for long in self.absences if long.back_on and long.back_on <= day)
        return max(returns, default=None)

    def away_on(self, day: date) -> LongAbsence | None:
        return next((long for long in self.absences if long.holds_on(day)), None)

    def untested_since(self, day: date, months: int) -> date | None:
        """The last day on which so long a window was tested, or the first clock start.

        None while it is tested. Restarts can put it off for long, so it is shown (AMB-33).
        """
        since = self._starts[0]
        ends = [*self._starts[1:], date.max]
        for start, end in zip(self._starts, ends, strict=True):
            tested_from = add_months(start, months) + ONE_DAY
            if tested_from <= day < end:
                return None
            if tested_from < end <= day:
                since = end - ONE_DAY
        return since

    def _due_from(self, start: date, day: date) -> date | None:
        if any(exclusion.holds_on(day) for exclusion in self._unreported):
            return None
        away = self.away_on(day)
        return away.back_on if away else start


def _starts(person: Person, absences: tuple[LongAbsence, ...]) -> list[date]:
    starts = {person.joined}
    if person.records_start:
        starts.add(max(person.joined, person.records_start))
    starts.update(posting.start for posting in person.postings if posting.start > person.joined)
    starts.update(long.back_on for long in absences if long.back_on)
    return sorted(start for start in starts if start >= person.joined)


def _unreported(person: Person, book: Rulebook) -> list[Exclusion]:
    """Postings of a kind outside reporting, laid together where one follows the other."""
    spans: list[Exclusion] = []
    for posting in sorted(person.postings, key=lambda posting: posting.start):
        if book.employment_types[posting.employment_type].reported:
            continue
        start, last = posting.start, spans[-1] if spans else None
        if last and last.until and last.until + ONE_DAY == posting.start:
            start = spans.pop().start
        spans.append(Exclusion("employment_type", start, posting.end))
    return spans


def _absence(long: LongAbsence, book: Rulebook) -> list[Exclusion]:
    until = long.back_on - ONE_DAY if long.back_on else None
    exclusions = []
    if long.family_from:
        exclusions.append(Exclusion("maternity_adoption", long.family_from, until))
    if long.long_from:
        exclusions.append(Exclusion("long_term_absence", long.long_from, until))
    if long.back_on:
        last = add_months(long.back_on, book.exclusions.returner_months)
        exclusions.append(Exclusion("returner", long.back_on, last))
    return exclusions


def _new_posts(person: Person, book: Rulebook) -> list[Exclusion]:
    """A move into a category that is reported works like a new post (AMB-32)."""
    return [
        Exclusion(
            "position_change",
            posting.start,
            add_months(posting.start, book.exclusions.position_change_months),
        )
        for posting in person.postings
        if posting.start > person.joined and book.employment_types[posting.employment_type].reported
    ]
