"""The versions of a finalised piece, and what changed from one to the next."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from drafts import versions
from drafts.body import flatten
from drafts.versions import Version
from policy.rulebook import Rulebook
from qai.models import Tag, Theme
from qai.queries.reading import Content
from qai.queries.themes import in_words as in_words_of
from qai.rules import Rules
from qai.themes import tags_in

UNSEEN = ("actions",)


def count_versions(content: Content) -> int:
    return content.history.count()


def versions_of(content: Content, rules: Rules) -> list[Version]:
    """Oldest first, each with what changed since the one before."""
    themes = Theme.objects.in_bulk()
    return versions.versions_of(
        content.history,
        shown=partial(shown, book=rules.book, themes=themes),
        label=partial(label_of, rules=rules),
    )


def shown(version: Any, book: Rulebook, themes: Mapping[int, Theme]) -> dict[str, str]:
    """The texts, themes, answers and grades of a version by name, in words."""
    body = {key: value for key, value in version.body.items() if key not in UNSEEN}
    texts = {**body.get("texts", {}), "strengths": version.strengths, "learning": version.learning}
    tagged = {side: ", ".join(in_words_of(tags_in(body, side), themes)) for side in Tag.Side}
    flat = flatten({**body, "texts": texts, "themes": tagged, "overall_grade": version.grade})
    return {name: in_words(name, text, book) for name, text in flat.items() if text}


def in_words(name: str, text: str, book: Rulebook) -> str:
    if name == "overall_grade" or (name.startswith("domains-") and name.endswith("-grade")):
        return book.grades[text].title if text in book.grades else text
    if name.startswith("answers-") and text in book.qai.answers:
        return book.qai.answers[text].title
    return text


def label_of(name: str, rules: Rules) -> str:
    plain = {
        "overall_grade": "Overall grade",
        "discussed_on": "Day of the discussion",
        "discussion": "Discussion",
        "alone_reason": "Why without the practitioner’s part",
        "confirm": "Full case reviewed",
        "themes-strengths": "Themes of the strengths",
        "themes-learning": "Themes of the learning",
    }
    kind, _, key = name.partition("-")
    qai = rules.book.qai
    if kind == "texts" and key in qai.findings:
        return qai.findings[key].title
    if kind == "domains":
        domain, _, part = key.partition("-")
        return f"{qai.domains[domain].title}: {part}" if domain in qai.domains else name
    if kind == "answers":
        return next((one.text for one in rules.tool.questions if one.key == key), name)
    return plain.get(name, name)
