"""The projection is made anew, for the people touched or for all; a day's figures are kept."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count

from compliance.judging import standings_on
from compliance.models import Figure, Projection, Snapshot, Standing
from compliance.queries.past import sum_up_months
from people.models import Person
from policy import rulebook

CHUNK = 500
COPIED = (
    "person_id",
    "measure",
    "as_of",
    "unit_id",
    "role",
    "status",
    "next_due",
    "falls_out_on",
    "excluded_until",
)
Progress = Callable[[int], object]


def quietly(number: int) -> None:
    """Nobody watches."""


@transaction.atomic
def refresh(*, people: Collection[int], on: date) -> None:
    count_again(judge_anew(people=people, on=on))


@transaction.atomic
def judge_anew(*, people: Collection[int], on: date) -> set[int]:
    """The units touched.

    Whoever comes second for a person waits, and then sees what the first one saw and more.
    """
    locked = Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    ids = [person.pk for person in locked if in_service(person, on)]
    before = Standing.objects.filter(person__in=people)
    units = set(before.values_list("unit_id", flat=True).distinct())
    rows = [row for standings in standings_on(ids, on, on) for row in standings]
    before.delete()
    copy_in(rows)
    return units | {row.unit_id for row in rows}


def in_service(person: Person, on: date) -> bool:
    return person.joined <= on and (person.left is None or on <= person.left)


ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('compliance_tally'))"
COUNT = """
insert into compliance_tally (unit_id, measure, status, falls_out_on, number, oldest)
select unit_id, measure, status, falls_out_on, count(*), min(as_of)
from compliance_standing where %(all)s or unit_id = any(%(units)s)
group by unit_id, measure, status, falls_out_on
"""


def count_again(units: Collection[int] | None) -> None:
    """One at a time, until the end of the transaction: whoever is second counts the first as well.

    `units`: None for all.
    """
    asked: dict[str, bool | list[int]] = {"all": units is None, "units": sorted(units or ())}
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        cursor.execute(
            "delete from compliance_tally where %(all)s or unit_id = any(%(units)s)", asked
        )
        cursor.execute(COUNT, asked)


def copy_in(rows: Sequence[Standing]) -> None:
    """COPY: a rebuild of everybody is mostly writing."""
    statement = f"copy compliance_standing ({', '.join(COPIED)}) from stdin"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([getattr(row, name) for name in COPIED])


def rebuild(*, on: date, progress: Progress = quietly) -> int:
    """Everybody in service, by this process alone. The number of people judged."""
    ids = list(Person.objects.in_service(on).order_by("pk").values_list("pk", flat=True))
    judge_in_chunks(ids, on=on, progress=progress)
    finish(on=on)
    return len(ids)


def judge_in_chunks(people: Sequence[int], *, on: date, progress: Progress = quietly) -> None:
    """So many at a time, each chunk for itself: what is judged stays, whatever comes after."""
    for start in range(0, len(people), CHUNK):
        chunk = people[start : start + CHUNK]
        judge_anew(people=chunk, on=on)
        progress(len(chunk))


@transaction.atomic
def finish(*, on: date) -> None:
    """Once everybody is judged: what is left of others goes, and all are counted again."""
    Standing.objects.exclude(person__in=Person.objects.in_service(on)).delete()
    count_again(None)
    Projection.objects.update_or_create(pk=1, defaults={"as_of": on, "differing": 0})


def note_comparison(*, on: date, differing: int) -> None:
    """What a fresh derivation found, for the dashboards and for whoever watches the site."""
    found = {"compared_on": on, "differing": differing}
    Projection.objects.update_or_create(
        pk=1, defaults=found, create_defaults={"as_of": on, **found}
    )


@transaction.atomic
def take_snapshot(*, on: date) -> bool:
    """Keeps the figures of the projection. False when those of the day were kept before."""
    policy = rulebook.in_force(settings.RULEBOOK, on).name
    snapshot, is_new = Snapshot.objects.get_or_create(day=on, defaults={"policy": policy})
    if not is_new:
        return False
    keys = ("unit_id", "role", "measure", "status")
    rows = Standing.objects.filter(as_of=on).order_by().values_list(*keys)
    Figure.objects.bulk_create(
        Figure(
            snapshot=snapshot, unit_id=unit, role=role, measure=key, status=status, number=number
        )
        for unit, role, key, status, number in rows.annotate(number=Count("pk"))
    )
    transaction.on_commit(partial(sum_up_months, on=on), robust=True)
    return True
