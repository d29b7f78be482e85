"""Telling somebody all that is kept about them: by when, and what has to be looked at first.

A text is looked at paragraph by paragraph. A paragraph has a key made of its words: the same words
in two places are decided on once, and words that change are looked at anew.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.months import add_months
from policy.rulebook import Rulebook

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST_NAME = 3
KEY_LENGTH = 20


class Look(StrEnum):
    """`ALWAYS`: the person has not seen it, or others wrote it in trust. `OWN`: their words."""

    ALWAYS = "always"
    IF_NAMED = "if_named"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Decision:
    """None decided yet: neither `gives` nor a reason."""

    gives: bool = False
    reason: str = ""

    @property
    def is_made(self) -> bool:
        return self.gives or bool(self.reason)


def answer_due(asked_on: date, *, is_complex: bool, book: Rulebook) -> date:
    """One calendar month, three where it is complex, counted from the day on which they asked."""
    rules = book.disclosure
    months = rules.answer_months + (rules.more_months_if_complex if is_complex else 0)
    return add_months(asked_on, months)


def paragraphs(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def key_of(paragraph: str, by: str = "") -> str:
    """Words by one writer and the same words by another are two."""
    digest = hashlib.sha256(f"{by}\n{paragraph}".encode()).hexdigest()
    return f"p{digest[:KEY_LENGTH]}"


class Names:
    """Names of the register, by each of their words; without those of the people left out."""

    def __init__(self, names: Iterable[tuple[int, str]], *, but: Collection[int]):
        self.full: dict[str, str] = {}
        own: set[str] = set()
        for pk, name in names:
            words = name_words(name)
            if pk in but:
                own |= words
            else:
                self.full |= {word: name for word in words if word not in self.full}
        for word in own:
            self.full.pop(word, None)

    def found_in(self, paragraph: str) -> list[str]:
        """Words with a capital that are part of somebody's name, in the order of the text."""
        words = WORD.findall(paragraph)
        named = (word for word in words if word[0].isupper() and bare(word) in self.full)
        return list(dict.fromkeys(named))


def name_words(name: str) -> set[str]:
    return {bare(word) for word in WORD.findall(name) if len(word) >= SHORTEST_NAME}


def bare(word: str) -> str:
    """Without what says whose something is."""
    return re.sub(r"['’]s?$", "", word).casefold()


def must_be_looked_at(look: Look, named: Collection[str]) -> bool:
    return look is Look.ALWAYS or (look is Look.IF_NAMED and bool(named))


def undecided(keys: Iterable[str], decisions: Mapping[str, Decision]) -> list[str]:
    return [key for key in keys if not decisions.get(key, Decision()).is_made]
