"""Who may read what, said a second time: from docs/architecture.md, over plain values."""

from collections.abc import Callable, Iterable

from tests.security.ties import (
    People,
    Row,
    Stored,
    active,
    given,
    grants_of,
    hr_of_all,
    manager_of,
    on_record,
    opened,
)

OPEN = ("scheduled", "held")


def stand_in(plr: Row, states: Iterable[str]) -> People:
    return {plr["led_by_id"]} if plr["stand_in"] and plr["state"] in states else set()


def leaders(stored: Stored, plr: Row) -> People:
    """The line manager of today, and whoever stands in while the PLR is open."""
    return manager_of(stored, plr["reportee_id"]) | stand_in(plr, OPEN)


def self_assessment(stored: Stored, row: Row) -> People:
    plr = stored.one("supervision.PLR", row["plr_id"])
    readers = {plr["reportee_id"]}
    if plr["self_assessment_shared_at"] is None:
        return readers
    sampled = given(stored, "plr", plr["id"]) if plr["state"] == "finalised" else set()
    return readers | leaders(stored, plr) | sampled | opened(stored, plr["reportee_id"])


def record(stored: Stored, row: Row) -> People:
    plr = stored.one("supervision.PLR", row["plr_id"])
    if plr["state"] == "finalised":
        by_permission = given(stored, "plr", plr["id"]) | opened(stored, plr["reportee_id"])
        return finished(stored, plr) | by_permission
    not_final = (*OPEN, "cancelled")
    return manager_of(stored, plr["reportee_id"]) | stand_in(plr, not_final)


def finished(stored: Stored, plr: Row) -> People:
    """The record, with its copies and its earlier versions."""
    settles = {plr["disagreement_with_id"]} if plr["disagreement_settled_at"] is None else set()
    return {plr["reportee_id"]} | manager_of(stored, plr["reportee_id"]) | settles


def version_of_record(stored: Stored, row: Row) -> People:
    return finished(stored, stored.one("supervision.PLR", row["plr_id"]))


def amendment(stored: Stored, row: Row) -> People:
    return manager_of(stored, stored.one("supervision.PLR", row["plr_id"])["reportee_id"])


def action_content(stored: Stored, row: Row) -> People:
    action = stored.one("supervision.Action", row["action_id"])
    stood_in = {
        person
        for plr in stored.of("supervision.PLR")
        if plr["reportee_id"] == action["person_id"]
        for person in stand_in(plr, OPEN)
    }
    line = {action["person_id"]} | on_record(stored, action["person_id"])
    return line | {action["owner_id"]} | stood_in


def meeting_content(stored: Stored, row: Row) -> People:
    meeting = stored.one("supervision.GeneralMeeting", row["meeting_id"])
    writer = {meeting["recorded_by_id"]}
    if meeting["finalised_on"] is None:
        return writer
    return writer | {meeting["person_id"]} | on_record(stored, meeting["person_id"])


def meeting_amendment(stored: Stored, row: Row) -> People:
    return {stored.one("supervision.GeneralMeeting", row["meeting_id"])["recorded_by_id"]}


def question(stored: Stored, row: Row) -> People:
    """Whoever leads, a reportee who asked, and those who were asked."""
    request = stored.one("supervision.FeedbackRequest", row["request_id"])
    plr = stored.one("supervision.PLR", request["plr_id"])
    asked = {
        one["person_id"]
        for one in stored.of("supervision.FeedbackInvitation")
        if one["request_id"] == request["id"]
    }
    own = {plr["reportee_id"]} & {request["asked_by_id"]}
    return leaders(stored, plr) | own | asked


def answer(stored: Stored, row: Row) -> People:
    """Named at once; unnamed when nobody can answer any more, and enough colleagues have."""
    request = stored.one("supervision.FeedbackRequest", row["request_id"])
    plr = stored.one("supervision.PLR", request["plr_id"])
    asked = [
        one
        for one in stored.of("supervision.FeedbackInvitation")
        if one["request_id"] == request["id"]
    ]
    counted = sum(one["answered"] for one in asked if one["person_id"])
    in_time = request["closes_on"] is None or stored.today <= request["closes_on"]
    can_be = in_time and request["closed_on"] is None and plr["state"] in OPEN
    over = all(one["answered"] for one in asked) or not can_be
    if row["named"] or (over and counted >= max(request["least_answers"], 1)):
        return leaders(stored, plr)
    return set()


def between_two(stored: Stored, row: Row) -> People:
    return {row["person_id"]} | manager_of(stored, row["person_id"])


def piece_rule(label: str, author: str, *, with_given: bool) -> Callable[[Stored, Row], People]:
    """Findings: their author; once finalised the practitioner and their line manager too."""
    kind = label.rpartition(".")[2].lower()

    def readers(stored: Stored, row: Row) -> People:
        piece = stored.one(label, row[f"{kind}_id"])
        found = {piece[author]}
        if piece["finalised_on"] is not None:
            found |= {piece["person_id"]} | manager_of(stored, piece["person_id"])
            if with_given:
                found |= given(stored, kind, piece["id"]) | opened(stored, piece["person_id"])
        return found

    return readers


def piece_amendment(label: str, author: str) -> Callable[[Stored, Row], People]:
    kind = label.rpartition(".")[2].lower()
    return lambda stored, row: {stored.one(label, row[f"{kind}_id"])[author]}


def part(stored: Stored, row: Row) -> People:
    """The practitioner's until handed over; the line manager's once the audit is finalised."""
    audit = stored.one("qai.Audit", row["audit_id"])
    readers = {audit["person_id"]}
    if audit["part_handed_over_at"] is None:
        return readers
    readers.add(audit["auditor_id"])
    final = audit["finalised_on"] is not None
    return readers | (on_record(stored, audit["person_id"]) if final else set())


def tag(stored: Stored, row: Row) -> People:
    content = "qai.AuditContent" if row["audit_id"] else "qai.ObservationContent"
    return READERS[content](stored, row)


def reason(stored: Stored, row: Row) -> People:
    decision = stored.one("qai.SelfRegulationDecision", row["decision_id"])
    decided = {decision["decided_by_id"]}
    return between_two(stored, decision) | decided | opened(stored, decision["person_id"])


def marking(stored: Stored, row: Row) -> People:
    """One's own; sent, also those of the draw who have sent theirs, and who led the record."""
    of = stored.one("assurance.Marking", row["marking_id"])
    if of["sent_at"] is None:
        return {of["marker_id"]}
    draw = stored.one("assurance.Draw", of["draw_id"])
    answers = of["position"] == 1 and not draw["is_calibration"]
    return markers_who_sent(stored, draw["id"]) | ({draw["answerable_id"]} if answers else set())


def markers_who_sent(stored: Stored, draw: int) -> People:
    return {
        row["marker_id"]
        for row in stored.of("assurance.Marking")
        if row["draw_id"] == draw and row["sent_at"] is not None
    }


def manager_answer(stored: Stored, row: Row) -> People:
    answerable = stored.one("assurance.Draw", row["draw_id"])["answerable_id"]
    return {answerable} | markers_who_sent(stored, row["draw_id"])


def import_content(stored: Stored, row: Row) -> People:
    """Whoever gave the file, while they import for the whole organisation."""
    keepers = {
        grant["person_id"]
        for grant in stored.current("people.Grant")
        if grant["grant"] in ("hr", "mis") and grant["unit_id"] is None
    }
    return {stored.one("exchange.Import", row["of_id"])["by_id"]} & keepers


def hold(stored: Stored, row: Row) -> People:
    """HR; never whoever it is about."""
    about = stored.one("stewardship.LegalHold", row["hold_id"])["person_id"]
    return hr_of_all(stored) - {about}


def why_complex(stored: Stored, row: Row) -> People:
    asked_by = stored.one("stewardship.AccessRequest", row["of_id"])["person_id"]
    return hr_of_all(stored) | {asked_by}


def review(stored: Stored, row: Row) -> People:
    """The reviewer alone, while it is looked through."""
    request = stored.one("stewardship.AccessRequest", row["of_id"])
    return {request["reviewer_id"]} if request["state"] == "reviewing" else set()


def why_opened(stored: Stored, row: Row) -> People:
    """Those with the permission watch each other; whoever it is about once they are told."""
    may = {
        one["person_id"]
        for one in stored.current("people.Grant")
        if one["grant"] == "break_glass"
        if "system_admin" not in grants_of(stored, one["person_id"])
    }
    opening = stored.one("people.BreakGlass", row["opening_id"])
    about = {opening["about_id"]}
    return (may - about) | (about if opening["told_at"] else set())


def case_of(label: str, author: str) -> Callable[[Stored, Row], People]:
    """Named to those who read the findings; of a collaborative audit to the practitioner too."""

    def readers(stored: Stored, row: Row) -> People:
        findings = piece_rule(label, author, with_given=True)
        both = {row["person_id"]} if row.get("format") == "collaborative" else set()
        return both | findings(stored, {f"{label.rpartition('.')[2].lower()}_id": row["id"]})

    return readers


AUDIT, OBSERVATION = ("qai.Audit", "auditor_id"), ("qai.Observation", "observer_id")
READERS: dict[str, Callable[[Stored, Row], People]] = {
    "supervision.SelfAssessment": self_assessment,
    "supervision.Record": record,
    "supervision.HistoricalRecord": version_of_record,
    "supervision.Amendment": amendment,
    "supervision.ActionContent": action_content,
    "supervision.ActionNote": action_content,
    "supervision.GeneralMeetingContent": meeting_content,
    "supervision.HistoricalGeneralMeetingContent": meeting_content,
    "supervision.MeetingAmendment": meeting_amendment,
    "supervision.MeetingDraft": lambda stored, row: {row["by_id"]},
    "supervision.FeedbackQuestion": question,
    "supervision.FeedbackAnswer": answer,
    "supervision.AgreedInterval": between_two,
    "supervision.SupportNeed": between_two,
    "qai.AuditContent": piece_rule(*AUDIT, with_given=True),
    "qai.HistoricalAuditContent": piece_rule(*AUDIT, with_given=False),
    "qai.ObservationContent": piece_rule(*OBSERVATION, with_given=True),
    "qai.HistoricalObservationContent": piece_rule(*OBSERVATION, with_given=False),
    "qai.AuditAmendment": piece_amendment(*AUDIT),
    "qai.ObservationAmendment": piece_amendment(*OBSERVATION),
    "qai.AuditPart": part,
    "qai.Tag": tag,
    "qai.SelfRegulationReason": reason,
    "assurance.MarkingContent": marking,
    "assurance.Answer": manager_answer,
    "exchange.ImportContent": import_content,
    "qai.Audit": case_of(*AUDIT),
    "qai.Observation": case_of(*OBSERVATION),
    "people.BreakGlassReason": why_opened,
    "stewardship.ComplexityReason": why_complex,
    "stewardship.AccessReview": review,
    "stewardship.LegalHoldReason": hold,
}


def readers_of(stored: Stored, label: str, row: Row) -> People:
    return READERS[label](stored, row) & active(stored)
