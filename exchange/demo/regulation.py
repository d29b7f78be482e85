"""Decisions on self-regulation, as the graded pieces of work call for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from exchange.demo.days import working_days_from
from exchange.demo.grades import POINTS
from exchange.demo.pieces import Piece
from exchange.demo.reviews import Review
from exchange.demo.situations import FCA
from exchange.demo.staff import Member

GOOD, MET = POINTS["good"], POINTS["met"]
COUNTING_TOOLS = ("", "full")
UNDECIDED = "considered"


@dataclass(frozen=True)
class Decision:
    day: date
    outcome: str
    by: str
    recorded_in: str
    recorded_on: date | None


@dataclass
class Regulating:
    member: Member
    pieces: Sequence[Piece]
    reviews: Sequence[Review]
    rng: Random
    today: date
    approved: bool = False
    withdrawn: bool = False
    run: int = 0
    met_in_a_row: int = 0


def decisions_of(regulating: Regulating) -> list[Decision]:
    """In order of day, one a day at most."""
    if regulating.member.post.role != FCA:
        return []
    found: dict[date, Decision] = {}
    works = [(piece.day, 0, piece) for piece in regulating.pieces if piece.finalised_on]
    held = [(review.day, 1, review) for review in regulating.reviews if review.is_final]
    for _, _, event in sorted([*works, *held], key=lambda entry: entry[:2]):
        for decision in decide(regulating, event):
            found.setdefault(decision.day, decision)
    return [found[day] for day in sorted(found)]


def decide(regulating: Regulating, event: Piece | Review) -> Iterator[Decision]:
    if isinstance(event, Review):
        needed = 2 if regulating.withdrawn else 3
        if not regulating.approved and regulating.run >= needed and regulating.rng.random() < 0.8:
            yield made(regulating, event.day, "approved", event.led_by, "plr", event.finalised_on)
    elif calls_for_consideration(regulating, event) and regulating.approved:
        yield from considered(regulating, event)


def calls_for_consideration(regulating: Regulating, piece: Piece) -> bool:
    """One requires improvement, or two met in a row; good ones are counted."""
    points = POINTS[piece.grade]
    if points >= GOOD:
        if piece.tool in COUNTING_TOOLS:
            regulating.run += 1
            regulating.met_in_a_row = 0
        return False
    regulating.run = 0
    regulating.met_in_a_row = regulating.met_in_a_row + 1 if points == MET else 0
    return points < MET or regulating.met_in_a_row == 2


def considered(regulating: Regulating, piece: Piece) -> Iterator[Decision]:
    """Within two weeks, in a meeting of its own; one situation waits for it still."""
    day = working_days_from(piece.day, regulating.rng.randrange(3, 9))
    is_open = regulating.member.situation == UNDECIDED and (regulating.today - piece.day).days < 14
    by = regulating.member.manager_on(day)
    if day <= regulating.today and by and not is_open:
        gone = regulating.member.situation == "withdrawn" or regulating.rng.random() < 0.25
        outcome = "withdrawn" if gone else "kept"
        yield made(regulating, day, outcome, by, "general_meeting", day)


def made(
    regulating: Regulating,
    day: date,
    outcome: str,
    by: str,
    recorded_in: str,
    recorded_on: date | None,
) -> Decision:
    regulating.run = regulating.met_in_a_row = 0
    regulating.approved, regulating.withdrawn = outcome != "withdrawn", outcome == "withdrawn"
    return Decision(day, outcome, by, recorded_in, recorded_on)
