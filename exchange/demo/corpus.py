"""The sentences from which the demonstration is written, and a writer who seldom repeats one."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from math import gcd
from pathlib import Path
from random import Random
from typing import Any

TEXTS = Path(__file__).parent / "texts"
SLOT = re.compile(r"\{([a-z_]+)\}")
SENTENCE_START = re.compile(r"(?:\A|[.!?] )[a-z]")

MANAGERS = ("operational", "lead", "any")
OFFICE_MANAGERS = ("lead", "any")
VOICES = {
    "family_court_adviser": ("fca", "any"),
    "practice_supervisor": ("ps", "any"),
    "service_manager": MANAGERS,
    "senior_service_manager": MANAGERS,
    "head_of_practice": MANAGERS,
    "assistant_director": MANAGERS,
    "operational_director": MANAGERS,
    "corporate_management": OFFICE_MANAGERS,
    "business_services_officer": ("business", "any"),
    "business_services_manager": OFFICE_MANAGERS,
    "team_leader": OFFICE_MANAGERS,
    "corporate": ("corporate", "any"),
    "corporate_manager": OFFICE_MANAGERS,
    "improvement_manager": OFFICE_MANAGERS,
}


@cache
def corpus() -> Mapping[str, Any]:
    tables: dict[str, Any] = {}
    for path in sorted(TEXTS.glob("*.toml")):
        tables |= tomllib.loads(path.read_text())
    return tables


@cache
def pool(path: str, voices: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The texts at a dotted path, for those of the voices that speak there."""
    found = corpus()
    for key in path.split("."):
        found = found[key]
    if not voices:
        return tuple(found)
    return tuple(text for voice in voices for text in found.get(voice, ()))


class Writer:
    """Draws from each pool in an order of its own: all of it before anything comes again."""

    def __init__(self, rng: Random, role: str = "") -> None:
        self.rng = rng
        self.voices = VOICES.get(role, ())
        self.places: dict[tuple[str, tuple[str, ...]], tuple[int, int]] = {}

    def in_role(self, role: str) -> "Writer":
        """The same writer, from now on in the voice of that role."""
        self.voices = VOICES[role]
        return self

    def draw(self, path: str) -> str:
        """A text of no particular voice."""
        return self.fill(self.next(path, ()))

    def speak(self, path: str) -> str:
        """A text in the voice of the role; blank where that voice has nothing to say."""
        return self.fill(self.next(path, self.voices)) if pool(path, self.voices) else ""

    def next(self, path: str, voices: tuple[str, ...]) -> str:
        texts = pool(path, voices)
        at, step = self.places.get((path, voices)) or self.begin(len(texts))
        self.places[path, voices] = (at + step) % len(texts), step
        return texts[at]

    def begin(self, length: int) -> tuple[int, int]:
        """Where to begin, and a stride that comes by every place."""
        step = self.rng.randrange(1, length + 1)
        while gcd(step, length) > 1:
            step -= 1
        return self.rng.randrange(length), step

    def fill(self, text: str) -> str:
        if "{" not in text:
            return text
        filled = SLOT.sub(lambda slot: self.next(f"slots.{slot[1]}", ()), text)
        return SENTENCE_START.sub(lambda start: start[0].upper(), filled)

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance
