"""Whether numbers of months, days and records are such that anybody could work by them."""

from policy.rulebook.book import Rulebook
from policy.rulebook.compliance import ColumnRule
from policy.rulebook.places import Place

MOST_MONTHS, MOST_DAYS, MOST_RECORDS, MOST_MEASURES = 120, 366, 120, 30
FORMATS = 2
# Of a record that is opened outside the line, and of a subject access request.
LEAST_REASON, MOST_MINUTES, MOST_MONTHS_TO_ANSWER = 20, 60, 3


def check_lengths(book: Rulebook, place: Place) -> None:
    """Raises RulebookError for the first that is out of reach."""
    if len(book.measures) > MOST_MEASURES:
        raise (place / "measures").error(
            f"{len(book.measures)} are too many to judge by", f"Keep {MOST_MEASURES} at most"
        )
    for key, measure in book.measures.items():
        here = place / "measures" / key
        if measure.starter_months is not None:
            _between(measure.starter_months, 1, MOST_MONTHS, here / "starter_months")
        for number, rule in enumerate(measure.rules, start=1):
            if not rule.roles and not rule.groups:
                raise (here / "rules" / number).error("is for nobody", "Name roles or groups")
            for name, column in rule.columns.items():
                _column(column, here / "rules" / number / "columns" / name)
    for key, duty in book.duties.items():
        _between(duty.months, 1, MOST_MONTHS, place / "duties" / key / "months")
    _between(book.windows.grace_days, 0, MOST_DAYS, place / "windows" / "grace_days")
    _exclusions(book, place / "exclusions")
    _disclosure(book, place / "disclosure")


def _column(column: ColumnRule, place: Place) -> None:
    _between(column.months, 1, MOST_MONTHS, place / "months")
    _between(column.required, 1, MOST_RECORDS, place / "required")
    if column.at_most_of_each is not None and FORMATS * column.at_most_of_each < column.required:
        raise (place / "at_most_of_each").error(
            f"{column.required} can never count, at {column.at_most_of_each} of each format",
            "Raise it or ask for fewer",
        )


def _exclusions(book: Rulebook, place: Place) -> None:
    exclusions = book.exclusions
    _between(exclusions.long_absence_days, 1, MOST_DAYS, place / "long_absence_days")
    for name in (
        "returner_months",
        "new_starter_months",
        "position_change_months",
        "advise_after_months",
        "advise_untested_months",
    ):
        _between(getattr(exclusions, name), 0, MOST_MONTHS, place / name)


def _disclosure(book: Rulebook, place: Place) -> None:
    rules = book.disclosure
    _between(rules.least_reason, LEAST_REASON, MOST_DAYS, place / "least_reason")
    _between(rules.break_glass_minutes, 1, MOST_MINUTES, place / "break_glass_minutes")
    for name in ("most_days_untold", "copy_days"):
        _between(getattr(rules, name), 1, MOST_DAYS, place / name)
    for name in ("answer_months", "more_months_if_complex"):
        _between(getattr(rules, name), 1, MOST_MONTHS_TO_ANSWER, place / name)


def _between(number: int, least: int, most: int, place: Place) -> None:
    if not least <= number <= most:
        raise place.error(f"{number} is out of reach", f"Write a number from {least} to {most}")
