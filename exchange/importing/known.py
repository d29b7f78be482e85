"""What the file and the records say together of units, people and what runs from day to day.

This is what an import keeps in memory: of each unit and person less than a kilobyte, of each
posting, reporting line, practice supervision and absence about 200 bytes. Everything else of the
file is read, used and forgotten.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db.models import F

from exchange.importing.findings import Line
from people.models import Absence, Person, Posting, PracticeSupervision, ReportingLine, Unit
from policy.months import ONE_DAY


@dataclass(slots=True)
class KnownUnit:
    """`line`: where the file speaks of it; `pk`: in the records. Either may be None."""

    code: str
    name: str
    kind: str
    parent: str | None
    line: int | None = None
    pk: int | None = None

    @property
    def natural_key(self) -> str:
        return self.code


@dataclass(slots=True)
class KnownPerson:
    staff_number: str
    name: str
    email: str
    joined: date
    left: date | None
    social_work_qualified: bool
    line: int | None = None
    pk: int | None = None
    is_recorded: bool = False

    @property
    def natural_key(self) -> str:
        return self.staff_number


@dataclass(slots=True)
class Span:
    """`what`: the role, the manager, the supervisor, or the day of return; None in records."""

    start: date
    end: date | None
    what: object
    line: int | None = None

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


WHAT = {
    "posting": "role",
    "reporting_line": "manager",
    "practice_supervision": "supervisor",
    "absence": "returned_on",
}
RECORDED = {
    "posting": (Posting, "role"),
    "reporting_line": (ReportingLine, "manager__staff_number"),
    "practice_supervision": (PracticeSupervision, "supervisor__staff_number"),
    "absence": (Absence, "returned_on"),
}
# The types for whose lines the spans of the records are wanted.
WANTED_FOR = {
    "posting": {"posting", "plr"},
    "reporting_line": {"reporting_line", "person", "plr"},
    "practice_supervision": {"practice_supervision"},
    "absence": {"absence"},
}


def last_day(values: Mapping[str, Any]) -> date | None:
    """The `end`; of an absence of which the return alone is known, the day before it."""
    if values["end"] or not values.get("returned_on"):
        return values["end"]
    return values["returned_on"] - ONE_DAY


@dataclass
class Known:
    """After the first reading what the file says; after `add_records` all there is to know.

    `new_addresses`: people of the records to whom the file gives another email address.
    `held_back`: those addresses that are not written, since a second person confirms them.
    `spoilt`: people and units of bad lines, so that what names them is not bad as well.
    """

    organisation: Line | None = None
    new_addresses: set[int] = field(default_factory=set)
    held_back: dict[int, str] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)
    units: dict[str, KnownUnit] = field(default_factory=dict)
    people: dict[str, KnownPerson] = field(default_factory=dict)
    spans: dict[str, defaultdict[str, list[Span]]] = field(
        default_factory=lambda: {type_: defaultdict(list) for type_ in WHAT}
    )

    def take(self, line: Line) -> None:
        """A good line of the file."""
        if line.type == "organisation":
            self.organisation = line
        elif line.type == "unit":
            self.units[line.values["code"]] = KnownUnit(**line.values, line=line.number)
        elif line.type == "person":
            self.people[line.person] = KnownPerson(**line.values, line=line.number)
        elif line.type in WHAT:
            what = line.values[WHAT[line.type]]
            span = Span(line.values["start"], last_day(line.values), what, line.number)
            self.spans[line.type][line.person].append(span)

    def remember_name(self, line: Line) -> None:
        """Of a bad line that was to make a person or a unit known."""
        key = {"person": "staff_number", "unit": "code"}.get(line.type)
        if key and line.values[key]:
            self.spoilt.add(line.values[key])

    def people_of_file(self) -> Iterator[Line]:
        for person in self.people.values():
            if person.line is not None:
                yield Line(person.line, "person", asdict(person))

    def units_of_file(self) -> Iterator[list[Line]]:
        """Level by level from above. Those in a loop or under no known parent are left out."""
        children = defaultdict(list)
        for unit in self.units.values():
            children[unit.parent].append(unit)
        level = children[None]
        while level:
            yield [Line(unit.line, "unit", asdict(unit)) for unit in level if unit.line]
            level = [child for unit in level for child in children[unit.code]]

    def add_records(self, types: Collection[str], *, db: str) -> None:
        """What the records know beside the file; where both speak the file is right."""
        self._add_units(db)
        self._add_people(db)
        for type_, wanted_for in WANTED_FOR.items():
            if wanted_for & set(types):
                self._add_spans(type_, db)

    def _add_units(self, db: str) -> None:
        for unit in Unit.objects.using(db).annotate(parent_code=F("parent__code")):
            known = KnownUnit(unit.code, unit.name, unit.kind, unit.parent_code)
            self.units.setdefault(unit.code, known).pk = unit.pk

    def _add_people(self, db: str) -> None:
        fields = ("staff_number", "name", "email", "joined", "left", "social_work_qualified")
        for pk, *facts in Person.objects.using(db).values_list("pk", *fields).iterator():
            person = self.people.setdefault(facts[0], KnownPerson(*facts))
            person.pk, person.is_recorded = pk, True
            if person.email != facts[2]:
                self.new_addresses.add(pk)

    def _add_spans(self, type_: str, db: str) -> None:
        model, what = RECORDED[type_]
        spans = self.spans[type_]
        rows = model._default_manager.using(db).values_list(
            "person__staff_number", "start", "end", what
        )
        for staff_number, start, end, said in rows.iterator():
            own = spans[staff_number]
            if not any(self._is_same(type_, span, start, said) for span in own if span.line):
                own.append(Span(start, end, said))

    @staticmethod
    def _is_same(type_: str, span: Span, start: date, said: object) -> bool:
        of_several = type_ == "practice_supervision"
        return span.start == start and (not of_several or span.what == said)

    def span_on(self, type_: str, staff_number: str, day: date) -> Span | None:
        spans = self.spans[type_].get(staff_number, ())
        return next((span for span in spans if span.holds_on(day)), None)

    def role_on(self, staff_number: str, day: date) -> str | None:
        posting = self.span_on("posting", staff_number, day)
        return str(posting.what) if posting else None

    def manager_on(self, staff_number: str, day: date) -> str | None:
        line = self.span_on("reporting_line", staff_number, day)
        return str(line.what) if line else None

    def person_id(self, staff_number: str) -> int | None:
        return self.people[staff_number].pk

    def unit_id(self, code: str | None) -> int | None:
        return self.units[code].pk if code else None
