"""Whether the projection says what a fresh derivation says."""

from collections.abc import Iterable
from datetime import date

from compliance.actions import CHUNK, COPIED
from compliance.judging import standings_on
from compliance.models import Standing
from people.models import Person

Values = tuple[object, ...]


def differences(on: date) -> list[int]:
    """The people for whom the projection and a fresh derivation differ."""
    ids = list(Person.objects.in_service(on).order_by("pk").values_list("pk", flat=True))
    different: list[int] = []
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        kept = grouped(Standing.objects.filter(person__in=chunk))
        fresh = grouped(row for rows in standings_on(chunk, on, on) for row in rows)
        different += [pk for pk in chunk if kept.get(pk) != fresh.get(pk)]
    gone = Standing.objects.exclude(person__in=Person.objects.in_service(on))
    return different + list(gone.values_list("person_id", flat=True).distinct())


def grouped(rows: Iterable[Standing]) -> dict[int, set[Values]]:
    found: dict[int, set[Values]] = {}
    for row in rows:
        values = tuple(getattr(row, name) for name in COPIED)
        found.setdefault(row.person_id, set()).add(values)
    return found
