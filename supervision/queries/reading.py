"""Opening what others wrote: by those who may, and each opening leaves its line in the log."""

from collections.abc import Iterable
from types import TracebackType
from typing import Self

from people import audit
from people.audit import Opening
from people.models import Person, Reading
from qai.models import AuditContent, ObservationContent, SelfRegulationReason
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
Piece = (
    AuditContent | ObservationContent | GeneralMeetingContent | ActionContent | SelfRegulationReason
)


class Openings:
    """What one page opens for one reader.

    `with Openings(reader) as openings:` writes a line for each record at the end of the block,
    before anything of it is shown. Whoever wrote a record reads it unlogged.
    """

    def __init__(self, reader: Person):
        self.reader = reader
        self.lines: dict[Opening, None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if problem is None and self.lines:
            audit.log_readings(reader=self.reader, openings=list(self.lines))

    def self_assessment(self, plr: PLR) -> SelfAssessment | None:
        """None if there is nothing that the reader may see."""
        if found := own_self_assessment(plr, writer=self.reader):
            self.add_self_assessment(plr)
        return found

    def record(self, plr: PLR) -> Record | None:
        """None if there is nothing that the reader may see."""
        if found := record_in_work(plr, writer=self.reader):
            self.add_record(plr)
        return found

    def add_self_assessment(self, plr: PLR) -> None:
        if plr.reportee_id != self.reader.pk:
            self._add(plr.reportee_id, "selfassessment", plr.pk, ground_for_plr(self.reader, plr))

    def add_record(self, plr: PLR) -> None:
        if plr.led_by_id != self.reader.pk:
            self._add(plr.reportee_id, "record", plr.pk, ground_for_plr(self.reader, plr))

    def add_pieces(self, pieces: Iterable[Piece]) -> None:
        """Audits, observations, meetings, actions and reasons of decisions."""
        for piece in pieces:
            if author_of(piece) != self.reader.pk:
                kind = type(piece).__name__.lower()
                self._add(about_of(piece), kind, piece.pk, ground(self.reader, piece))

    def add_feedback(self, plr: PLR, request_id: int) -> None:
        """What others wrote about the reportee; the request stands for its answers."""
        basis = ground_for_plr(self.reader, plr)
        self._add(plr.reportee_id, "feedbackanswer", request_id, basis)

    def _add(self, about_id: int, kind: str, pk: int, basis: Basis) -> None:
        self.lines[Opening(about_id, kind, pk, basis)] = None


def record_in_work(plr: PLR, *, writer: Person) -> Record | None:
    """For saving or leading on: nothing of it is shown, so nothing is logged."""
    return getattr(plr, "record", None) if access.may_open_record(writer, plr) else None


def own_self_assessment(plr: PLR, *, writer: Person) -> SelfAssessment | None:
    may_open = access.may_open_self_assessment(writer, plr)
    return getattr(plr, "self_assessment", None) if may_open else None


def open_amendment(plr: PLR, *, reader: Person) -> Amendment | None:
    """The line manager's own draft; None when it was made or dropped."""
    return Amendment.objects.visible_to(reader).filter(pk=plr.pk).first()


def ground(reader: Person, piece: Piece) -> Basis:
    """Besides the line, a piece is opened by whoever has to do it or stands in for the manager."""
    if reader.pk == about_of(piece):
        return Basis.SELF
    if access.manages(reader, about_of(piece)):
        return Basis.LINE
    if isinstance(piece, ActionContent) and piece.action.owner_id == reader.pk:
        return Basis.CONTRIBUTOR
    return Basis.BREAK_GLASS if access.has_opened(reader, about_of(piece)) else Basis.STAND_IN


def ground_for_plr(reader: Person, plr: PLR) -> Basis:
    if reader.pk == plr.reportee_id:
        return Basis.SELF
    if access.manages(reader, plr.reportee_id):
        return Basis.LINE
    if access.reads_by_grant(reader, plr):
        return Basis(reader.reach.may_read.get("plr", {}).get(plr.pk, Basis.BREAK_GLASS))
    return Basis.DISAGREEMENT if plr.disagreement_with_id == reader.pk else Basis.STAND_IN


def about_of(piece: Piece) -> int:
    match piece:
        case AuditContent():
            return piece.audit.person_id
        case ObservationContent():
            return piece.observation.person_id
        case GeneralMeetingContent():
            return piece.meeting.person_id
        case SelfRegulationReason():
            return piece.decision.person_id
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
        case SelfRegulationReason():
            return piece.decision.decided_by_id
        case _:
            return piece.action.plr.led_by_id if piece.action.plr else None
