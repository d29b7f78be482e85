"""PLRs of a person and what was written in them, for whoever asks what is kept about them."""

from collections.abc import Iterator
from typing import Any

from drafts.kept import written
from people.kept import Entry, Kind, Text, changed_by, facts_of, plain, rows_of, texts_in
from people.models import Person
from policy.subject_access import Look
from supervision.models import (
    PLR,
    Action,
    ActionContent,
    ActionNote,
    Amendment,
    DecisionRecord,
    Pin,
    Rearrangement,
    Record,
    SelfAssessment,
)

PLR_FACTS = (
    "state",
    "planned_for",
    "starts_at",
    "place",
    "led_by",
    "stand_in",
    "joined_by",
    "held_on",
    "finalised_on",
    "cancelled_at",
    "self_assessment_shared_at",
    "standards_assessed",
    "answer",
    "answered_at",
    "disagreement_with",
    "disagreement_settled_at",
)
ACTION = ("due_on", "owner", "category", "standard", "state", "closed_on", "created_at")


def plrs(person: Person) -> list[Entry]:
    related = person.plrs.select_related("led_by", "joined_by", "disagreement_with")
    return [Entry({"number": plr.pk, **facts_of(plr, *PLR_FACTS)}) for plr in related]


def rearrangements(person: Person) -> list[Entry]:
    moved = Rearrangement.objects.filter(plr__reportee=person).select_related("by", "to_person")
    return rows_of(moved, "plr_id", "kind", "from_day", "to_day", "to_person", "reason", "by", "at")


def pins(person: Person) -> list[Entry]:
    return rows_of(Pin.objects.filter(plr__reportee=person), "plr_id", "item", "at")


def self_assessments(person: Person) -> Iterator[Entry]:
    """Also one that nobody else may read: it is their own."""
    for one in SelfAssessment.objects.filter(plr__reportee=person).exclude(body={}):
        facts, texts = written(one.body, look=Look.OWN, by=person.name)
        yield Entry({"plr": one.pk, "saved_at": plain(one.saved_at), **facts}, texts)


def records(person: Person) -> Iterator[Entry]:
    """One that is not finalised was not shown to the person: the whole of it is looked at."""
    found = Record.objects.filter(plr__reportee=person)
    for record in found.select_related("plr__led_by", "plr__disagreement_with"):
        plr = record.plr
        look = Look.IF_NAMED if plr.is_final else Look.ALWAYS
        facts, texts = written(record.body, look=look, by=plr.led_by.name)
        settled_by = plr.disagreement_with.name if plr.disagreement_with else ""
        beside = texts_in(
            Text("override_evidence", record.override_evidence, look, plr.led_by.name),
            Text("reportee_comment", record.reportee_comment, Look.OWN, person.name),
            Text("settlement", record.settlement, Look.IF_NAMED, settled_by),
        )
        graded = {"overall_grade": record.overall_grade, "grade_inputs": plain(record.grade_inputs)}
        at = {"plr": plr.pk, **facts_of(plr, "planned_for", "held_on")}
        yield Entry({**at, **facts, **graded}, (*texts, *beside), ("record", plr.pk))


def record_versions(person: Person) -> Iterator[Entry]:
    rows = Record.history.filter(plr__reportee=person)
    for row in rows.select_related("plr__led_by", "history_user").order_by("plr", "history_date"):
        by = row.history_user.name if row.history_user else row.plr.led_by.name
        facts, texts = written(row.body, look=Look.IF_NAMED, by=by)
        beside = texts_in(
            Text("override_evidence", row.override_evidence, Look.IF_NAMED, by),
            Text("reason", row.history_change_reason or "", Look.IF_NAMED, by),
        )
        at = {"plr": row.plr_id, "changed_at": plain(row.history_date), **changed_by(row)}
        yield Entry({**at, **facts}, (*texts, *beside), ("record", row.plr_id))


def amendments(person: Person) -> Iterator[Entry]:
    """Being written: not shown to the person yet."""
    found = Amendment.objects.filter(plr__reportee=person).select_related("plr__led_by")
    for one in found:
        facts, texts = written(one.body, look=Look.ALWAYS, by=one.plr.led_by.name)
        at = {"plr": one.pk, **facts_of(one.plr, "held_on")}
        yield Entry({**at, **facts}, texts, ("amendment", one.pk))


def actions(person: Person) -> Iterator[Entry]:
    found = person.actions.select_related("owner", "content", "plr__led_by")
    for action in found.prefetch_related("notes__by"):
        yield Entry(facts_of(action, *ACTION), action_texts(action), ("actioncontent", action.pk))


def action_texts(action: Action) -> tuple[Text, ...]:
    by = action.plr.led_by.name if action.plr else ""
    content: Any = getattr(action, "content", None)
    described = (
        Text("description", content.description if content else "", Look.IF_NAMED, by),
        Text("impact", content.impact if content else "", Look.IF_NAMED, by),
    )
    return texts_in(*described, *(note_of(note, action) for note in action.notes.all()))


def note_of(note: ActionNote, action: Action) -> Text:
    look = Look.OWN if note.by_id == action.person_id else Look.IF_NAMED
    return Text(f"{note.kind} note of {note.at:%Y-%m-%d}", note.text, look, note.by.name)


def places_of_decisions(person: Person) -> list[Entry]:
    found = DecisionRecord.objects.filter(decision__person=person)
    return rows_of(found, "decision_id", "plr_id", "meeting_id")


KINDS = (
    Kind("plrs", "Your PLRs", plrs, (PLR,), ("supervision.PLR.reportee",)),
    Kind("rearrangements", "How your PLRs were moved", rearrangements, (Rearrangement,)),
    Kind("pins", "What your line manager put beside a record", pins, (Pin,)),
    Kind("self_assessments", "Your self-assessments", self_assessments, (SelfAssessment,)),
    Kind("records", "Records of your PLRs", records, (Record,)),
    Kind(
        "records_before",
        "Records of your PLRs: their versions",
        record_versions,
        (Record.history.model,),
    ),
    Kind("amendments", "Changes to your records that are being written", amendments, (Amendment,)),
    Kind(
        "actions",
        "Your development plan",
        actions,
        (Action, ActionContent, ActionNote),
        ("supervision.Action.person",),
    ),
    Kind(
        "decision_places",
        "Where decisions about your self-regulation are recorded",
        places_of_decisions,
        (DecisionRecord,),
    ),
)
