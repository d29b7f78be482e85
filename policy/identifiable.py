"""Text that may identify a case, a child or a family (CON-32), pointed at before it is saved.

It only warns: the writer decides. A mark holds places in the text and never the text itself, so
that it may be passed on freely. Every pattern has bounded repeats, and so takes linear time.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import phonenumbers

from policy.birthdates import dates_in
from policy.months import add_months
from policy.rulebook import Rulebook

CONTEXT = 30
FEWEST_DIGITS = 10

EMAIL_LOCAL = re.compile(r"[\w.%+'-]{1,64}\Z")
EMAIL_DOMAIN = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
NHS_NUMBER = re.compile(r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])")
POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR) ?[0-9](?!(?-i:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{2}\b",
    re.IGNORECASE,
)
TELEPHONE = re.compile(r"(?<![\w+])(?:\+|\(?0)\d[\d ().-]{7,17}\d(?!\d)")
FULL_NAME = re.compile(
    r"\b[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{1,24}(?:[ -][A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'’]{1,24}){1,2}\b"
)

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` look like this `kind`. `sentence` is for the writer."""

    start: int
    end: int
    kind: str
    sentence: str


def find(
    text: str, own_domains: Collection[str], *, today: date, book: Rulebook
) -> tuple[Mark, ...]:
    """What to point at, in reading order, without overlaps."""
    found = [
        *((place, "case_number") for place in _case_numbers(text, book)),
        *((place, "date_of_birth") for place in _birth_dates(text, today, book)),
        *((place, "email") for place in _emails(text, own_domains)),
        *((place, "nhs_number") for place in _nhs_numbers(text)),
        *((place, "telephone") for place in _telephones(text)),
        *((place, "postcode") for place in _matches(POSTCODE, text)),
        *((place, "name") for place in _names(text, book)),
    ]
    marks: list[Mark] = []
    for (start, end), kind in sorted(found, key=lambda item: item[0]):
        if not marks or start >= marks[-1].end:
            marks.append(Mark(start, end, kind, book.identifiable.kinds[kind].sentence))
    return tuple(marks)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Place]:
    return (match.span() for match in pattern.finditer(text))


def _case_numbers(text: str, book: Rulebook) -> Iterator[Place]:
    for entry in book.identifiable.patterns:
        yield from _matches(re.compile(entry.pattern), text)


def _birth_dates(text: str, today: date, book: Rulebook) -> Iterator[Place]:
    """Dates beside a word such as 'born', and dates of the years in which today's children were.

    A date of the last few years without such a word is taken as something that happened at work.
    """
    rules = book.identifiable
    birth_word = _any_of(rules.birth_words)
    for (start, end), day in dates_in(text):
        beside = text[max(0, start - CONTEXT) : start]
        of_child = (
            day is not None
            and add_months(day, 12 * rules.event_years) < today
            and today < add_months(day, 12 * rules.child_years)
        )
        if of_child or birth_word.search(beside):
            yield start, end


def _emails(text: str, own_domains: Collection[str]) -> Iterator[Place]:
    at = text.find("@")
    while at != -1:
        local = EMAIL_LOCAL.search(text, max(0, at - 64), at)
        domain = EMAIL_DOMAIN.match(text, at + 1)
        if local and domain and not _is_own(domain.group().lower(), own_domains):
            yield local.start(), domain.end()
        at = text.find("@", at + 1)


def _is_own(domain: str, own_domains: Collection[str]) -> bool:
    return any(domain == own.lower() or domain.endswith(f".{own.lower()}") for own in own_domains)


def _nhs_numbers(text: str) -> Iterator[Place]:
    for match in NHS_NUMBER.finditer(text):
        digits = [int(sign) for sign in match.group() if sign.isdigit()]
        weighted = sum(
            digit * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)
        )
        if (11 - weighted % 11) % 11 == digits[-1]:
            yield match.span()


def _telephones(text: str) -> Iterator[Place]:
    dates = [place for place, _ in dates_in(text)]
    for match in TELEPHONE.finditer(text):
        start = match.start()
        length = _telephone_length(match.group())
        if length and not any(a < start + length and start < b for a, b in dates):
            yield start, start + length


def _telephone_length(candidate: str) -> int:
    """How much of the candidate has the length of a number: what follows may be another."""
    while sum(sign.isdigit() for sign in candidate) >= FEWEST_DIGITS:
        try:
            number = phonenumbers.parse(candidate, "GB")
        except phonenumbers.NumberParseException:
            return 0
        reason = phonenumbers.is_possible_number_with_reason(number)
        if reason == phonenumbers.ValidationResult.IS_POSSIBLE:
            return len(candidate)
        shorter = re.sub(r"[ ().-]{1,18}\d{1,18}\Z", "", candidate)
        if shorter == candidate:
            return 0
        candidate = shorter
    return 0


def _names(text: str, book: Rulebook) -> Iterator[Place]:
    """Full names close to a word such as 'child' or 'mother of'."""
    child_word = _any_of(book.identifiable.child_words)
    not_names = set(book.identifiable.not_names)
    for match in FULL_NAME.finditer(text):
        if not_names.intersection(re.split(r"[ -]", match.group().lower())):
            continue
        start, end = match.span()
        before = text[max(0, start - CONTEXT) : start]
        after = text[end : end + CONTEXT // 2]
        if child_word.search(before) or child_word.search(after):
            yield start, end


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{ordered})(?!\w)", re.IGNORECASE)
