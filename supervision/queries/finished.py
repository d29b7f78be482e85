"""What belongs to a finished record beside its text: actions, versions, differences."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from drafts import versions
from drafts.body import flatten
from drafts.versions import Version
from policy.rulebook import Rulebook
from supervision.models import PLR, ActionContent, ActionNote, Record
from supervision.rules import Rules

UNSEEN = ("actions", "reviews")


def actions_agreed(plr: PLR) -> list[ActionContent]:
    contents = ActionContent.objects.filter(action__plr=plr)
    return list(contents.select_related("action__owner").order_by("action__number"))


def actions_reviewed(plr: PLR) -> list[ActionNote]:
    notes = ActionNote.objects.filter(plr=plr).select_related("action__content")
    return list(notes.order_by("at", "pk"))


def versions_of(record: Record, *, rules: Rules | None = None) -> list[Version]:
    """Oldest first; with the rules at hand each has what changed since the one before."""
    if rules is None:
        return versions.versions_of(record.history)
    return versions.versions_of(
        record.history, shown=partial(shown, rules=rules), label=partial(label_of, rules=rules)
    )


def shown(version: Any, rules: Rules) -> dict[str, str]:
    """The texts and grades of a version by name; grades in words."""
    body: Mapping[str, Any] = version.body
    flat = flatten({key: value for key, value in body.items() if key not in UNSEEN})
    return {name: in_words(name, text, rules.book) for name, text in flat.items()}


def in_words(name: str, text: str, book: Rulebook) -> str:
    is_grade = name == "overall_grade" or name.endswith("-grade")
    return book.grades[text].title if is_grade and text in book.grades else text


def label_of(name: str, rules: Rules) -> str:
    plain = {
        "overall_grade": "Overall grade",
        "override_evidence": "Evidence for the overall grade",
        "leader_reason": "Why this person led the PLR",
    }
    kind, _, key = name.partition("-")
    if kind == "texts":
        return rules.book.record[key].title
    if kind == "standards":
        standard, _, part = key.partition("-")
        titles = {entry.key: entry.title for entry in rules.book.standards_for(rules.role)}
        return f"{titles.get(standard, standard)}: {part}"
    return "Case reference" if kind == "cases" else plain.get(name, name)
