"""The themes of a piece of work in the body of its draft.

`{"themes": {"strengths": {"12": "True", "own": "voice of the child, timeliness"}}}`: numbers of
listed themes, and words of one's own with commas between.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OWN = "own"
LONGEST = 80
MOST_OWN = 10


@dataclass(frozen=True)
class Chosen:
    themes: tuple[int, ...] = ()
    words: tuple[str, ...] = ()


def tags_in(body: Mapping[str, Any], side: str) -> Chosen:
    given: Mapping[str, str] = body.get("themes", {}).get(side, {})
    return Chosen(
        themes=tuple(int(key) for key, value in given.items() if key.isdecimal() and value),
        words=own_words(given.get(OWN, "")),
    )


def own_words(text: str) -> tuple[str, ...]:
    """Each once, however it is written in capitals."""
    words = (" ".join(part.split()) for part in text.split(","))
    return tuple({one.casefold(): one for one in words if one}.values())


def field_name(side: str, key: int | str) -> str:
    return f"themes-{side}-{key}"
