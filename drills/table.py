"""What the drill says: a line for each fault, and below it the same without its guard."""

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
