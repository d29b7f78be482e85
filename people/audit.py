"""Two lines that every room writes: what was done, and who read what."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from people.models import AuditEvent, Person, Reading


@dataclass(frozen=True)
class Opening:
    """One record of somebody that is opened, and on what ground."""

    about_id: int
    kind: str
    pk: int
    basis: Reading.Basis


Listener = Callable[[AuditEvent, str], None]
_listeners: list[Listener] = []

# No key is asked for: it is given to those alone who may read the line (wall.sql).
ADD = """
insert into people_auditevent (kind, subject_kind, subject_id, actor_id, detail, at)
values (%s, %s, %s, %s, %s, %s)
"""


def listen(listener: Listener) -> None:
    """The one place where a room above hears that facts have changed, in their transaction.

    It is given the line and the alias of the database; registering twice is registering once.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def record(
    kind: str, subject: Model, *, by: Person | None, using: str | None = None, **detail: object
) -> None:
    """One line of the audit log: facts alone, never contents."""
    line = AuditEvent(
        kind=kind,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        actor_id=by.pk if by else None,
        detail=detail,
    )
    add(line, using or DEFAULT_DB_ALIAS)
    for listener in _listeners:
        listener(line, using or DEFAULT_DB_ALIAS)


def add(line: AuditEvent, using: str) -> None:
    subject = (line.subject_kind, line.subject_id)
    with connections[using].cursor() as cursor:
        cursor.execute(ADD, [line.kind, *subject, line.actor_id, json.dumps(line.detail), line.at])


def log_readings(*, reader: Person, openings: Iterable[Opening]) -> None:
    """A line in the access log for each record opened, in the transaction that reads it."""
    Reading.objects.bulk_create(
        Reading(
            reader_id=reader.pk,
            about_id=opening.about_id,
            record_kind=opening.kind,
            record_id=opening.pk,
            basis=opening.basis,
        )
        for opening in openings
    )
