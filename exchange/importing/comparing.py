"""The second reading: lines of one type are compared with the records, and written, a thousand
at a time. Units and people come first, whatever their place in the file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db.models import CharField, Model, Value
from django.db.models.functions import Cast, Concat

from exchange.importing import decided_here, own_role
from exchange.importing.batches import ROWS_A_STATEMENT, Batch, write, write_new
from exchange.importing.findings import Line
from exchange.importing.known import KnownPerson, KnownUnit
from exchange.importing.organisation import plan_organisation
from exchange.importing.outcomes import Tally
from exchange.importing.plr_found import lock
from exchange.importing.plr_plan import plan_plrs
from exchange.importing.reading import Reader
from exchange.importing.rows import plan
from exchange.importing.tables import TABLES
from exchange.importing.world import World
from people.models import Person, Unit
from supervision.models import PLR, Record, SelfAssessment

KEPT_BY_FIRST_READING = ("organisation", "unit", "person")


class Comparison:
    def __init__(self, reader: Reader, world: World, tally: Tally):
        self.reader, self.world, self.tally = reader, world, tally
        self.later: defaultdict[str, list[Model]] = defaultdict(list)

    def run(self) -> None:
        self._organisation()
        self._units()
        self._people()
        for type_, lines in by_type(self.reader.second()):
            batch = self._plan(type_, lines)
            self._finish(batch)
            self.later[type_] += batch.later
        if self._still_writes():
            for rows in self.later.values():
                write_new(rows, self.world)

    def _organisation(self) -> None:
        if line := self.world.known.organisation:
            self._finish(plan_organisation(line, self.world))

    def _units(self) -> None:
        for level in self.world.known.units_of_file():
            batch = self._plan("unit", level)
            self._finish(batch)
            keys = {row.code: row.pk for row in batch.new[Unit]}
            for line in level:
                give_key(self.world.known.units[line.values["code"]], keys)

    def _people(self) -> None:
        if self.world.writes:
            self._make_room_for_new_addresses()
        people = self.world.known.people_of_file()
        while chunk := list(islice(people, ROWS_A_STATEMENT)):
            batch = self._plan("person", chunk)
            self._finish(batch)
            keys = {row.staff_number: row.pk for row in batch.new[Person]}
            for line in chunk:
                give_key(self.world.known.people[line.person], keys)

    def _make_room_for_new_addresses(self) -> None:
        """An address may pass from one person to another in one file."""
        nobodys = Concat(Value("moving-"), Cast("pk", CharField()), Value("@moving.invalid"))
        people = Person.objects.using(self.world.db)
        people.filter(pk__in=self.world.known.new_addresses).update(email=nobodys)

    def _plan(self, type_: str, lines: Sequence[Line]) -> Batch:
        if type_ != "plr":
            return plan(TABLES[type_], lines, self.world)
        batch = plan_plrs(lines, self.world)
        touched = plrs_touched(batch)
        if self.world.writes and touched:
            lock(touched, self.world.db)
            batch = plan_plrs(lines, self.world)
        return batch

    def _finish(self, batch: Batch) -> None:
        self.tally.add(batch.outcomes)
        decided_here.check_outcomes(batch.outcomes, self.world.findings, db=self.world.db)
        if self.world.by:
            own_role.check_outcomes(batch.outcomes, self.world.by, self.world.findings)
        if self._still_writes():
            write(batch, self.world)

    def _still_writes(self) -> bool:
        """Once a line is refused the rest is compared alone; what was written is undone."""
        return self.world.writes and not self.world.findings.problems


def by_type(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    """A thousand of a type at a time, and what is left of each at the end."""
    waiting: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.type in KEPT_BY_FIRST_READING:
            continue
        waiting[line.type].append(line)
        if len(waiting[line.type]) == ROWS_A_STATEMENT:
            yield line.type, waiting.pop(line.type)
    yield from waiting.items()


def give_key(known: KnownPerson | KnownUnit, keys: Mapping[str, int]) -> None:
    """Its key in the records; where nothing is written, one that nothing has."""
    if known.pk is None:
        known.pk = keys.get(known.natural_key) or -(known.line or 0)


def plrs_touched(batch: Batch) -> list[int]:
    drafts = (PLR, Record, SelfAssessment)
    return [row.pk for model in drafts for row in batch.changed.get(model, ())]
