"""Opening what others wrote: by those who may, and each opening leaves its line in the log."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from people import audit
from people.models import Person, Reading
from qai.models import AuditContent, ObservationContent
from supervision.models import (
    PLR,
    ActionContent,
    Amendment,
    GeneralMeetingContent,
    Record,
    SelfAssessment,
)


def basis_for(reader: Person, about_id: int) -> Reading.Basis:
    if reader.pk == about_id:
        return Reading.Basis.SELF
    if about_id in reader.reach.reports:
        return Reading.Basis.LINE
    return Reading.Basis.CONTRIBUTOR


def basis_for_plr(reader: Person, plr: PLR) -> Reading.Basis:
    """The ground on which somebody reads what belongs to a PLR."""
    basis = basis_for(reader, plr.reportee_id)
    if basis != Reading.Basis.CONTRIBUTOR:
        return basis
    return (
        Reading.Basis.DISAGREEMENT
        if plr.disagreement_with_id == reader.pk
        else Reading.Basis.STAND_IN
    )


def open_self_assessment(plr: PLR, *, reader: Person) -> SelfAssessment | None:
    """None if there is nothing that the reader may see."""
    found = SelfAssessment.objects.visible_to(reader).filter(pk=plr.pk).first()
    if found and reader.pk != plr.reportee_id:
        _log(reader, plr, [("selfassessment", plr.pk)])
    return found


def open_record(plr: PLR, *, reader: Person) -> Record | None:
    """None if there is nothing that the reader may see. Whoever wrote it reads it unlogged."""
    found = Record.objects.visible_to(reader).filter(pk=plr.pk).first()
    if found and reader.pk != plr.led_by_id:
        _log(reader, plr, [("record", plr.pk)])
    return found


def open_amendment(plr: PLR, *, reader: Person) -> Amendment | None:
    """The line manager's own draft; None when it was made or dropped."""
    return Amendment.objects.visible_to(reader).filter(pk=plr.pk).first()


def open_pieces(about_id: int, contents: Sequence[Model], *, reader: Person) -> None:
    """Logs the opening of audits, observations, meetings and actions that others wrote."""
    records = [
        (type(content)._meta.label_lower.partition(".")[2], content.pk)
        for content in contents
        if author_of(content) != reader.pk
    ]
    if records:
        audit.log_readings(
            reader=reader, about_id=about_id, basis=basis_for(reader, about_id), records=records
        )


def open_records(about_id: int, records: Sequence[Record], *, reader: Person) -> None:
    """Logs the opening of several finalised records of one person at once."""
    others = [("record", record.pk) for record in records if record.plr.led_by_id != reader.pk]
    if others:
        audit.log_readings(
            reader=reader, about_id=about_id, basis=basis_for(reader, about_id), records=others
        )


def author_of(content: Any) -> int | None:
    if isinstance(content, AuditContent):
        return content.audit.auditor_id
    if isinstance(content, ObservationContent):
        return content.observation.observer_id
    if isinstance(content, GeneralMeetingContent):
        return content.meeting.recorded_by_id
    if isinstance(content, ActionContent) and content.action.plr:
        return content.action.plr.led_by_id
    return None


def _log(reader: Person, plr: PLR, records: list[tuple[str, int]]) -> None:
    audit.log_readings(
        reader=reader, about_id=plr.reportee_id, basis=basis_for_plr(reader, plr), records=records
    )
