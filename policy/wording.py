"""How dates and numbers are said in sentences for people."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def counted(number: int, thing: str, things: str | None = None) -> str:
    """'one PLR', 'two PLRs', 'no PLR'."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {thing if number <= 1 else things or thing + 's'}"


def listed(items: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def decimal(number: Fraction) -> str:
    """Two decimals, marked as rounded if they are: '2.5', 'about 2.92'."""
    rounded = Fraction(round(number * 100), 100)
    text = f"{float(rounded):g}"
    return text if rounded == number else f"about {text}"


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    return text[:1].upper() + text[1:].removesuffix(".") + "."
