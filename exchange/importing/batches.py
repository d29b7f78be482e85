"""Rows to be written for some lines of one type, and their writing: a statement for many rows."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from exchange.importing.outcomes import Outcome
from exchange.importing.world import World
from supervision.models import Record

ROWS_A_STATEMENT = 1000
IMPORTED = "Imported"

Rows = defaultdict[type[Model], list[Model]]


@dataclass
class Batch:
    """`later`: new rows whose days could overlap with rows that another batch is to shorten."""

    outcomes: list[Outcome] = field(default_factory=list)
    new: Rows = field(default_factory=lambda: defaultdict(list))
    later: list[Model] = field(default_factory=list)
    changed: Rows = field(default_factory=lambda: defaultdict(list))
    fields: defaultdict[type[Model], set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, *models: type[Model]) -> "Batch":
        """New rows are written model by model in this order, so that none refers to a later one."""
        return cls(new=defaultdict(list, {model: [] for model in models}))

    def create(self, *rows: Model) -> None:
        for row in rows:
            self.new[type(row)].append(row)

    def change(self, row: Model, fields: Collection[str]) -> None:
        self.changed[type(row)].append(row)
        self.fields[type(row)].update(fields)

    def extend(self, other: "Batch") -> None:
        for model, rows in other.new.items():
            self.new[model] += rows
        for model, rows in other.changed.items():
            self.changed[model] += rows
            self.fields[model] |= other.fields[model]


def new_row(model: type[Model], db: str, **values: Any) -> Any:
    """A row that will be stored there: what refers to it before then belongs there as well."""
    row = model(**values)
    row._state.db = db
    return row


def write(batch: Batch, world: World) -> None:
    """Changes first: they make room for what is new."""
    for model, rows in batch.changed.items():
        stored = model._default_manager.using(world.db)
        stored.bulk_update(rows, sorted(batch.fields[model]), batch_size=ROWS_A_STATEMENT)
        write_versions(rows, "~", world)
    for rows in batch.new.values():
        write_new(rows, world)


def write_new(rows: Sequence[Model], world: World) -> None:
    if rows:
        stored = type(rows[0])._default_manager.using(world.db)
        stored.bulk_create(rows, batch_size=ROWS_A_STATEMENT)
        write_versions(rows, "+", world)


def write_versions(rows: Sequence[Model], kind: str, world: World) -> None:
    """Of models with history, as if each row had been saved by itself."""
    history = getattr(rows[0], "history", None)
    if history is None:
        return
    version = history.model
    version._default_manager.using(world.db).bulk_create(
        [
            version(
                history_date=world.now,
                history_user_id=world.by.pk if world.by else None,
                history_change_reason=IMPORTED,
                history_type=kind,
                **{name.attname: getattr(row, name.attname) for name in version.tracked_fields},
            )
            for row in rows
            if has_versions(row)
        ],
        batch_size=ROWS_A_STATEMENT,
    )


def has_versions(row: Model) -> bool:
    """A record has none while it is a draft."""
    return not isinstance(row, Record) or row.plr.is_final
