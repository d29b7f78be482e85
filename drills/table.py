"""What the drill says: a line for each fault, and below it the same without its guard."""

from drills.results import Played
from drills.stage import Fault, Outcome

TITLE = 54
COLUMNS = ("expected", "sent", "lost", "too many", "unconfirmed", "seconds")


def heading() -> str:
    return f"{'fault':{TITLE}}" + "".join(f"{name:>13}" for name in COLUMNS)


def line(title: str, outcome: Outcome, verdict: str) -> str:
    numbers = (
        outcome.expected,
        outcome.sent,
        outcome.lost,
        outcome.too_many,
        outcome.unconfirmed,
    )
    cells = "".join(f"{number:13,}" for number in numbers)
    return f"{title:{TITLE}}{cells}{outcome.seconds:13.1f}  {verdict}"


def guarded(fault: Fault, outcome: Outcome) -> str:
    return line(fault.title, outcome, "held" if outcome.is_harmless else "BROKEN")


def control(fault: Fault, outcome: Outcome) -> str:
    """Without its guard the fault has to do harm, or the drill would show nothing."""
    verdict = "NO HARM: shows nothing" if outcome.is_harmless else "red, as it must be"
    return line(f"    without {fault.without}", outcome, verdict)


def result(fault: Fault, outcome: Outcome, harm: Outcome) -> Played:
    return Played(
        fault.name,
        fault.title,
        outcome.sent,
        outcome.lost,
        outcome.too_many,
        outcome.seconds,
        in_words(outcome),
        fault.without,
        in_words(harm),
        f"{outcome.unconfirmed} not confirmed" if outcome.unconfirmed else "",
    )


def in_words(outcome: Outcome) -> str:
    """Nothing where no harm was done."""
    return "" if outcome.is_harmless else f"{outcome.lost:,} lost, {outcome.too_many:,} too many"
