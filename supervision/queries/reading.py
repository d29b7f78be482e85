"""Opening what others wrote: by those who may, and each opening leaves its line in the log."""

from collections.abc import Iterable

from people import audit
from people.audit import Opening
from people.models import Person, Reading
from qai.models import AuditContent, ObservationContent
from supervision import access
from supervision.models import (
    PLR,
    ActionContent,
    Amendment,
    GeneralMeetingContent,
    Record,
    SelfAssessment,
)

Basis = Reading.Basis
Piece = AuditContent | ObservationContent | GeneralMeetingContent | ActionContent


def open_self_assessment(plr: PLR, *, reader: Person) -> SelfAssessment | None:
    """None if there is nothing that the reader may see."""
    found = SelfAssessment.objects.visible_to(reader).filter(pk=plr.pk).first()
    if found:
        _log(reader, _self_assessments([plr], reader))
    return found


def open_record(plr: PLR, *, reader: Person) -> Record | None:
    """None if there is nothing that the reader may see. Whoever wrote it reads it unlogged."""
    found = record_in_work(plr, writer=reader)
    if found:
        log_record(plr, reader=reader)
    return found


def record_in_work(plr: PLR, *, writer: Person) -> Record | None:
    """For saving or leading on: nothing of it is shown, so nothing is logged."""
    return Record.objects.visible_to(writer).filter(pk=plr.pk).first()


def log_record(plr: PLR, *, reader: Person) -> None:
    _log(reader, _records([plr], reader))


def open_amendment(plr: PLR, *, reader: Person) -> Amendment | None:
    """The line manager's own draft; None when it was made or dropped."""
    return Amendment.objects.visible_to(reader).filter(pk=plr.pk).first()


def open_pieces(contents: Iterable[Piece], *, reader: Person) -> None:
    """Logs the opening of audits, observations, meetings and actions that others wrote."""
    openings = [
        Opening(about_of(one), type(one).__name__.lower(), one.pk, ground(reader, one))
        for one in contents
        if author_of(one) != reader.pk
    ]
    _log(reader, openings)


def open_earlier(records: Iterable[PLR], shared: Iterable[PLR], *, reader: Person) -> None:
    """Logs the opening of records, and of shared self-assessments, of earlier PLRs at once."""
    _log(reader, [*_records(records, reader), *_self_assessments(shared, reader)])


def ground(reader: Person, piece: Piece) -> Basis:
    """Besides the line, a piece is opened by whoever has to do it or stands in for the manager."""
    if reader.pk == about_of(piece):
        return Basis.SELF
    if access.manages(reader, about_of(piece)):
        return Basis.LINE
    if isinstance(piece, ActionContent) and piece.action.owner_id == reader.pk:
        return Basis.CONTRIBUTOR
    return Basis.STAND_IN


def ground_for_plr(reader: Person, plr: PLR) -> Basis:
    if reader.pk == plr.reportee_id:
        return Basis.SELF
    if access.manages(reader, plr.reportee_id):
        return Basis.LINE
    return Basis.DISAGREEMENT if plr.disagreement_with_id == reader.pk else Basis.STAND_IN


def about_of(piece: Piece) -> int:
    match piece:
        case AuditContent():
            return piece.audit.person_id
        case ObservationContent():
            return piece.observation.person_id
        case GeneralMeetingContent():
            return piece.meeting.person_id
        case _:
            return piece.action.person_id


def author_of(piece: Piece) -> int | None:
    """An action was written by whoever led the PLR in which it was set."""
    match piece:
        case AuditContent():
            return piece.audit.auditor_id
        case ObservationContent():
            return piece.observation.observer_id
        case GeneralMeetingContent():
            return piece.meeting.recorded_by_id
        case _:
            return piece.action.plr.led_by_id if piece.action.plr else None


def _records(plrs: Iterable[PLR], reader: Person) -> list[Opening]:
    return [
        Opening(plr.reportee_id, "record", plr.pk, ground_for_plr(reader, plr))
        for plr in plrs
        if plr.led_by_id != reader.pk
    ]


def _self_assessments(plrs: Iterable[PLR], reader: Person) -> list[Opening]:
    return [
        Opening(plr.reportee_id, "selfassessment", plr.pk, ground_for_plr(reader, plr))
        for plr in plrs
        if plr.reportee_id != reader.pk
    ]


def _log(reader: Person, openings: Iterable[Opening]) -> None:
    audit.log_readings(reader=reader, openings=openings)
