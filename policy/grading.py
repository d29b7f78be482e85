"""The proposed overall grade and how it came about (P22-2.15a, AMB-53), and overriding it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policy.rulebook import Rulebook
from policy.rulebook.judging import GradeLimit
from policy.wording import decimal, listed, sentence


@dataclass(frozen=True)
class GradeProposal:
    """`standards` and `qai` are the inputs, to be frozen with a finalised record.

    `working` says every step in words. `limits` are the keys of those which decided.
    """

    grade: str
    standards_mean: Fraction
    qai_mean: Fraction | None
    points: Fraction
    limits: tuple[str, ...]
    standards: tuple[tuple[str, str], ...]
    qai: tuple[str, ...]
    working: tuple[str, ...]


@dataclass(frozen=True)
class Override:
    """What it takes to record this grade in place of the proposed one (AMB-55)."""

    overrides: bool
    refused: str | None
    tell_managers_manager: bool


def propose(
    standards: Mapping[str, str], qai: Sequence[str], book: Rulebook
) -> GradeProposal | None:
    """From the manager's grades by standard and the QAI grades of the period (AMB-52, AMB-54).

    None while no standard is graded: there is nothing to propose (P22-2.4c).
    """
    if not standards:
        return None
    graded = tuple((key, standards[key]) for key in book.standards if key in standards)
    standards_mean = _mean([grade for _, grade in graded], book)
    qai_mean = _mean(qai, book) if qai else None
    points = standards_mean
    if qai_mean is not None:
        points = standards_mean * book.grading.standards_weight
        points += qai_mean * book.grading.qai_weight
    banded = _band(points, book)
    grade, limits = _limited(banded, graded, qai, book)
    return GradeProposal(
        grade=grade,
        standards_mean=standards_mean,
        qai_mean=qai_mean,
        points=points,
        limits=tuple(limit.key for limit in limits),
        standards=graded,
        qai=tuple(qai),
        working=(
            _standards_words(graded, standards_mean, book),
            _qai_words(qai, qai_mean, book),
            _points_words(points, banded, qai_mean, book),
            *(limit.sentence for limit in limits),
            f"Proposed: {book.grades[grade].title.lower()}.",
        ),
    )


def check_override(
    proposal: GradeProposal, recorded: str, evidence: str, book: Rulebook
) -> Override:
    """A manager may go up or down, with the evidence in writing (P22-2.15b)."""
    overrides = recorded != proposal.grade
    blank = overrides and not evidence.strip()
    lowest = min(book.grades.values(), key=lambda grade: grade.points).key
    safe_decides = any(
        limit.standard and limit.key in proposal.limits and limit.at_most == lowest
        for limit in book.grading.limits
    )
    return Override(
        overrides=overrides,
        refused="Enter the evidence for a grade other than the proposed one" if blank else None,
        tell_managers_manager=overrides and safe_decides,
    )


def _mean(grades: Sequence[str], book: Rulebook) -> Fraction:
    return Fraction(sum(book.grades[grade].points for grade in grades), len(grades))


def _band(points: Fraction, book: Rulebook) -> str:
    """The best grade whose band the points reach. A half goes up."""
    reached = [key for key in book.grades if points >= book.grading.bands[key]]
    return reached[0]


def _limited(
    grade: str, standards: Sequence[tuple[str, str]], qai: Sequence[str], book: Rulebook
) -> tuple[str, list[GradeLimit]]:
    """The grade after the limits, and those that changed it. One on a standard is always named."""
    decided: list[GradeLimit] = []
    for limit in book.grading.limits:
        inputs = [given for key, given in standards if limit.standard in (None, key)]
        if limit.standard is None:
            inputs.extend(qai)
        if limit.trigger not in inputs:
            continue
        lowers = book.grades[grade].points > book.grades[limit.at_most].points
        if lowers or limit.standard:
            decided.append(limit)
        if lowers:
            grade = limit.at_most
    return grade, decided


def _standards_words(graded: Sequence[tuple[str, str]], mean: Fraction, book: Rulebook) -> str:
    named = [f"{book.standards[key].title} {_grade_words(grade, book)}" for key, grade in graded]
    return sentence(f"Standards: {listed(named)}; on average {decimal(mean)}")


def _qai_words(qai: Sequence[str], mean: Fraction | None, book: Rulebook) -> str:
    if mean is None:
        return "Quality assurance: none in the period, so the standards decide alone."
    named = [_grade_words(grade, book) for grade in qai]
    return sentence(f"Quality assurance: {listed(named)}; on average {decimal(mean)}")


def _points_words(points: Fraction, banded: str, qai_mean: Fraction | None, book: Rulebook) -> str:
    least = decimal(book.grading.bands[banded])
    title = book.grades[banded].title.lower()
    together = "Together" if qai_mean is not None else "That is"
    return f"{together} {decimal(points)} points: {least} or more is {title}."


def _grade_words(grade: str, book: Rulebook) -> str:
    return f"{book.grades[grade].title.lower()} ({book.grades[grade].points})"
