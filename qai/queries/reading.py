"""Opening what others wrote: by those who may, and each opening leaves its line in the log."""

from dataclasses import dataclass

from people import audit as log
from people.audit import Opening
from people.models import Person, Reading
from qai import access
from qai.actions.finished import AMENDMENT_OF
from qai.actions.pieces import CONTENT_OF
from qai.models import (
    Audit,
    AuditAmendment,
    AuditContent,
    AuditPart,
    ObservationAmendment,
    ObservationContent,
    Piece,
)

Basis = Reading.Basis
Content = AuditContent | ObservationContent


@dataclass(frozen=True)
class Opened:
    """What one reader may read of one piece; either voice may be closed to them."""

    content: Content | None
    part: AuditPart | None


def open_piece(piece: Piece, *, reader: Person) -> Opened:
    """For a page on which it is read."""
    opened = Opened(content_in_work(piece, writer=reader), part_of(piece, reader=reader))
    note_opening(piece, opened, reader=reader)
    return opened


def note_opening(piece: Piece, opened: Opened, *, reader: Person) -> None:
    """A line for each text that somebody else wrote."""
    openings = []
    if opened.content and piece.author_id != reader.pk:
        openings.append(line_for(piece, opened.content, reader))
    if opened.part and piece.person_id != reader.pk:
        openings.append(line_for(piece, opened.part, reader))
    if openings:
        log.log_readings(reader=reader, openings=openings)


def line_for(piece: Piece, text: Content | AuditPart, reader: Person) -> Opening:
    kind = type(text).__name__.lower()
    return Opening(piece.person_id, kind, piece.pk, ground(reader, piece))


def ground(reader: Person, piece: Piece) -> Basis:
    if reader.pk == piece.person_id:
        return Basis.SELF
    if reader.pk == piece.author_id:
        return Basis.CONTRIBUTOR
    if access.reads_by_grant(reader, piece):
        given = reader.reach.may_read.get(piece.thing, {})
        return Basis(given.get(piece.pk, Basis.BREAK_GLASS))
    return Basis.LINE


def content_in_work(piece: Piece, *, writer: Person) -> Content | None:
    """For saving or finalising: nothing of it is shown, so nothing is logged."""
    contents = CONTENT_OF[type(piece)].objects.visible_to(writer).filter(pk=piece.pk)
    return contents.select_related(CONTENT_OF[type(piece)].OF).first()


def part_of(piece: Piece, *, reader: Person) -> AuditPart | None:
    if not isinstance(piece, Audit) or not piece.is_collaborative:
        return None
    return AuditPart.objects.visible_to(reader).filter(pk=piece.pk).first()


def has_written_part(piece: Piece) -> bool:
    return AuditPart.objects.is_written(piece)


def open_amendment(piece: Piece, *, reader: Person) -> AuditAmendment | ObservationAmendment | None:
    """The author's own draft; None when it was made or dropped."""
    return AMENDMENT_OF[type(piece)].objects.visible_to(reader).filter(pk=piece.pk).first()
