"""The body of a draft or a record, for somebody who asks what is kept about them."""

from collections.abc import Mapping
from typing import Any

from drafts.body import flatten
from people.kept import Facts, Text
from policy.subject_access import Look

CODES = (
    "-grade",
    "-due",
    "-category",
    "-standard",
    "-status",
    "-attended",
    "overall_grade",
    "judgement",
    "confirm",
)
CODED = ("scores-", "cases-", "answers-")
# A person by number, of whom nothing is told here.
NUMBERED = "-owner"


def written(body: Mapping[str, Any], *, look: Look, by: str) -> tuple[Facts, tuple[Text, ...]]:
    """The body of a draft or record: what is chosen and days are facts, the rest is text."""
    flat = {name: text for name, text in flatten(body).items() if text and not_numbered(name)}
    facts = {name: text for name, text in flat.items() if is_code(name)}
    texts = [Text(name, text, look, by) for name, text in flat.items() if not is_code(name)]
    return facts, tuple(texts)


def is_code(name: str) -> bool:
    return name.endswith(CODES) or name.startswith(CODED)


def not_numbered(name: str) -> bool:
    return not name.endswith(NUMBERED)
