"""Full dates in running text, in the ways that British writers give them."""

import re
from collections.abc import Iterator
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|['’]?\d{2})"
_WORDS = (
    re.compile(rf"\b{_DAY} {{0,2}}(?:of )?{_MONTH}\.?,? {{0,2}}{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\.? {{1,2}}{_DAY},? {{1,2}}{_YEAR}\b", re.IGNORECASE),
)
_NUMBERS = (
    re.compile(
        r"(?<![\d/.-])(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})(?!\d)"
    ),
    re.compile(r"(?<![\d/.-])(?P<year>\d{4})([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"),
)
# A year of two digits is of this century up to here.
_LAST_OF_THIS_CENTURY = 49


def dates_in(text: str) -> Iterator[tuple[tuple[int, int], date | None]]:
    """Each place that reads like a full date, with the date if there is such a day."""
    for pattern in (*_WORDS, *_NUMBERS):
        for match in pattern.finditer(text):
            yield match.span(), _day(match)


def _day(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    try:
        number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
        return date(_year(match["year"]), number, int(match["day"]))
    except ValueError:
        return None


def _year(written: str) -> int:
    year = int(written.strip("'’"))
    if year >= 100:
        return year
    return year + (2000 if year <= _LAST_OF_THIS_CENTURY else 1900)
