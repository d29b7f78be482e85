"""The daily compliance check: who is told what on a working morning (P22-A1.12)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from compliance.judging import standings_on
from compliance.models import HEADLINE, Standing, Status
from people.models import Grant, Person, Posting, ReportingLine, Unit
from people.queries.units import UnitTree
from policy import rulebook
from policy.calendar import is_working_day, working_day_on_or_before
from policy.months import ONE_DAY
from policy.rulebook import Rulebook
from policy.wording import spoken

SAID = {
    Status.COMPLIANT: "is in time again",
    Status.NON_COMPLIANT: "is late",
    Status.EXCLUDED: "is excluded",
    Status.NOT_APPLICABLE: "is not testable yet",
}
ByPerson = Mapping[int, Mapping[str, Standing]]


@dataclass(frozen=True)
class Message:
    """A sentence for each line, the most urgent first. What is late cannot be opted out of."""

    to: Person
    changed: list[str]
    late: list[str]
    coming: list[str]

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.late or self.coming)


def messages(on: date) -> list[Message]:
    """Nobody is told on a day on which nobody works, and nobody who has nothing to be told."""
    if not is_working_day(on):
        return []
    book = rulebook.in_force(settings.RULEBOOK, on)
    told = recipients(on, book)
    everybody = {pk for people in told.values() for pk in people}
    today, before = (
        standings(everybody, on),
        standings(everybody, working_day_on_or_before(on - ONE_DAY)),
    )
    names = dict(Person.objects.filter(pk__in=everybody).values_list("pk", "name"))
    writer = Writer(today, before, names, book)
    recipients_by_name = Person.objects.in_service(on).filter(pk__in=told)
    written = (writer.message(person, told[person.pk]) for person in recipients_by_name)
    return [message for message in written if not message.is_empty]


def standings(people: Collection[int], on: date) -> ByPerson:
    found: dict[int, dict[str, Standing]] = {}
    for rows in standings_on(people, on, on):
        for row in rows:
            found.setdefault(row.person_id, {})[row.measure] = row
    return found


def recipients(on: date, book: Rulebook) -> dict[int, set[int]]:
    """Line managers of their team, heads of practice and above of their part, HR of theirs."""
    told: defaultdict[int, set[int]] = defaultdict(set)
    for manager, person in lines(on):
        told[manager].add(person)
    tree, posted = UnitTree(Unit.objects.all()), people_by_unit(on)
    for person, unit in [*overseers(on, book), *hr(on)]:
        units = tree.with_all_below(unit) if unit else set(tree.units)
        told[person] |= {pk for below in units for pk in posted[below]} - {person}
    return told


def lines(on: date) -> Iterable[tuple[int, int]]:
    return ReportingLine.objects.current(on).order_by().values_list("manager_id", "person_id")


def people_by_unit(on: date) -> defaultdict[int, set[int]]:
    posted: defaultdict[int, set[int]] = defaultdict(set)
    in_service = Posting.objects.current(on).filter(person__in=Person.objects.in_service(on))
    for unit, person in in_service.order_by().values_list("unit_id", "person_id"):
        posted[unit].add(person)
    return posted


def overseers(on: date, book: Rulebook) -> Iterable[tuple[int, int]]:
    roles = [role.key for role in book.roles.values() if role.oversees]
    postings = Posting.objects.current(on).filter(role__in=roles).order_by()
    return postings.values_list("person_id", "unit_id")


def hr(on: date) -> Iterable[tuple[int, int | None]]:
    grants = Grant.objects.current(on).filter(grant=Grant.Kind.HR).order_by()
    return grants.values_list("person_id", "unit_id")


@dataclass(frozen=True)
class Writer:
    today: ByPerson
    before: ByPerson
    names: Mapping[int, str]
    book: Rulebook

    def message(self, to: Person, people: Collection[int]) -> Message:
        rows = [row for pk in people for row in self.measures_of(pk)]
        rows.sort(key=lambda row: (row.next_due or date.max, self.names[row.person_id]))
        return Message(
            to=to,
            changed=[self.changed(row) for row in rows if self.has_changed(row)],
            late=[self.late(row) for row in rows if row.is_late],
            coming=[self.coming(row) for row in rows if row.falls_out_on],
        )

    def measures_of(self, pk: int) -> Iterator[Standing]:
        for key, row in self.today.get(pk, {}).items():
            if key != HEADLINE and key in self.book.measures:
                yield row

    def has_changed(self, row: Standing) -> bool:
        was = self.before.get(row.person_id, {}).get(row.measure)
        return was is not None and was.status != row.status

    def changed(self, row: Standing) -> str:
        return f"{self.subject(row)} {SAID[Status(row.status)]}."

    def late(self, row: Standing) -> str:
        if row.is_short or row.next_due is None:
            return f"{self.subject(row)}: too few in the longest window."
        return f"{self.subject(row)}: was due by {spoken(row.next_due)}."

    def coming(self, row: Standing) -> str:
        day = spoken(row.falls_out_on) if row.falls_out_on else ""
        return f"{self.subject(row)}: late from {day}."

    def subject(self, row: Standing) -> str:
        return f"{self.names[row.person_id]}, {self.book.measures[row.measure].title}"
