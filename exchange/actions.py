"""What somebody does with a file of an organisation's data."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction

from exchange import tasks
from exchange.importing import Report
from exchange.jobs import facts_of
from exchange.models import Import, ImportContent
from people import audit
from people.models import Person

State = Import.State


@transaction.atomic
def give_file(*, name: str, file: bytes, by: Person, now: datetime) -> Import:
    """Kept until it is applied, a day at most; a worker finds out what it would change."""
    given = Import.objects.create(
        by=by, given_at=now, worked_on_at=now, file_name=name, size=len(file)
    )
    ImportContent.objects.create(of=given, file=file)
    audit.record("import_given", given, by=by, size=given.size)
    transaction.on_commit(partial(tasks.check_import.delay, given.pk), robust=True)
    return given


@transaction.atomic
def apply(*, given: Import, now: datetime) -> bool:
    """Asking twice is asking once: False for whoever comes second."""
    started = {"state": State.APPLYING, "worked_on_at": now, "progress": 0}
    if not Import.objects.advance(given.pk, State.READY, **started):
        return False
    transaction.on_commit(partial(tasks.apply_import.delay, given.pk), robust=True)
    return True


def note_command(report: Report, *, file_name: str, size: int, now: datetime) -> None:
    """An import by the command leaves the same line for others to see, in its transaction."""
    db = settings.IMPORT_DATABASE
    given = Import.objects.using(db).create(
        given_at=now,
        worked_on_at=now,
        file_name=file_name[:200],
        size=size,
        state=State.APPLIED,
        applied_at=now,
        progress=100,
        **facts_of(report),
    )
    audit.record("import_applied", given, by=None, using=db, counts=given.counts)
