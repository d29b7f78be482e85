"""After an older backup was restored: what was disposed of since goes once more."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from people import audit
from people.models import Person
from stewardship.disposing.running import has_left, is_held, throw_all
from stewardship.models import Tombstone, kinds_on


@dataclass
class Outcome:
    """`kept`: the lines that were not followed, each with why."""

    lines: int = 0
    records: int = 0
    kept: list[tuple[Tombstone, str]] = field(default_factory=list)


def dispose_again(tombstones: Iterable[Tombstone]) -> Outcome:
    """In the order in which they went. Two people agreed then; a hold of today still keeps."""
    outcome = Outcome()
    for tombstone in sorted(tombstones, key=lambda one: one.at):
        outcome.lines += 1
        with transaction.atomic(using=settings.DISPOSAL_DATABASE):
            why = follow(tombstone, outcome, settings.DISPOSAL_DATABASE)
        if why:
            outcome.kept.append((tombstone, why))
    return outcome


def follow(tombstone: Tombstone, outcome: Outcome, db: str) -> str:
    """Blank, or why it was not followed."""
    found = Person.objects.using(db).select_for_update().filter(pk=tombstone.person_id)
    person, kind = found.first(), kinds_on(timezone.localdate()).get(tombstone.kind)
    if person is None or kind is None:
        return "there is no such person, or no such kind of record"
    if is_held(person, kind.key, db):
        return "legal hold"
    if kind.counts_from_leaving and not has_left(person, by=tombstone.until):
        return "in service, or left later"
    if not Tombstone.objects.using(db).filter(pk=tombstone.pk).exists():
        tombstone.save(using=db, force_insert=True)
    number, _ = throw_all(kind.key, person.pk, tombstone.until, db)
    if number:
        audit.record(
            "records_disposed_of_again", person, by=None, using=db, of=kind.key, number=number
        )
    outcome.records += number
    return ""
