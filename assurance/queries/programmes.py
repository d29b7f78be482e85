"""Who owes what, as far as the reader sees it: those whose facts are open to them, and themself."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assurance import access
from assurance.queries.owing import Ledger, Row
from people.models import Person
from policy.periods import Period
from policy.rulebook.assurance import Programme


@dataclass(frozen=True)
class Completion:
    """How many of those who owed something in a period did it."""

    period: Period
    numbers: Counter[str]

    @property
    def owed(self) -> int:
        return self.numbers.total() - self.numbers["not_owed"]

    @property
    def words(self) -> str:
        return f"{self.numbers['done']} of {self.owed} done" if self.owed else "None owed"


@dataclass(frozen=True)
class Table:
    """One programme: the latest periods as columns, who owes it as rows."""

    programme: Programme
    rows: list[Row]

    @property
    def completion(self) -> list[Completion]:
        by_period = zip(*(row.tasks for row in self.rows), strict=True)
        return [
            Completion(tasks[0].duty.period, Counter(task.duty.status for task in tasks))
            for tasks in by_period
        ]


def tables_for(reader: Person, *, on: date) -> list[Table]:
    ledger = Ledger(on)
    seen = rows_seen(reader, ledger)
    return [
        Table(programme, rows)
        for programme in ledger.rules.programmes.values()
        if (rows := [row for row in seen if row.programme == programme and row.tasks])
    ]


def rows_seen(reader: Person, ledger: Ledger) -> list[Row]:
    rows = list(ledger.rows())
    if access.keeps_programmes(reader) or reader.reach.everywhere:
        return rows
    people = [row.person.pk for row in rows if row.person]
    open_to_reader = set(
        Person.objects.visible_to(reader).filter(pk__in=people).values_list("pk", flat=True)
    )
    return [row for row in rows if is_seen(row, reader, open_to_reader)]


def is_seen(row: Row, reader: Person, people: Iterable[int]) -> bool:
    if row.person:
        for_list = row.programme.of == "case" and access.gives_cases(reader)
        return row.person.pk in people or for_list
    if row.area:
        return row.area.pk in reader.reach.overseen
    return access.holds(reader, row.programme)
