"""What this room keeps about a person: audits and observations of their work, self-regulation."""

from collections.abc import Iterator
from typing import Any

from drafts.kept import written
from people.kept import Entry, Facts, Kind, Text, changed_by, facts_of, plain, texts_in
from people.models import Person
from policy.subject_access import Look
from qai.models import (
    Audit,
    AuditAmendment,
    AuditContent,
    AuditPart,
    Observation,
    ObservationAmendment,
    ObservationContent,
    Piece,
    SelfRegulationDecision,
    SelfRegulationReason,
    Tag,
    Theme,
)

STATE = ("discussed_on", "finalised_on", "acknowledged_at")
AUDIT = ("completed_on", "auditor", "case_reference", "tool", "source", "format", *STATE)
OBSERVATION = ("observed_on", "observer", "setting", "case_reference", *STATE)


def audits(person: Person) -> Iterator[Entry]:
    found = Audit.objects.filter(person=person).select_related("person", "auditor", "content")
    return pieces(found.prefetch_related("tags__theme"), AUDIT)


def observations(person: Person) -> Iterator[Entry]:
    found = Observation.objects.filter(person=person)
    related = found.select_related("person", "observer", "content")
    return pieces(related.prefetch_related("tags__theme"), OBSERVATION)


def pieces(found: Any, names: tuple[str, ...]) -> Iterator[Entry]:
    for piece in found:
        content = getattr(piece, "content", None)
        grades, texts = contents(piece, content) if content else ({}, ())
        record = (type(content).__name__.lower(), piece.pk) if content else None
        yield Entry({**facts_of(piece, *names), **grades}, texts, record)


def contents(piece: Piece, content: Any) -> tuple[Facts, tuple[Text, ...]]:
    """A draft has not been shown to the person: the whole of it is looked at."""
    look = Look.IF_NAMED if piece.is_final else Look.ALWAYS
    facts, texts = written(content.as_body(), look=look, by=piece.author.name)
    own = Text("acknowledgement", content.acknowledgement, Look.OWN, piece.person.name)
    tags = [tag.theme.title if tag.theme else tag.words for tag in piece.tags.all()]
    return {**facts, "themes": tags}, (*texts, *texts_in(own))


def audit_versions(person: Person) -> list[Entry]:
    rows = AuditContent.history.filter(audit__person=person).select_related("audit__auditor")
    return [
        version(row, row.audit.auditor.name, ("auditcontent", row.audit_id))
        for row in rows.select_related("history_user")
    ]


def observation_versions(person: Person) -> list[Entry]:
    rows = ObservationContent.history.filter(observation__person=person)
    return [
        version(row, row.observation.observer.name, ("observationcontent", row.observation_id))
        for row in rows.select_related("observation__observer", "history_user")
    ]


def version(row: Any, by: str, record: tuple[str, int]) -> Entry:
    facts, texts = written(row.body, look=Look.IF_NAMED, by=by)
    beside = (
        Text(name, text or "", Look.IF_NAMED, by)
        for name, text in (
            ("strengths", row.strengths),
            ("learning", row.learning),
            ("reason", row.history_change_reason),
        )
    )
    at = {"grade": row.grade, "changed_at": plain(row.history_date), **changed_by(row)}
    return Entry({**at, **facts}, (*texts, *texts_in(*beside)), record)


def amendments(person: Person) -> list[Entry]:
    """Being written: not shown to the person yet."""
    audits = AuditAmendment.objects.filter(audit__person=person).select_related("audit__auditor")
    observed = ObservationAmendment.objects.filter(observation__person=person)
    return [
        *(draft(one, one.audit, "completed_on") for one in audits),
        *(
            draft(one, one.observation, "observed_on")
            for one in observed.select_related("observation__observer")
        ),
    ]


def draft(amendment: AuditAmendment | ObservationAmendment, of: Piece, day: str) -> Entry:
    facts, texts = written(amendment.body, look=Look.ALWAYS, by=of.author.name)
    return Entry(
        {**facts_of(of, day), **facts}, texts, (type(amendment).__name__.lower(), amendment.pk)
    )


def parts(person: Person) -> Iterator[Entry]:
    for part in AuditPart.objects.filter(audit__person=person).written():
        facts, texts = written(part.body, look=Look.OWN, by=person.name)
        yield Entry({"audit": part.pk, **facts}, texts)


def decisions(person: Person) -> Iterator[Entry]:
    found = SelfRegulationDecision.objects.filter(person=person)
    for made in found.select_related("decided_by", "content"):
        facts = facts_of(made, "outcome", "decided_on", "decided_by", "made_at", "recorded_on")
        content = getattr(made, "content", None)
        texts, record = (), None
        if content:
            facts["pieces"] = plain(content.pieces)
            texts = texts_in(Text("reason", content.reason, Look.IF_NAMED, made.decided_by.name))
            record = ("selfregulationreason", made.pk)
        yield Entry(facts, texts, record)


KINDS = (
    Kind(
        "audits",
        "Audits of your work",
        audits,
        (Audit, AuditContent, Tag),
        ("qai.Audit.person",),
    ),
    Kind(
        "audits_before",
        "Audits of your work: their versions",
        audit_versions,
        (AuditContent.history.model,),
    ),
    Kind(
        "observations",
        "Observations of your practice",
        observations,
        (Observation, ObservationContent, Tag),
        ("qai.Observation.person",),
    ),
    Kind(
        "observations_before",
        "Observations of your practice: their versions",
        observation_versions,
        (ObservationContent.history.model,),
    ),
    Kind(
        "piece_amendments",
        "Changes to audits and observations that are being written",
        amendments,
        (AuditAmendment, ObservationAmendment),
    ),
    Kind("audit_parts", "Your parts of collaborative audits", parts, (AuditPart,)),
    Kind(
        "self_regulation",
        "Decisions about your self-regulation",
        decisions,
        (SelfRegulationDecision, SelfRegulationReason),
        ("qai.SelfRegulationDecision.person",),
    ),
)
COUNTED = {
    "qai.Audit.auditor": "Audits that you made of the work of others",
    "qai.Observation.observer": "Observations that you made of others",
    "qai.SelfRegulationDecision.decided_by": "Decisions that you made about others",
}
LEFT_OUT = {Theme._meta.label: "It is about nobody; yours stand with each piece of work."}
