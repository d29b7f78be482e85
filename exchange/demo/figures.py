"""The figures of past months, as they would have been kept on those days."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.conf import settings
from django.db import transaction

from compliance import actions, telling
from compliance.judging import standings_from
from compliance.models import Figure, Snapshot
from compliance.queries.facts import facts_of
from compliance.queries.morning import latest_morning
from people.models import Person, Unit
from policy import rulebook
from policy.facts import Person as Facts
from policy.judge import History
from policy.months import ONE_DAY

MONTHS = 12
Key = tuple[date, int, str, str, str]


def are_kept(today: date) -> bool:
    return Snapshot.objects.filter(day=next(month_ends(today))).exists()


def keep(today: date) -> None:
    """Beside them the standings of today, and what changed on the last working morning.

    What was kept before stays as it is.
    """
    actions.rebuild(on=today)
    telling.note_changes(on=latest_morning(today))
    keep_days([day for day in month_ends(today) if not Snapshot.objects.filter(day=day).exists()])


def month_ends(today: date) -> Iterator[date]:
    """The last days of the months before this one, the latest first."""
    day = today
    for _ in range(MONTHS):
        day = day.replace(day=1) - ONE_DAY
        yield day


@transaction.atomic
def keep_days(days: Sequence[date]) -> None:
    """From what was on record then, and as it was known then."""
    snapshots = {
        day: Snapshot(day=day, policy=rulebook.in_force(settings.RULEBOOK, day).name)
        for day in days
    }
    Snapshot.objects.bulk_create(snapshots.values())
    Figure.objects.bulk_create(
        Figure(
            snapshot=snapshots[day],
            unit_id=unit,
            role=role,
            measure=measure,
            status=status,
            number=number,
        )
        for (day, unit, role, measure, status), number in numbers_of(days).items()
    )


def numbers_of(days: Sequence[date]) -> Counter[Key]:
    units = dict(Unit.objects.values_list("code", "pk"))
    numbers: Counter[Key] = Counter()
    for pk, person in facts_of(list(Person.objects.values_list("pk", flat=True))):
        for day in days:
            if person.in_service(day):
                numbers.update(statuses_of(person, day, pk, units))
    return numbers


def statuses_of(person: Facts, day: date, pk: int, units: Mapping[str, int]) -> list[Key]:
    book = rulebook.in_force(settings.RULEBOOK, day)
    rows = standings_from(History(person, day, book), day, pk, units)
    return [(day, row.unit_id, row.role, row.measure, row.status) for row in rows]
