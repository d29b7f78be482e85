"""A drawn record is opened to whoever marks it, for some days, and to nobody else."""

from datetime import date, datetime, timedelta

from assurance.models import Draw, Marking
from assurance.queries.frames import Ground
from people import audit
from people.models import Person, Reading, ReadingGrant
from people.rules import book_on


def open_to(draw: Draw, marker: Person, *, ground: Ground, position: int, on: date) -> Marking:
    """While the marker is in the post or has the permission, and until the marking is sent."""
    grant = ReadingGrant.objects.create(
        reader=marker,
        about=draw.about,
        kind=draw.grant_kind,
        record_id=draw.opened_record,
        basis=Reading.Basis.DIP_SAMPLE,
        start=on,
        end=on + timedelta(days=book_on(on).assurance.grant_days),
        role=ground.role,
        unit_id=ground.unit_id,
        permission=ground.permission,
    )
    audit.record("record_opened_to_marker", grant, by=None, draw=draw.pk)
    return Marking.objects.begin(draw=draw, marker=marker, position=position, grant=grant)


def close_all(draw: Draw, *, now: datetime) -> None:
    ReadingGrant.objects.end_those(now=now, marking__draw=draw)


def close_one(marking: Marking, *, now: datetime) -> None:
    ReadingGrant.objects.end_those(now=now, pk=marking.grant_id)
