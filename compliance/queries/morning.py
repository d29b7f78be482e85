"""What is new on a working morning: who stands otherwise, who is late, who falls out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from compliance.judging import standings_from, statuses
from compliance.models import HEADLINE, DailyChange, DailyChangeQuerySet, Standing, StandingQuerySet
from compliance.queries.facts import facts_of
from people.models import Person, Unit
from policy import facts, rulebook
from policy.calendar import working_day_on_or_before
from policy.judge import History
from policy.months import ONE_DAY

CHUNK = 500


@dataclass
class Morning:
    """People, once each: who stands otherwise in a measure, is late, or falls out in 30 days."""

    on: date
    changes: list[DailyChange] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    late: set[int] = field(default_factory=set)
    coming: set[int] = field(default_factory=set)

    def note(self, row: Standing, before: str | None) -> None:
        if row.measure == HEADLINE:
            self.late |= {row.person_id} if row.is_late else set()
            self.coming |= {row.person_id} if row.falls_out_on else set()
        elif before is not None and before != row.status:
            self.changed.add(row.person_id)
            self.changes.append(
                DailyChange(
                    day=self.on,
                    person_id=row.person_id,
                    unit_id=row.unit_id,
                    measure=row.measure,
                    before=before,
                    after=row.status,
                )
            )


def morning(on: date) -> Morning:
    """With what is known now, beside the working morning before with what was known then."""
    found, units = Morning(on), dict(Unit.objects.values_list("code", "pk"))
    ids = list(Person.objects.in_service(on).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        for pk, person in facts_of(ids[start : start + CHUNK]):
            before = statuses_before(person, on)
            for row in rows_of(pk, person, on, units):
                found.note(row, before.get(row.measure))
    return found


def rows_of(
    pk: int, person: facts.Person, on: date, units: Mapping[str, int]
) -> Iterator[Standing]:
    history = History(person, on, rulebook.in_force(settings.RULEBOOK, on))
    windows = history.book.measures
    for row in standings_from(history, on, pk, units):
        if row.measure in windows or row.measure == HEADLINE:
            yield row


def statuses_before(person: facts.Person, on: date) -> dict[str, str]:
    day = morning_before(on)
    return statuses(History(person, day, rulebook.in_force(settings.RULEBOOK, day)).judge(day))


def morning_before(on: date) -> date:
    return working_day_on_or_before(on - ONE_DAY)


def changes_for(reader: Person, on: date) -> DailyChangeQuerySet:
    """Of others whom the reader may see, the latest morning's, by name."""
    rows = DailyChange.objects.visible_to(reader).filter(day=on).exclude(person=reader)
    return rows.select_related("person", "unit").order_by("person__name", "person_id", "measure")


def latest_morning(today: date) -> date:
    """The day of the latest message: today, or the working day before."""
    return working_day_on_or_before(today)


def standings_for(reader: Person) -> StandingQuerySet:
    """Of all measures together; of the people whom the reader's dashboard lists."""
    rows = Standing.objects.visible_to(reader).filter(measure=HEADLINE)
    return rows if reader.reach.oversees else rows.exclude(person=reader)
