"""What puts a measure right, and by when, in one sentence."""

from policy.judge import Judgement
from policy.measures import Measure
from policy.rulebook.compliance import MeasureEntry
from policy.wording import counted, listed, sentence, spoken


def cure(judgement: Judgement, key: str) -> str:
    measure = judgement.measures[key]
    entry = judgement.history.book.measures.get(key)
    if entry:
        return _window(measure, entry)
    if key == "return_plr":
        return _return_plr(measure)
    return _coverage(judgement, measure)


def missing(measure: Measure) -> int:
    """How many more, on record today, put a late measure right."""
    late = [column for column in measure.deciding if column.status == "non_compliant"]
    return max((column.required - column.counted for column in late), default=1)


def _window(measure: Measure, entry: MeasureEntry) -> str:
    if measure.status == "non_compliant":
        return sentence(f"{_needed(measure, entry)}, on record as soon as you can")
    if measure.next_due is None:
        return "Nothing is expected until the day of return is known."
    return sentence(f"{_more(_next(measure), entry)}, finalised, by {spoken(measure.next_due)}")


def _next(measure: Measure) -> int:
    """How many the next due date asks for: more than one only while a first window fills."""
    column = measure.columns[0]
    short = column.required - column.counted if column.due == measure.next_due else 1
    return max(short, 1)


def _more(number: int, entry: MeasureEntry) -> str:
    return counted(number, f"more {entry.thing}", f"more {entry.things}")


def _needed(measure: Measure, entry: MeasureEntry) -> str:
    needed = _more(missing(measure), entry)
    mixed = any(c.at_most_of_each and c.status == "non_compliant" for c in measure.deciding)
    return f"{needed}, of a format that still counts" if mixed else needed


def _return_plr(measure: Measure) -> str:
    if measure.status == "non_compliant":
        return "It stays missed. Hold the next PLR soon all the same."
    if measure.next_due is None:
        return "Nothing is needed."
    return f"A PLR, finalised, by {spoken(measure.next_due)}."


def _coverage(judgement: Judgement, measure: Measure) -> str:
    if not measure.missing:
        return "Nothing is needed now."
    standards = judgement.history.book.standards
    titles = [standards[key].title for key in measure.missing]
    return f"Grade {listed(titles)} in the next PLR."
