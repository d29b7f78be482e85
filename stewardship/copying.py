"""The copy that somebody gets of all that is kept about them: what is given, what is blacked out.

The form of it is described in docs/subject-access.md.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from people.kept import Entry, Text
from policy.subject_access import Decision, Names, key_of, must_be_looked_at, paragraphs
from stewardship.collecting import Collected
from stewardship.models import AccessRequest

FORMAT = "plr-subject-access-1"
Body = dict[str, Any]


class Undecided(Exception):
    """Something was written since it was looked through."""


@dataclass(frozen=True)
class Pen:
    """What blacks out: the names that are looked for, and what the reviewer decided."""

    names: Names
    decisions: Mapping[str, Decision]

    def copy(self, text: Text) -> Body:
        """Paragraphs in order. Of a text that is blacked out as a whole nobody is named."""
        given = [self.paragraph(words, text) for words in paragraphs(text.words)]
        is_given = any("text" in one for one in given)
        return {"name": text.name, "by": text.by if is_given else "", "paragraphs": given}

    def paragraph(self, words: str, text: Text) -> Body:
        if not must_be_looked_at(text.look, self.names.found_in(words)):
            return {"text": words}
        decision = self.decisions.get(key_of(words, text.by), Decision())
        if not decision.is_made:
            raise Undecided
        return {"text": words} if decision.gives else {"blacked_out": decision.reason}


def copy_of(
    request: AccessRequest,
    collected: Iterable[Collected],
    *,
    counted: Mapping[str, int],
    left_out: Mapping[str, str],
    pen: Pen,
    made_at: str,
) -> Body:
    """Raises Undecided where a decision is missing."""
    return {
        "format": FORMAT,
        "person": {
            "name": request.person.name,
            "staff_number": request.person.staff_number,
        },
        "asked_on": request.asked_on.isoformat(),
        "made_at": made_at,
        "kinds": [kind for one in collected if (kind := kind_of(one, pen))["entries"]],
        "in_records_of_others": dict(counted),
        "left_out": dict(left_out),
    }


def kind_of(collected: Collected, pen: Pen) -> Body:
    """Of what the person may not know nothing is left that is blacked out."""
    entries = [entry_of(entry, pen) for entry in collected.entries]
    if collected.kind.is_secret:
        entries = [entry for entry in entries if is_given(entry)]
    return {"key": collected.kind.key, "title": collected.kind.title, "entries": entries}


def is_given(entry: Body) -> bool:
    return all("text" in one for text in entry["texts"] for one in text["paragraphs"])


def entry_of(entry: Entry, pen: Pen) -> Body:
    return {"facts": entry.facts, "texts": [pen.copy(text) for text in entry.texts]}


def as_json(body: Body) -> str:
    """Always the same characters for the same body: the seal is made of them."""
    return json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True)


def seal_of(body: Body) -> str:
    return hashlib.sha256(as_json(body).encode()).hexdigest()


def blacked_out_in(body: Body) -> list[str]:
    """The reason of each paragraph that is not given."""
    return [
        paragraph["blacked_out"]
        for kind in body["kinds"]
        for entry in kind["entries"]
        for text in entry["texts"]
        for paragraph in text["paragraphs"]
        if "blacked_out" in paragraph
    ]


def decisions_in(body: Mapping[str, Any]) -> dict[str, Decision]:
    """Of a draft of a review. Another reason that was not written is no decision."""
    return {key: decision_of(entry) for key, entry in body.items()}


GIVE, OTHER = "give", "other"


def decision_of(entry: Mapping[str, str]) -> Decision:
    chosen = entry.get("decision", "")
    if chosen == GIVE:
        return Decision(gives=True)
    return Decision(reason=entry.get("reason", "") if chosen == OTHER else chosen)


def reasons_and_numbers(reasons: Sequence[str]) -> list[tuple[str, int]]:
    return [(reason, reasons.count(reason)) for reason in dict.fromkeys(reasons)]
