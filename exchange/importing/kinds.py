"""Kinds of value: each takes what the JSON says and returns a plain value, or raises Wrong."""

import re
from collections.abc import Callable, Container
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from govuk.text import cannot_be_stored, is_blank, tidy, tidy_name, turns_direction

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DAY_EXAMPLE = "write it as 2026-03-27"
EXCEL_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?E\+[0-9]+", re.IGNORECASE)
MOST_TEXT = 200_000

Kind = Callable[[Any], Any]


class Wrong(Exception):
    """Why a value cannot stand for its key, in plain words."""


def name(value: Any) -> str:
    """One line for people to read, at most 200 characters."""
    return one_line(value, 200)


def identifier(value: Any) -> str:
    """A staff number, a code, a reference: at most 40 characters, spaces around it dropped."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise Wrong("is a number: put it in quotes, with any zeros that it begins with")
    text = one_line(value, 40)
    if EXCEL_NUMBER.fullmatch(text):
        raise Wrong(f"{text} looks like a number that Excel changed: give it as it was")
    return text


def email(value: Any) -> str:
    """Lower case, so that one address is one person."""
    text = one_line(value, 254).lower()
    try:
        validate_email(text)
    except ValidationError:
        raise Wrong("is not an email address like name@example.org") from None
    return text


def text(value: Any) -> str:
    """Paragraphs."""
    paragraphs = tidy(a_string(value)).strip()
    if len(paragraphs) > MOST_TEXT:
        raise Wrong(f"is longer than {MOST_TEXT:,} characters")
    return "" if is_blank(paragraphs) else paragraphs


def words(value: Any) -> str:
    """Paragraphs in which something is said."""
    said = text(value)
    if not said:
        raise Wrong("is empty")
    return said


def day(value: Any) -> date:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise Wrong(f"is a number, as Excel keeps dates: {DAY_EXAMPLE}")
    return read_day(a_string(value).strip())


@lru_cache(maxsize=50_000)
def read_day(written: str) -> date:
    if not DAY.fullmatch(written):
        raise Wrong(f"{shown(written)} is not a date: {DAY_EXAMPLE}")
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise Wrong(f"{written} is not a real date") from None
    if not EARLIEST <= found <= LATEST:
        raise Wrong(f"{written} is not between 1900 and 2100: leave out a date that is not known")
    return found


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("is neither true nor false")
    return value


def one_of(choices: Container[str]) -> Kind:
    def choice(value: Any) -> str:
        if not isinstance(value, str) or value not in choices:
            raise Wrong(f"{shown(value)} is not one of: {listed(choices)}")
        return value

    return choice


def graded(standards: Container[str], grades: Container[str]) -> Kind:
    standard, grade = one_of(standards), one_of(grades)

    def given(value: Any) -> dict[str, str]:
        if not isinstance(value, dict):
            raise Wrong("is not an object like {standard: grade}")
        return {standard(key): grade(entry) for key, entry in sorted(value.items())}

    return given


def one_line(value: Any, most: int) -> str:
    line = a_string(value)
    line = line.strip() if is_plain(line) else tidy_name(line)
    if not line or is_blank(line):
        raise Wrong("is empty")
    if not line.isascii() and turns_direction(line):
        raise Wrong("holds a hidden mark that turns the writing round")
    if len(line) > most:
        raise Wrong(f"is longer than {most} characters")
    return line


def a_string(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("is not text in quotes")
    if not is_plain(value) and cannot_be_stored(value):
        raise Wrong("holds a control character or half a character")
    return value


def is_plain(value: str) -> bool:
    """Most values are, and need no closer look."""
    return value.isascii() and value.isprintable()


def shown(value: Any) -> str:
    """What was given, in quotes."""
    return f"“{printable(value if isinstance(value, str) else type(value).__name__)}”"


def printable(given: str) -> str:
    """Without what no message can hold, and cut to a length that one can."""
    text = "".join(char if char.isprintable() else "?" for char in given[:41])
    return text if len(given) <= 40 else f"{text[:40]}…"


def listed(choices: Any) -> str:
    return ", ".join(choices)
