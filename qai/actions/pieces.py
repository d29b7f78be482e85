"""From the first word of an audit or observation to its finalising."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from drafts.actions import StaleRecord, claim
from people import audit as log
from people.models import Person
from qai import plan
from qai.actions.telling import tell_about
from qai.actions.themes import tag_piece
from qai.models import Audit, AuditContent, AuditPart, Observation, ObservationContent, Piece
from qai.queries.guards import refusal_for

CONTENT_OF: Mapping[type[Piece], type[AuditContent] | type[ObservationContent]] = {
    Audit: AuditContent,
    Observation: ObservationContent,
}
BESIDE_THE_BODY = ("strengths", "learning")
# What the check of an audit rests on beside its text.
CHECKED_WITH = ("part_handed_over_at", "tool", "source", "format", "completed_on")


class AlreadyThere(Exception):
    """The same work was looked at on that day already, by anybody."""


class ToolRefused(Exception):
    """The tool may no longer be used for this piece: the sentence says what to do."""


@transaction.atomic
def begin_piece(*, kind: type[Piece], person: Person, by: Person, facts: dict[str, Any]) -> Piece:
    """An empty draft; of a collaborative audit one for each voice. Raises AlreadyThere."""
    piece = kind(person=person, **{kind.AUTHOR: by}, **facts)
    try:
        with transaction.atomic():
            piece.save()
    except IntegrityError:
        raise AlreadyThere from None
    CONTENT_OF[kind].objects.begin(piece)
    log.record(f"{piece.thing}_begun", piece, by=by)
    if isinstance(piece, Audit) and piece.is_collaborative:
        _ask_for_part(piece, by=by)
    return piece


@transaction.atomic
def change_facts(*, piece: Piece, by: Person, facts: dict[str, Any]) -> bool:
    """Of a draft, until it is finalised; what was typed is kept. Raises AlreadyThere."""
    kind = type(piece)
    if all(getattr(piece, name) == value for name, value in facts.items()):
        return False
    was_collaborative = piece.is_collaborative
    try:
        with transaction.atomic():
            if not kind.objects.drafts().filter(pk=piece.pk).update(**facts):
                return False
    except IntegrityError:
        raise AlreadyThere from None
    piece.refresh_from_db(fields=list(facts))
    log.record(f"{piece.thing}_changed", piece, by=by)
    if isinstance(piece, Audit) and piece.is_collaborative and not was_collaborative:
        _ask_for_part(piece, by=by)
    return True


def _ask_for_part(audit: Audit, *, by: Person) -> None:
    AuditPart.objects.begin(audit)
    tell_about(audit, [audit.person], "part_asked", by=by, path=audit.part_url)


@transaction.atomic
def drop_draft(*, piece: Piece, by: Person) -> bool:
    """Begun by mistake. Kept when the other voice has written something, or it is finalised."""
    kind = type(piece)
    found = kind.objects.drafts().select_for_update().filter(pk=piece.pk).first()
    if found is None or AuditPart.objects.is_written(piece):
        return False
    log.record(f"{piece.thing}_dropped", piece, by=by)
    found.delete()
    return True


@transaction.atomic
def hand_over_part(*, audit: Audit, version: int, now: datetime) -> bool:
    """Opens the practitioner's part to the auditor and locks it; twice is once.

    Raises StaleRecord when the text is not the one that was looked at.
    """
    unshared = Audit.objects.drafts().filter(pk=audit.pk, part_handed_over_at=None)
    if not unshared.update(part_handed_over_at=now):
        return False
    draft = claim(AuditPart, audit, version)
    AuditPart.objects.filter(pk=draft.pk).update(version=version + 1)
    log.record("audit_part_handed_over", audit, by=audit.person)
    tell_about(audit, [audit.auditor], "part_handed_over", by=audit.person)
    return True


@transaction.atomic
def finalise(*, piece: Piece, version: int, by: Person, now: datetime, today: date) -> bool:
    """Locks it, shows it to the practitioner and counts it on the day of the work.

    Twice is once: False for whoever comes second. Raises StaleRecord when the draft is not the one
    that was checked, or its facts or the other voice changed since, and ToolRefused (AMB-27).
    """
    kind = type(piece)
    draft_facts = kind.objects.drafts().filter(pk=piece.pk)
    if not draft_facts.update(finalised_on=today, finalised_at=now):
        return False
    content = claim(CONTENT_OF[kind], piece, version)
    _refuse_what_changed(piece, today)
    actions = planned_actions(content.body)
    note_discussion(piece, content.body)
    freeze(content, content.body, now)
    content.save_version(by=by, reason="Finalised")
    tag_piece(piece, content.body)
    piece.refresh_from_db()
    plan.join_plan(piece=piece, actions=actions, now=now)
    log.record(f"{piece.thing}_finalised", piece, by=by, day=piece.day.isoformat())
    tell_about(piece, [piece.person], "piece_finalised", by=by)
    return True


def _refuse_what_changed(piece: Piece, today: date) -> None:
    if not isinstance(piece, Audit):
        return
    current = Audit.objects.select_related("person").get(pk=piece.pk)
    if any(getattr(current, name) != getattr(piece, name) for name in CHECKED_WITH):
        raise StaleRecord
    if refused := refusal_for(current, today=today):
        raise ToolRefused(refused)


def freeze(
    content: AuditContent | ObservationContent, body: Mapping[str, Any], now: datetime
) -> None:
    """Grade, strengths and learning stand beside the body, as of pieces that were loaded."""
    texts = dict(body.get("texts", {}))
    content.strengths, content.learning = (texts.pop(key, "") for key in BESIDE_THE_BODY)
    content.grade = body["overall_grade"]
    content.body = {**body, "texts": texts}
    content.body.pop("overall_grade")
    content.version += 1
    content.saved_at = now


def note_discussion(piece: Piece, body: Mapping[str, Any]) -> None:
    """The day on which it was discussed with the practitioner is a fact."""
    typed = body.get("discussed_on")
    day = date.fromisoformat(typed) if typed else None
    type(piece).objects.filter(pk=piece.pk).update(discussed_on=day)


def planned_actions(body: Mapping[str, Any]) -> list[plan.PlannedAction]:
    return [
        plan.PlannedAction(
            description=row["description"],
            owner_id=int(row["owner"]),
            due_on=date.fromisoformat(row["due"]),
            category=row.get("category", ""),
        )
        for row in body.get("actions", [])
    ]
