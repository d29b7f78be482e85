"""Audits and observations as they are written: complete bodies, and what a browser sends."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from drafts.body import flatten
from people.models import Person
from qai.actions import pieces
from qai.models import Audit, AuditPart, Observation, Piece
from tests.factories import PersonFactory, PracticeSupervisionFactory
from tests.visiting import day_typed

TODAY = timezone.localdate
DOMAINS = ("safety", "quality", "engagement", "compliance")
BODY = {
    "domains": {key: {"grade": "good", "notes": f"Notes on {key}."} for key in DOMAINS},
    "answers": {"risk_named": "yes", "analysis": "partly"},
    "texts": {
        "impact": "The child was heard in time.",
        "strengths": "A clear analysis.",
        "learning": "Name the contingency.",
    },
    "overall_grade": "good",
}
PART = {"domains": {"safety": "I worried about the contact."}, "texts": {"strengths": "Trust."}}


def page(name: str, piece: Piece) -> str:
    return reverse(f"qai:{name}", args=[piece.slug, piece.pk])


def adviser_and_manager() -> tuple[Person, Person]:
    manager = PersonFactory(role="service_manager")
    return PersonFactory(manager=manager), manager


def adviser_and_supervisor() -> tuple[Person, Person]:
    tie = PracticeSupervisionFactory()
    return tie.person, tie.supervisor


def begun_audit(person: Person, by: Person, **facts) -> Audit:
    known = {
        "completed_on": TODAY(),
        "case_reference": "C48213",
        "tool": "full",
        "format": "normal",
        "source": "supervision",
        **facts,
    }
    return pieces.begin_piece(kind=Audit, person=person, by=by, facts=known)


def begun_observation(person: Person, by: Person, **facts) -> Observation:
    known = {"observed_on": TODAY(), "setting": "court", **facts}
    return pieces.begin_piece(kind=Observation, person=person, by=by, facts=known)


def with_body(piece: Piece, **changes) -> Piece:
    """The draft as it was saved: complete but for the changes; None leaves a part out."""
    body = {key: value for key, value in {**BODY, **changes}.items() if value is not None}
    content = piece.content
    type(content).objects.filter(pk=piece.pk).update(body=body, saved_at=timezone.now())
    return type(piece).objects.get(pk=piece.pk)


def with_part(audit: Audit, *, handed_over: bool = True) -> Audit:
    AuditPart.objects.filter(pk=audit.pk).update(body=PART)
    if handed_over:
        version = AuditPart.objects.get(pk=audit.pk).version
        pieces.hand_over_part(audit=audit, version=version, now=timezone.now())
    return Audit.objects.get(pk=audit.pk)


def finalised(piece: Piece, **changes) -> Piece:
    """Finalised as the page does it, without going through the page."""
    piece = with_body(piece, **changes)
    assert pieces.finalise(
        piece=piece,
        version=piece.content.version,
        by=piece.author,
        now=timezone.now(),
        today=TODAY(),
    )
    return type(piece).objects.get(pk=piece.pk)


def typed(piece: Piece, **changes) -> dict[str, str]:
    """What the form of the piece sends."""
    version = type(piece.content).objects.get(pk=piece.pk).version
    return {**flatten({**BODY, **changes}), "version": str(version)}


def facts_typed(**changes) -> dict[str, object]:
    """What the form of a new audit sends."""
    day: date = changes.pop("day", TODAY())
    known = {"tool": "full", "format": "normal", "case_reference": "C48213", **changes}
    return {**known, **day_typed("completed_on", day)}


def new_action(owner: Person, **changes) -> dict[str, str]:
    action = {
        "description": "Shadow a colleague in court",
        "owner": str(owner.pk),
        "due": (TODAY() + timedelta(days=60)).isoformat(),
        "category": "development",
    }
    return {**action, **changes}


def press_finalise(client, piece: Piece, **more):
    version = type(piece.content).objects.get(pk=piece.pk).version
    return client.post(page("check", piece), {"version": version, **more})


def gaps_of(answer) -> list[str]:
    return [gap.sentence for gap in answer.context["gaps"]]
