"""The organisation of the access tests, with something written in every table of contents."""

from datetime import date, timedelta

from django.utils import timezone

from assurance.models import Answer, Marking, MarkingContent
from assurance.words import form_of
from exchange.models import ImportContent
from people.models import BreakGlass
from qai.models import (
    AuditContent,
    AuditPart,
    ObservationAmendment,
    SelfRegulationReason,
    Tag,
)
from stewardship.actions import subject_access as requests
from stewardship.models import AccessRequest, AccessReview, LegalHold, LegalHoldReason
from supervision.models import (
    ActionContent,
    ActionNote,
    AgreedInterval,
    Amendment,
    GeneralMeetingContent,
    MeetingAmendment,
    MeetingDraft,
    Record,
    SelfAssessment,
    SupportNeed,
)
from tests.access.world import World, build_world
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory, ObservationFactory
from tests.qai.writing import BODY, PART
from tests.supervision.factories import RECORD, SELF_ASSESSMENT, PLRFactory

OBSERVED = {key: part for key, part in BODY.items() if key != "texts"}
FOUND = {**BODY, "texts": {"impact": "The child was heard in time."}}
ACTION = {"description": "Shadow a colleague", "category": "development"}


def build_written_world() -> World:
    world = build_world()
    write_plrs(world)
    write_meetings(world)
    write_pieces(world)
    write_between_two(world)
    write_samples(world)
    write_import(world)
    open_by_break_glass(world)
    write_stewardship(world)
    return world


def write_plrs(world: World) -> None:
    held, shared = world.plrs["held"], world.plrs["shared"]
    body = {**SELF_ASSESSMENT, "actions": [ACTION]}
    SelfAssessment.objects.filter(plr__in=[held, shared, world.plrs["scheduled"]]).update(body=body)
    Record.objects.filter(plr=held).update(body={**RECORD, "actions": [ACTION]})
    finalised = PLRFactory(
        reportee=world.reportee,
        manager=world.people["manager"],
        finalised=True,
        planned_for=date(2026, 8, 24),
        answer="disagree",
        answered_at=timezone.now(),
        disagreement_with=world.people["hop_of_area"],
        disagreement_settled_at=timezone.now(),
    )
    record = Record.objects.get(plr=finalised)
    record.override_evidence = "Two audits say otherwise."
    record.reportee_comment, record.settlement = "I see it another way.", "Both were heard."
    record.grade_inputs = {"proposed": "outstanding"}
    record.save_version(by=world.people["manager"], reason="A word was wrong.")
    record.save_version(by=world.people["manager"], reason="Another word was wrong.")
    Amendment.objects.filter(plr=world.plrs["amending"]).update(
        body={**RECORD, "amendment_reason": "A name was wrong."}
    )


def write_meetings(world: World) -> None:
    met = GeneralMeetingContent.objects.get(meeting=world.meetings["met"])
    met.body = {"texts": {"case": "One case was named."}}
    for reason in ("Put on record", "A word was wrong."):
        met.save_version(by=world.people["practice_supervisor"], reason=reason)
    MeetingAmendment.objects.update(
        body={"texts": {"summary": "Well."}, "amendment_reason": "A day was wrong."}
    )
    MeetingDraft.objects.filter(pk=world.meetings["writing"].pk).update(
        body={"texts": {"summary": "It went well.", "case": "One case."}}
    )
    MeetingDraft.objects.filter(pk=world.meetings["session"].pk).update(
        body={"texts": {"summary": "It went well.", "themes": "Delay."}}
    )


def write_pieces(world: World) -> None:
    drafted, together = world.pieces["drafted"], world.pieces["together"]
    AuditContent.objects.filter(pk__in=[drafted.pk, together.pk]).update(
        body=BODY, strengths="", learning="", saved_at=timezone.now()
    )
    AuditPart.objects.filter(pk=together.pk).update(body=PART)
    made = {"person": world.reportee, "auditor": world.people["practice_supervisor"]}
    voiced = AuditFactory(
        **made,
        format="collaborative",
        finalised_at=timezone.now(),
        part_handed_over_at=timezone.now(),
        acknowledged_at=timezone.now(),
        completed_on=date(2026, 4, 7),
    )
    AuditPart.objects.begin(voiced)
    AuditPart.objects.filter(pk=voiced.pk).update(body=PART)
    version(voiced.content, world, body=FOUND)
    AuditContent.objects.filter(pk=voiced.pk).update(acknowledgement="I agree.")
    observed = world.pieces["observed"]
    version(
        observed.content, world, body=OBSERVED, learning="Slower.", acknowledgement="Thank you."
    )
    type(observed).objects.filter(pk=observed.pk).update(acknowledged_at=timezone.now())
    other = ObservationFactory(
        person=world.reportee,
        observer=world.people["practice_supervisor"],
        observed_on=date(2026, 4, 8),
        case_reference="C1003",
        finalised_at=timezone.now(),
    )
    ObservationAmendment.objects.create(observation=other, body=OBSERVED)
    Tag.objects.create(audit=voiced, side="strengths", words="Patience")
    Tag.objects.create(observation=observed, side="learning", words="Pace")


def version(content, world: World, **changes) -> None:
    for name, value in changes.items():
        setattr(content, name, value)
    for reason in ("Finalised", "A word was wrong."):
        content.save_version(by=world.people["practice_supervisor"], reason=reason)


def write_between_two(world: World) -> None:
    person, manager = world.reportee, world.people["manager"]
    AgreedInterval.objects.create(
        person=person, number=10, unit="weeks", reason="It suits us.", by=manager
    )
    SupportNeed.objects.create(
        person=person,
        reason="It was hard.",
        begun_by=manager,
        why_ended="It is better.",
        ended_at=timezone.now(),
        ended_by=manager,
    )
    SupportNeed.objects.create(person=person, reason="Two hard cases.", begun_by=manager)
    ActionNote.objects.create(action=world.action, text="Half done.", by=person)
    ActionContent.objects.filter(action=world.action).update(impact="Quicker reports.")
    SelfRegulationReason.objects.create(decision=world.decision, reason="Steady work.")


def write_samples(world: World) -> None:
    for marking in Marking.objects.all():
        note = {form_of(marking.draw).questions[0].key: "It is named."}
        body = {"notes": note, "feedback": "Clear.", "judgement": "good"}
        MarkingContent.objects.filter(pk=marking.pk).update(body=body)
    Answer.objects.create(
        draw=world.samples["sampled"],
        text="Thank you for it.",
        actions=[{"description": "Name risks first", "due": "2027-01-15"}],
    )


def write_import(world: World) -> None:
    """Refused in one line; what would change is another file."""
    finding = {"line": 3, "key": "email", "reason": "Nobody has that number."}
    change = {"line": 4, "creates": True, "subject": "Somebody new", "changes": []}
    found = {"problems": [finding], "warnings": [finding], "changes": [change]}
    ImportContent.objects.create(of=world.given, file=b"", **found)


def open_by_break_glass(world: World) -> None:
    """Somebody outside the line reads what is on record of the reportee, for an hour."""
    world.people["by_break_glass"] = PersonFactory(role="corporate", grants=["break_glass"])
    now = timezone.now()
    BreakGlass.objects.begin(
        reader=world.people["by_break_glass"],
        about=world.reportee,
        reason="An inspection asks for it today.",
        opened_at=now,
        ends_at=now + timedelta(hours=1),
    )


def write_stewardship(world: World) -> None:
    """What is kept about the reportee is looked through by one in HR, who is none of ours."""
    asked = world.stewardship["asked"]
    requests.take(request=asked, by=PersonFactory(role="corporate", grants=["hr"]))
    taken = AccessRequest.objects.filter(pk=world.stewardship["looked_through"].pk)
    requests.extend(request=taken.get(), because="There is a lot of it.", by=world.people["hr"])
    for request in AccessRequest.objects.filter(state="reviewing"):
        body = {"selfassessment-1": {"decision": "black_out", "reason": "It names a child."}}
        AccessReview.objects.filter(of=request).update(body=body)
    hold = LegalHold.objects.create(person=world.reportee, set_by=world.people["hr"])
    LegalHoldReason.objects.create(hold=hold, text="A claim is expected.")
