"""Where one person stands on one day: every measure, self-regulation and the proposed grade."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from policy import measures, self_regulation
from policy.clock import Clock, Clocks, Exclusion
from policy.counting import Record
from policy.explaining import Explanation
from policy.facts import Person, Plr, Posting
from policy.grading import GradeProposal
from policy.measures import Measure
from policy.plr_period import latest_held, propose_for
from policy.rulebook import Rulebook
from policy.windows import Status


class History:
    """What was known of one person on `known_on`, laid out once for judging any number of days."""

    def __init__(self, person: Person, known_on: date, book: Rulebook) -> None:
        self.person = person
        self.known_on = known_on
        self.book = book
        self.clocks = Clocks(person, known_on, book)
        self.record = Record(person, known_on, book)
        self._proposals: dict[date, GradeProposal | None] = {}

    def judge(self, as_of: date) -> "Judgement":
        posting = self.person.posting_on(as_of)
        clock = self.clocks.on(as_of)
        measured = self._measures(posting, clock, as_of) if posting else {}
        return Judgement(self, as_of, posting, clock, measured)

    @cached_property
    def pieces_of_work(self) -> tuple[self_regulation.Piece, ...]:
        return self_regulation.pieces_of_work(self.person, self.known_on, self.book)

    def self_regulation(self, as_of: date) -> self_regulation.Standing:
        return self_regulation.judge(
            self.pieces_of_work,
            self.person.decisions,
            as_of=as_of,
            known_on=self.known_on,
            rules=self.book.self_regulation,
        )

    def proposal(self, plr: Plr) -> GradeProposal | None:
        if plr.held_on not in self._proposals:
            self._proposals[plr.held_on] = propose_for(
                self.person,
                plr,
                clock_start=self.clocks.on(plr.held_on).start,
                known_on=self.known_on,
                book=self.book,
            )
        return self._proposals[plr.held_on]

    def _measures(self, posting: Posting, clock: Clock, as_of: date) -> dict[str, Measure]:
        measured = {}
        for key, entry in self.book.measures.items():
            rule = self.book.measure_rule(key, posting.role, posting.case_holding)
            if rule:
                measured[key] = measures.window_measure(
                    entry,
                    rule,
                    self.record.events(entry.counts),
                    windows=self.book.windows,
                    clock=clock,
                    joined=self.person.joined,
                    as_of=as_of,
                )
        return measured | self._duties(clock, as_of)

    def _duties(self, clock: Clock, as_of: date) -> dict[str, Measure]:
        duties = self.book.duties
        return {
            "return_plr": measures.return_plr(
                duties["return_plr"],
                self.record.events("plr"),
                returned_on=self._returned_on(as_of),
                clock=clock,
                as_of=as_of,
            ),
            "standards_coverage": measures.standards_coverage(
                duties["standards_coverage"],
                self.record.assessed,
                clock=clock,
                as_of=as_of,
            ),
        }

    def _returned_on(self, as_of: date) -> date | None:
        """The latest return, or the expected one of somebody's first long absence.

        Time before the start of records is not judged (AMB-10).
        """
        away = self.clocks.away_on(as_of)
        returned_on = self.clocks.latest_return(as_of) or (away.back_on if away else None)
        records_start = self.person.records_start or date.min
        return returned_on if returned_on and returned_on >= records_start else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person on one day. `measures` has those that apply to the role and the two duties."""

    history: History
    as_of: date
    posting: Posting | None
    clock: Clock
    measures: Mapping[str, Measure]

    @property
    def exclusion(self) -> Exclusion | None:
        return self.clock.exclusion if self.posting else None

    @property
    def reported(self) -> bool:
        if self.posting is None:
            return False
        return self.history.book.employment_types[self.posting.employment_type].reported

    @property
    def headline(self) -> Status:
        """Non-compliant when any measure with windows is; duties and advice do not decide."""
        windows = self.history.book.measures
        found = {measure.status for key, measure in self.measures.items() if key in windows}
        order: tuple[Status, ...] = ("non_compliant", "excluded", "compliant")
        return next((status for status in order if status in found), "not_applicable")

    @property
    def self_regulation(self) -> self_regulation.Standing | None:
        """None for a role without delegated authority."""
        if self.posting is None or not self.history.book.roles[self.posting.role].self_regulation:
            return None
        return self.history.self_regulation(self.as_of)

    @property
    def latest_plr(self) -> Plr | None:
        return latest_held(self.history.person, self.as_of)

    @property
    def proposed_grade(self) -> GradeProposal | None:
        plr = self.latest_plr
        return self.history.proposal(plr) if plr else None

    def explain(self, key: str) -> Explanation:
        """Why the measure stands as it does, what counted for it, and what was left out."""
        entry = self.history.book.measures.get(key)
        events = self.history.record.events(entry.counts if entry else "plr").all
        return Explanation(self.measures[key], events, self.clock, self.as_of, self.history.book)


def judge(person: Person, as_of: date, known_on: date, book: Rulebook) -> Judgement:
    """One day of one person. To judge many days of one person, keep a History."""
    return History(person, known_on, book).judge(as_of)
