"""Two lines that every room writes: what was done, and who read what."""

from collections.abc import Iterable

from django.db.models import Model

from people.models import AuditEvent, Person, Reading


def record(kind: str, subject: Model, *, by: Person | None, **detail: object) -> None:
    """One line of the audit log: facts alone, never contents."""
    AuditEvent.objects.create(
        kind=kind,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        actor_id=by.pk if by else None,
        detail=detail,
    )


def log_readings(
    *, reader: Person, about_id: int, basis: Reading.Basis, records: Iterable[tuple[str, int]]
) -> None:
    """A line in the access log for each record opened, in the transaction that reads it."""
    Reading.objects.bulk_create(
        Reading(reader_id=reader.pk, about_id=about_id, record_kind=kind, record_id=pk, basis=basis)
        for kind, pk in records
    )
