"""What an edited copy of the rule file says otherwise, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from compliance.calculating import edited_copy
from compliance.models import Calculation
from compliance.reading_policy import measures
from policy import rulebook
from policy.rulebook import Rulebook
from policy.rulebook.adjusting import differences


@dataclass(frozen=True)
class Changed:
    what: str
    before: str
    after: str


def changes_in_words(calculation: Calculation) -> list[Changed]:
    """None of a past day, where the rules are the same."""
    if calculation.kind != Calculation.Kind.WHAT_IF:
        return []
    book = rulebook.in_force(settings.RULEBOOK, calculation.day)
    edited = edited_copy(calculation, book.name)
    return [*measures_changed(book, edited), *others_changed(book, edited)]


def measures_changed(book: Rulebook, edited: Rulebook) -> Iterator[Changed]:
    before, after = rules_of(book), rules_of(edited)
    for what in {**before, **after}:
        if before.get(what) != after.get(what):
            yield Changed(what, before.get(what, "Not measured."), after.get(what, "Not measured."))


def rules_of(book: Rulebook) -> dict[str, str]:
    """The sentences of each measure for each group of roles."""
    found = {}
    for measure in measures(book):
        for rule in measure.rules:
            words = [*(text for text, _ in rule.columns), measure.starters]
            found[f"{measure.title}: {rule.who}"] = " ".join(word for word in words if word)
    return found


def others_changed(book: Rulebook, edited: Rulebook) -> Iterator[Changed]:
    for path, before, after in differences(book, edited):
        what = ", ".join(key.replace("_", " ") for key in path)
        yield Changed(f"{what[:1].upper()}{what[1:]}", before, after)
