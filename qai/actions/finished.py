"""What becomes of an audit or observation after it is finalised."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from drafts.actions import claim
from people import audit as log
from people.models import Person
from qai.actions.pieces import CONTENT_OF, freeze, note_discussion
from qai.actions.telling import tell_about
from qai.actions.themes import tag_piece
from qai.models import Audit, AuditAmendment, Observation, ObservationAmendment, Piece

AMENDMENT_OF: Mapping[type[Piece], type[AuditAmendment] | type[ObservationAmendment]] = {
    Audit: AuditAmendment,
    Observation: ObservationAmendment,
}
NOT_AMENDED = ("actions", "alone_reason")


@transaction.atomic
def acknowledge(*, piece: Piece, words: str, now: datetime) -> bool:
    """The practitioner has read it, with or without a word about it; the first time stands."""
    kind = type(piece)
    unread = kind.objects.finalised().filter(pk=piece.pk, acknowledged_at=None)
    if not unread.update(acknowledged_at=now):
        return False
    CONTENT_OF[kind].objects.filter(pk=piece.pk).update(acknowledgement=words)
    log.record(f"{piece.thing}_acknowledged", piece, by=piece.person)
    tell_about(piece, [piece.author], "piece_acknowledged", by=piece.person)
    return True


@transaction.atomic
def begin_amendment(*, piece: Piece) -> None:
    """A draft that starts as the piece stands; the one that is begun already, if there is one."""
    content = CONTENT_OF[type(piece)].objects.get(pk=piece.pk)
    AMENDMENT_OF[type(piece)].objects.get_or_create(
        pk=piece.pk, defaults={"body": content.as_body()}
    )


@transaction.atomic
def amend(*, piece: Piece, version: int, by: Person, now: datetime) -> None:
    """A new version with its reason; both sides see the difference.

    Raises StaleRecord when the draft is not the one that was checked, or was made elsewhere.
    """
    amendment = claim(AMENDMENT_OF[type(piece)], piece, version)
    content = CONTENT_OF[type(piece)].objects.select_for_update().get(pk=piece.pk)
    if not content.history.exists():
        content.save_version(by=None, reason="As it was loaded")
    body = dict(amendment.body)
    reason = body.pop("amendment_reason")
    kept = {key: content.body[key] for key in NOT_AMENDED if key in content.body}
    freeze(content, {**body, **kept}, now)
    note_discussion(piece, body)
    content.save_version(by=by, reason=reason)
    tag_piece(piece, content.body)
    amendment.delete()
    log.record(f"{piece.thing}_amended", piece, by=by, version=content.version)
    tell_about(piece, [piece.person], "piece_amended", by=by, step=str(content.version))


@transaction.atomic
def drop_amendment(*, piece: Piece, by: Person) -> None:
    dropped, _ = AMENDMENT_OF[type(piece)].objects.filter(pk=piece.pk).delete()
    if dropped:
        log.record(f"{piece.thing}_amendment_dropped", piece, by=by)
