"""Lines that are one row, with its contents in a second: compared with the rows there are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from exchange.importing.batches import Batch, new_row
from exchange.importing.findings import Line
from exchange.importing.known import WHAT
from exchange.importing.outcomes import Outcome, Verdict
from exchange.importing.world import World

Facts = dict[str, Any]
Stored = tuple[Model, Model | None]
WRITTEN_HERE = "it was written in the application, and an import does not change it"


@dataclass(frozen=True)
class Table:
    """How a type of line is kept. `match`: the fields of its natural key; `texts`: the keys of
    the line that are contents."""

    model: type[Model]
    match: tuple[str, ...]
    facts: Callable[[Mapping[str, Any], World], Facts]
    content: type[Model] | None = None
    texts: tuple[str, ...] = ()
    only_new: Callable[[], Facts] = dict

    def identity(self, facts: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(facts[name] for name in self.match)

    def rows_like(self, wanted: Iterable[Facts], db: str) -> dict[tuple[Any, ...], Model]:
        """By natural key the rows that may be meant; looked for by its first two fields."""
        wanted = list(wanted)
        where = {f"{name}__in": {facts[name] for facts in wanted} for name in self.match[:2]}
        rows = self.model._default_manager.using(db).filter(**where)
        return {self.identity(vars(row)): row for row in rows}

    def contents_of(self, rows: Iterable[Model], db: str) -> dict[int, Model]:
        if self.content is None:
            return {}
        return self.content._default_manager.using(db).in_bulk([row.pk for row in rows])

    def new_content(self, row: Model, values: Mapping[str, Any]) -> Model:
        return self.content(**{self.content._meta.pk.name: row}, **self.texts_of(values))

    def texts_of(self, values: Mapping[str, Any]) -> Facts:
        return {key: values[key] for key in self.texts}


def plan(table: Table, lines: Sequence[Line], world: World) -> Batch:
    """What some lines of one type would create and change; writes nothing."""
    wanted = [table.facts(line.values, world) for line in lines]
    rows = table.rows_like(wanted, world.db)
    contents = table.contents_of(rows.values(), world.db)
    batch = Batch.of(table.model)
    for line, facts in zip(lines, wanted, strict=True):
        row = rows.get(table.identity(facts))
        if row is None:
            plan_new(table, line, facts, batch, world)
        else:
            plan_change(table, line, facts, (row, contents.get(row.pk)), batch, world)
    return batch


def plan_new(table: Table, line: Line, facts: Facts, batch: Batch, world: World) -> None:
    batch.outcomes.append(Outcome(line, Verdict.CREATE))
    if not world.writes:
        return
    row = new_row(table.model, world.db, **facts, **table.only_new())
    if line.type in WHAT and world.known.people[line.person].is_recorded:
        batch.later.append(row)
    else:
        batch.create(row)
    if table.content:
        batch.create(table.new_content(row, line.values))


def plan_change(
    table: Table, line: Line, facts: Facts, stored: Stored, batch: Batch, world: World
) -> None:
    """What was written in the application an import leaves alone, or is refused."""
    (row, content), own = stored, Batch()
    fields = assign(row, facts)
    if fields:
        own.change(row, fields)
    texts = plan_texts(table, line, row, content, own)
    keys = {name.removesuffix("_id") for name in fields} | texts
    if keys and was_written_here(row, content):
        world.findings.refuse(line.number, table.match[1], WRITTEN_HERE)
        batch.outcomes.append(Outcome(line, Verdict.REFUSED))
        return
    batch.extend(own)
    verdict = Verdict.CHANGE if keys else Verdict.SAME
    batch.outcomes.append(Outcome(line, verdict, tuple(sorted(keys))))


def was_written_here(row: Model, content: Model | None) -> bool:
    """An import saves without a time, and marks the decisions that it loads."""
    return getattr(content, "saved_at", None) is not None or not getattr(row, "imported", True)


def plan_texts(
    table: Table, line: Line, row: Model, content: Model | None, batch: Batch
) -> set[str]:
    if table.content is None:
        return set()
    if content is None:
        batch.create(table.new_content(row, line.values))
        return set(table.texts)
    texts = assign(content, table.texts_of(line.values))
    if texts:
        batch.change(content, texts)
    return texts


def assign(row: Model, wanted: Mapping[str, Any]) -> set[str]:
    """Gives the row its wanted values; the names of those that differed."""
    changed = {name for name, value in wanted.items() if getattr(row, name) != value}
    for name in changed:
        setattr(row, name, wanted[name])
    return changed
