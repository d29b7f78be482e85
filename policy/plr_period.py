"""Which quality assurance feeds the grade proposed in a PLR (AMB-52, AMB-54)."""

from collections.abc import Collection, Iterator
from datetime import date

from policy.facts import Person, Plr
from policy.grading import GradeProposal, propose
from policy.rulebook import Rulebook


def latest_held(person: Person, as_of: date) -> Plr | None:
    """The last PLR that was held by that day, finalised or not. Of two on one day, the fuller."""
    held = [p for p in person.plrs if p.held_on <= as_of and p.status in ("held", "finalised")]
    return max(held, key=_fullest, default=None)


def _fullest(plr: Plr) -> tuple[date, str, int, list[tuple[str, str]]]:
    standards = sorted((key, grade or "") for key, grade in plr.standards.items())
    return plr.held_on, plr.status, len(standards), standards


def belongs(
    completed_on: date,
    finalised_on: date,
    *,
    held_on: date,
    closed_on: date,
    earlier: Collection[tuple[date, date]],
    clock_start: date,
) -> bool:
    """Whether a piece of work belongs to the period of the PLR held and closed on these days.

    The period runs from the day after the PLR before, or from the clock start if there is none.
    What was completed then but finalised only after that PLR was closed goes into the next one.
    `earlier`: the days on which the PLRs before were held and closed.
    """
    if completed_on > held_on or finalised_on > closed_on:
        return False
    if not earlier:
        return completed_on >= clock_start
    return not any(completed_on <= held and finalised_on <= closed for held, closed in earlier)


def qai_grades(person: Person, plr: Plr, *, clock_start: date, known_on: date) -> tuple[str, ...]:
    """The QAI grades of the period of that PLR, in order of completion."""
    closed_on = _closed_on(plr, known_on)
    earlier = [
        (other.held_on, other.finalised_on)
        for other in person.plrs
        if other.status == "finalised"
        and other.finalised_on is not None
        and other.finalised_on <= known_on
        and other.held_on < plr.held_on
    ]
    used = sorted(
        (completed_on, grade)
        for completed_on, finalised_on, grade in _graded(person)
        if belongs(
            completed_on,
            finalised_on,
            held_on=plr.held_on,
            closed_on=closed_on,
            earlier=earlier,
            clock_start=clock_start,
        )
    )
    return tuple(grade for _, grade in used)


def propose_for(
    person: Person, plr: Plr, *, clock_start: date, known_on: date, book: Rulebook
) -> GradeProposal | None:
    """The overall grade for the period of that PLR. None without a graded standard."""
    graded = {key: grade for key, grade in plr.standards.items() if grade is not None}
    qai = qai_grades(person, plr, clock_start=clock_start, known_on=known_on)
    return propose(graded, qai, book)


def _closed_on(plr: Plr, known_on: date) -> date:
    finalised = plr.status == "finalised" and plr.finalised_on is not None
    return min(plr.finalised_on or known_on, known_on) if finalised else known_on


def _graded(person: Person) -> Iterator[tuple[date, date, str]]:
    for audit in person.audits:
        if audit.finalised_on and audit.grade:
            yield audit.completed_on, audit.finalised_on, audit.grade
    for observation in person.observations:
        if observation.finalised_on and observation.grade:
            yield observation.observed_on, observation.finalised_on, observation.grade
