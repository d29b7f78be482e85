"""Whether an adviser may file and close alone, and when that is considered (AMB-56 to AMB-63)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

from policy.facts import Audit, Decision, Observation, Person
from policy.rulebook import Rulebook
from policy.rulebook.compliance import SelfRegulation

Approval = Literal["not_approved", "approved", "withdrawn", "suspended"]
_NO_TIME = datetime.min.replace(tzinfo=UTC)


class Piece(NamedTuple):
    """A graded piece of work. A neutral one counts neither for nor against (AMB-57)."""

    on: date
    grade: str
    good: bool
    neutral: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """`eligible`: the box may be ticked, or self-regulation reconsidered, now.

    `consideration_open_since`: the piece that called for a decision which is not made yet.
    `decision_record_due`: the day by which a decision has to be on record and is not.
    """

    status: Approval
    consecutive_good: int
    eligible: bool
    consideration_open_since: date | None
    decision_record_due: date | None


def pieces_of_work(person: Person, known_on: date, book: Rulebook) -> tuple[Piece, ...]:
    """Those that count for or against, in order of completion."""
    return tuple(piece for piece in graded_pieces(person, known_on, book) if not piece.neutral)


def graded_pieces(person: Person, known_on: date, book: Rulebook) -> tuple[Piece, ...]:
    """In order of completion; of two at one time the lower grade comes later (AMB-58).

    A good piece with a warning tool is neutral; pieces with other tools are none at all (AMB-57).
    """
    rules = book.self_regulation
    least = book.grades[rules.good].points
    work: list[tuple[date, datetime, int, Piece]] = []
    everything: tuple[Audit | Observation, ...] = (*person.audits, *person.observations)
    for done in everything:
        if done.grade is None or done.finalised_on is None or done.finalised_on > known_on:
            continue
        on, tool = _done(done)
        if tool is None or tool in (*rules.counting_tools, *rules.warning_tools):
            points = book.grades[done.grade].points
            good = points >= least
            piece = Piece(on, done.grade, good, good and tool in rules.warning_tools, done.key)
            work.append((on, done.recorded_at or _NO_TIME, -points, piece))
    return tuple(item[-1] for item in sorted(work))


def _done(done: Audit | Observation) -> tuple[date, str | None]:
    """The day, and the tool of an audit."""
    if isinstance(done, Audit):
        return done.completed_on, done.tool
    return done.observed_on, None


def judge(
    pieces: Sequence[Piece],
    decisions: Iterable[Decision],
    *,
    as_of: date,
    known_on: date,
    rules: SelfRegulation,
) -> Standing:
    """How it stands on a day. Grades dated on or before a decision are spent (AMB-60)."""
    made = made_by(decisions, as_of, known_on)
    last = made[-1] if made else None
    fresh = [p for p in pieces if p.on <= as_of and (last is None or p.on > last.decided_on)]
    status = _status(last)
    run = run_of(fresh)
    return Standing(
        status=status,
        consecutive_good=run,
        eligible=status != "approved" and run >= needed_for(status, rules),
        consideration_open_since=_open_since(status, made, fresh, pieces, rules),
        decision_record_due=_record_due(made, as_of, rules),
    )


def made_by(decisions: Iterable[Decision], as_of: date, known_on: date) -> list[Decision]:
    """The decisions up to a day, earliest first."""
    known = [
        decision
        for decision in decisions
        if decision.decided_on <= as_of
        and (decision.recorded_on is None or decision.recorded_on <= known_on)
    ]
    return sorted(known, key=lambda d: (d.decided_on, d.recorded_on or date.max))


def status_since(made: Sequence[Decision]) -> date | None:
    """From when the status is what it is: to keep approval begins nothing, unless suspended."""
    since, before = None, _status(None)
    for decision in made:
        if _status(decision) != before:
            since, before = decision.decided_on, _status(decision)
    return since


def _status(last: Decision | None) -> Approval:
    if last is None:
        return "not_approved"
    return "approved" if last.outcome == "kept" else last.outcome


def needed_for(status: Approval, rules: SelfRegulation) -> int:
    """How many good pieces in a row unlock the box, or reconsidering it (AMB-59, AMB-62)."""
    return rules.run_to_approve if status == "not_approved" else rules.run_to_reconsider


def run_of(pieces: Sequence[Piece]) -> int:
    """How many of the latest are good without a break."""
    number = 0
    for piece in reversed(pieces):
        if not piece.good:
            break
        number += 1
    return number


def _open_since(
    status: Approval,
    made: Sequence[Decision],
    fresh: Sequence[Piece],
    pieces: Sequence[Piece],
    rules: SelfRegulation,
) -> date | None:
    """A suspension is no decision yet: what was considered stays open (AMB-63)."""
    if status == "approved":
        return _trigger(fresh, rules)
    if status != "suspended":
        return None
    before = [decision for decision in made if decision.outcome != "suspended"]
    since = before[-1].decided_on if before else date.min
    suspended_on = next(d.decided_on for d in made if d.decided_on >= since and d not in before)
    weighed = [piece for piece in pieces if since < piece.on <= suspended_on]
    return _trigger(weighed, rules) or suspended_on


def _trigger(pieces: Sequence[Piece], rules: SelfRegulation) -> date | None:
    """The day of one requires improvement, or of the second met in a row."""
    in_a_row = 0
    for piece in pieces:
        in_a_row = in_a_row + 1 if piece.grade == rules.consider_in_a_row else 0
        if piece.grade == rules.consider_at_once or in_a_row == rules.in_a_row:
            return piece.on
    return None


def _record_due(made: Sequence[Decision], as_of: date, rules: SelfRegulation) -> date | None:
    """For decisions after consideration: an approval is on record by being ticked (AMB-61)."""
    for decision in made:
        unrecorded = decision.recorded_on is None or decision.recorded_on > as_of
        if unrecorded and decision.outcome != "approved":
            return decision.decided_on + timedelta(days=rules.record_within_days)
    return None
