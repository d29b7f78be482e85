"""Piece by piece, what counted for self-regulation and why (AMB-56 to AMB-60, AMB-62)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policy.facts import Decision
from policy.rulebook import Rulebook
from policy.self_regulation import Piece, Standing, made_by, needed_for, run_of
from policy.wording import counted, sentence, spoken

Weight = Literal["counts", "broken", "against", "neutral", "spent"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """`counts`: in the run. `broken`: good, before a piece that ended the run."""

    piece: Piece
    weight: Weight
    why: str


def weigh(
    pieces: Sequence[Piece],
    decisions: Iterable[Decision],
    standing: Standing,
    *,
    as_of: date,
    known_on: date,
    book: Rulebook,
) -> list[Weighed]:
    """Every graded piece up to the day, earliest first."""
    made = made_by(decisions, as_of, known_on)
    known = [piece for piece in pieces if piece.on <= as_of]
    spent = [piece for piece in known if made and piece.on <= made[-1].decided_on]
    fresh = known[len(spent) :]
    counting = [piece for piece in fresh if not piece.neutral]
    in_run = counting[len(counting) - run_of(counting) :]
    return [
        *(_spent(piece, made[-1], standing) for piece in spent),
        *(_fresh(piece, in_run, standing, book) for piece in fresh),
    ]


def run_relied_on(weighed: Sequence[Weighed], number: int) -> list[Piece]:
    """The latest pieces of the run: those that a decision to approve rests on (AMB-59)."""
    return [one.piece for one in weighed if one.weight == "counts"][-number:]


def eligibility(standing: Standing, book: Rulebook) -> str:
    """Why the box is locked or not, in a sentence."""
    rules = book.self_regulation
    if standing.status == "approved":
        return "The box is ticked."
    needed = needed_for(standing.status, rules)
    what = "reconsidered" if standing.status != "not_approved" else "approved"
    run = counted(standing.consecutive_good, "good piece of work", "good pieces of work")
    since = "" if standing.status == "not_approved" else " since the last decision"
    if standing.eligible:
        return f"{sentence(f'{run} in a row{since}')} Self-regulation can be {what}."
    missing = counted(needed - standing.consecutive_good, "more is", "more are")
    return f"{sentence(f'{run} in a row{since}')} {sentence(f'{missing} needed')}"


def _spent(piece: Piece, last: Decision, standing: Standing) -> Weighed:
    if piece.on == standing.consideration_open_since:
        return Weighed(piece, "spent", "Called for the decision that is still to be made.")
    day = spoken(last.decided_on)
    return Weighed(piece, "spent", f"Spent: done by {day}, the day of the last decision.")


def _fresh(piece: Piece, in_run: Sequence[Piece], standing: Standing, book: Rulebook) -> Weighed:
    if piece.neutral:
        why = "Neutral: a piece with this tool can count against, never for."
        return Weighed(piece, "neutral", why)
    if piece in in_run:
        return Weighed(piece, "counts", f"Number {in_run.index(piece) + 1} in a row.")
    if piece.good:
        return Weighed(piece, "broken", "Good, before a piece that ended the run.")
    grade = book.grades[piece.grade].title.lower()
    if piece.on == standing.consideration_open_since:
        return Weighed(piece, "against", f"{_trigger(piece, book)}: consideration opened.")
    return Weighed(piece, "against", f"Graded {grade}: the run starts anew.")


def _trigger(piece: Piece, book: Rulebook) -> str:
    rules = book.self_regulation
    grade = book.grades[piece.grade].title.lower()
    if piece.grade == rules.consider_at_once:
        return f"One {grade}"
    return f"The second {grade} in a row"
