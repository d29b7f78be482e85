"""A canary for every text that somebody wrote: a word that is nowhere else, and who may read it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from tests.security.oracle import READERS
from tests.security.ties import Row, Stored

RECORD_OF = ("plr_id", "audit_id", "observation_id", "meeting_id")
ROOMS = ("drafts", "supervision", "qai", "assurance", "exchange", "stewardship")
LETTERS = "bcdfghjklmnpqrstvwxz"

# Words in columns that are short, and so no text for the database; and those of a room of facts.
MORE_WORDS = {
    ("qai.Tag", "words"),
    ("qai.Audit", "case_reference"),
    ("qai.Observation", "case_reference"),
    ("people.BreakGlassReason", "text"),
    ("people.BreakGlassReason", "deferral"),
}
# No word of anybody: figures, ids and grades, worked out by the site.
WORKED_OUT = {
    ("supervision.Record", "grade_inputs"),
    ("supervision.HistoricalRecord", "grade_inputs"),
    ("qai.SelfRegulationReason", "pieces"),
    ("assurance.DrawnFrom", "rule"),
    ("assurance.DrawnFrom", "frame"),
    ("assurance.DrawnFrom", "left_out"),
    ("assurance.MarkingFigure", "chosen"),
    ("exchange.Import", "counts"),
}
# Sealed with a hash as it was released: tests/stewardship holds who is given it.
SEALED = {("stewardship.AccessCopy", "body")}
# Read with a part of the organisation, not with a record: tests/assurance holds who sees them.
OF_THE_ORGANISATION = {("assurance.ReviewFindings", "text"), ("assurance.CaseList", "lines")}
# On no page: what a body says already, kept to be counted; why an earlier grade was another; and
# what was decided on a paragraph that is gone.
ON_NO_PAGE = {
    ("qai.Tag", "words"),
    ("supervision.HistoricalRecord", "override_evidence"),
    ("stewardship.AccessReview", "body"),
}
# What is chosen in a form, and is no word either.
CHOSEN = {"decision", "grade", "overall_grade", "judgement", "owner", "due", "category", "state"}
LISTS_OF_CHOICES = {"answers", "scores"}


@dataclass(frozen=True)
class Canary:
    word: str
    label: str
    column: str
    pk: Any
    path: str
    readers: frozenset[int]
    is_shown: bool


@dataclass
class Planted:
    canaries: dict[str, Canary] = field(default_factory=dict)
    columns: set[tuple[str, str]] = field(default_factory=set)

    def entitled(self, reader: int) -> set[str]:
        return {word for word, one in self.canaries.items() if reader in one.readers}

    def owed(self, reader: int) -> set[str]:
        """What some page must show to them: else the sweep is blind."""
        return {word for word in self.entitled(reader) if self.canaries[word].is_shown}


def content_columns() -> set[tuple[str, str]]:
    found = {
        (model._meta.label, column.name)
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.TextField | models.JSONField)
    }
    return found | MORE_WORDS


def to_plant() -> set[tuple[str, str]]:
    return content_columns() - WORKED_OUT - OF_THE_ORGANISATION - SEALED


class Planter:
    """`plant(stored)`: every row of every content table; each word known by who may read it."""

    def __init__(self, stored: Stored, readers_of: Any):
        self.stored, self.readers_of = stored, readers_of
        self.words = words()
        self.planted = Planted()

    def plant(self) -> Planted:
        for label, column in sorted(to_plant()):
            for row in self.stored.of(label) if label in READERS else ():
                self.plant_row(label, column, row)
        return self.planted

    def plant_row(self, label: str, column: str, row: Row) -> None:
        model = apps.get_model(label)
        readers = frozenset(self.readers_of(self.stored, label, row))
        pk = row[model._meta.pk.attname]

        def new(path: str) -> str:
            word = next(self.words)
            shown = self.is_shown(label, column, row)
            self.planted.canaries[word] = Canary(word, label, column, pk, path, readers, shown)
            return word

        value = self.words_in(row[column], new)
        if value != row[column]:
            model._base_manager.filter(pk=pk).update(**{column: value})
            self.planted.columns.add((label, column))

    def is_shown(self, label: str, column: str, row: Row) -> bool:
        """The newest version of a history is the record itself: pages show what went before."""
        later = (
            one["history_id"] > row["history_id"]
            for one in (self.stored.of(label) if "history_id" in row else ())
            if all(one[name] == row[name] for name in row if name.endswith(RECORD_OF))
        )
        return (label, column) not in ON_NO_PAGE and ("history_id" not in row or any(later))

    def words_in(self, value: Any, new: Any, path: str = "") -> Any:
        """Each text of a body in its place; grades, days and keys stay."""
        last = path.rpartition(".")[2]
        if isinstance(value, str):
            return value if last in CHOSEN or not value else new(path)
        if isinstance(value, dict):
            return {
                key: inner
                if key in LISTS_OF_CHOICES
                else self.words_in(inner, new, f"{path}.{key}")
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [self.words_in(one, new, f"{path}.{n}") for n, one in enumerate(value)]
        return value


def words(seed: int = 7) -> Iterator[str]:
    """Ten letters that no word of the site has, the same ones each time."""
    chance = random.Random(seed)
    while True:
        yield "zq" + "".join(chance.choices(LETTERS, k=8))
