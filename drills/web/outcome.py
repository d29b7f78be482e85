"""What came of a fault under typing users, and whether it is allowed. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from crowd.ledger import Balance

NOT_FOR_LONG = 6.0


@dataclass(frozen=True)
class Outcome:
    """`refused`: a 503 that says when to come again. `broken`: any other error, or no answer.

    `slowest` of the answers and `recovered` after the fault, in seconds.
    """

    balance: Balance
    refused: int
    broken: int
    slowest: float
    recovered: float
    remark: str = ""


Judge = Callable[[Outcome], str]


def keeps_all(outcome: Outcome) -> str:
    """Whatever people saw, what was answered is there: why not, or nothing."""
    kept = outcome.balance
    if not kept.holds:
        return f"{kept.lost} lost, {kept.twice} twice, {len(kept.mangled)} mangled"
    return "" if kept.acknowledged else "nothing was saved at all"


def answers_clearly(outcome: Outcome) -> str:
    """Nobody sees an error that is none of theirs, nor waits for long."""
    if found := keeps_all(outcome):
        return found
    if outcome.broken:
        return f"{outcome.broken} errors without a clear page"
    if outcome.slowest > NOT_FOR_LONG:
        return f"somebody waited {outcome.slowest:.1f} s"
    return ""


def fails_nobody(outcome: Outcome) -> str:
    """Nobody notices anything."""
    if found := answers_clearly(outcome):
        return found
    return f"{outcome.refused} asked to come again" if outcome.refused else ""
