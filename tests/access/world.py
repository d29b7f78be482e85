"""One small organisation: a visitor of each kind, a PLR in each state, all of one reportee."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model
from django.utils import timezone

from assurance.models import Draw, Marking, MarkingContent, Review
from compliance.models import Calculation
from exchange.models import Import
from people.models import BreakGlass, Person, ReadingGrant
from qai.models import AuditAmendment, AuditPart, Piece, SelfRegulationDecision
from stewardship.actions.break_glass import ask_to_tell_later
from stewardship.models import AccessRequest
from supervision.models import (
    PLR,
    Action,
    Amendment,
    FeedbackRequest,
    GeneralMeeting,
    MeetingAmendment,
    MeetingDraft,
)
from tests.assurance.factories import DrawFactory, opened_to
from tests.factories import (
    JOINED,
    GrantFactory,
    PersonFactory,
    PracticeSupervisionFactory,
    ReportingLineFactory,
    UnitFactory,
)
from tests.qai.factories import (
    AuditFactory,
    ObservationFactory,
    SelfRegulationDecisionFactory,
)
from tests.stewardship.asking import asked as asked_what_is_kept
from tests.stewardship.asking import released, taken
from tests.supervision.asking import answered, asked
from tests.supervision.factories import (
    ActionFactory,
    GeneralMeetingFactory,
    MeetingDraftFactory,
    PLRFactory,
)

VISITORS = (
    "anonymous",
    "reportee",
    "manager",
    "former_manager",
    "other_manager",
    "practice_supervisor",
    "hop_of_area",
    "hop_of_another",
    "director",
    "hr",
    "mis",
    "system_admin",
)
LINE_CHANGED = date(2026, 6, 1)


@dataclass(frozen=True)
class World:
    people: dict[str, Person]
    plrs: dict[str, PLR]
    action: Action
    given: Import
    decision: SelfRegulationDecision
    calculation: Calculation
    pieces: dict[str, Piece]
    meetings: dict[str, GeneralMeeting | MeetingDraft]
    feedback: FeedbackRequest
    samples: dict[str, Draw]
    review: Review
    stewardship: dict[str, AccessRequest | BreakGlass]

    @property
    def reportee(self) -> Person:
        return self.people["reportee"]

    def in_state(self, state: str) -> Model:
        return {**self.plrs, **self.samples, **self.meetings, **self.stewardship}[state]


def build_world() -> World:
    people = build_people()
    plrs = build_plrs(people["reportee"], people["manager"])
    decision = SelfRegulationDecisionFactory(
        person=people["reportee"], decided_by=people["manager"], decided_on=date(2026, 8, 10)
    )
    return World(
        people,
        plrs,
        build_action(people),
        build_import(people),
        decision,
        build_calculation(people),
        build_pieces(people["reportee"], people["practice_supervisor"]),
        build_meetings(people["reportee"], people["practice_supervisor"]),
        build_feedback(plrs["scheduled"], people),
        build_samples(people),
        build_review(people),
        build_stewardship(people),
    )


def build_people() -> dict[str, Person]:
    organisation = UnitFactory(kind="organisation")
    area, other_area = UnitFactory.create_batch(2, kind="service_area", parent=organisation)
    team, other_team = UnitFactory(parent=area), UnitFactory(parent=other_area)
    hop = PersonFactory(role="head_of_practice", unit=area)
    manager = PersonFactory(role="service_manager", unit=team, manager=hop)
    former = PersonFactory(role="service_manager", unit=team, manager=hop)
    other = PersonFactory(role="service_manager", unit=other_team)
    PersonFactory(unit=other_team, manager=other)
    reportee = PersonFactory(unit=team)
    ReportingLineFactory(
        person=reportee, manager=former, start=JOINED, end=LINE_CHANGED - timedelta(days=1)
    )
    ReportingLineFactory(person=reportee, manager=manager, start=LINE_CHANGED)
    supervisor = PersonFactory(role="practice_supervisor", unit=team, manager=manager)
    PracticeSupervisionFactory(person=reportee, supervisor=supervisor)
    granted = {
        key: PersonFactory(role="corporate", unit=UnitFactory(parent=organisation))
        for key in ("director", "hr", "mis", "system_admin")
    }
    for key, person in granted.items():
        GrantFactory(person=person, grant=key)
    GrantFactory(person=granted["director"], grant="break_glass")
    return {
        "reportee": reportee,
        "manager": manager,
        "former_manager": former,
        "other_manager": other,
        "practice_supervisor": supervisor,
        "hop_of_area": hop,
        "hop_of_another": PersonFactory(role="head_of_practice", unit=other_area),
        **granted,
    }


def build_plrs(reportee: Person, manager: Person) -> dict[str, PLR]:
    """The record of March was led by the former manager."""
    today = timezone.localdate()
    made = {"reportee": reportee, "led_by": manager, "manager": manager}
    former = reportee.lines.get(end__isnull=False).manager
    return {
        "scheduled": PLRFactory(**made),
        "shared": PLRFactory(**made, shared=True, planned_for=today + timedelta(days=20)),
        "held": PLRFactory(**made, held=True, shared=True),
        "finalised": PLRFactory(**made, finalised=True, shared=True),
        "former": PLRFactory(
            **{**made, "led_by": former}, finalised=True, planned_for=date(2026, 3, 2)
        ),
        "disputed": disputed(PLRFactory(**made, finalised=True, planned_for=date(2026, 8, 3))),
        "amending": amending(PLRFactory(**made, finalised=True, planned_for=date(2026, 7, 1))),
        "cancelled": PLRFactory(**made, cancelled=True, planned_for=today + timedelta(days=3)),
    }


def disputed(plr: PLR) -> PLR:
    plr.answer, plr.answered_at = PLR.Answer.DISAGREE, timezone.now()
    plr.disagreement_with = plr.led_by.lines.get().manager
    plr.save()
    return plr


def amending(plr: PLR) -> PLR:
    Amendment.objects.create(plr=plr, body=plr.record.body)
    return plr


def build_meetings(reportee: Person, by: Person) -> dict[str, GeneralMeeting | MeetingDraft]:
    """All recorded, or being written, by the practice supervisor."""
    made = {"person": reportee, "recorded_by": by}
    amending = GeneralMeetingFactory(**made, held_on=date(2026, 7, 6))
    MeetingAmendment.objects.create(meeting=amending, body={"texts": {"summary": "Well."}})
    session = MeetingDraftFactory(by=by, kind="group_supervision")
    session.participants.add(reportee)
    draft = {"person": reportee, "by": by}
    return {
        "met": GeneralMeetingFactory(**made, held_on=date(2026, 7, 13)),
        "met_amending": amending,
        "loaded": GeneralMeetingFactory(**made, held_on=date(2026, 7, 20), draft=True),
        "writing": MeetingDraftFactory(**draft),
        "session": session,
        "closed": MeetingDraftFactory(**draft, kind="other", closed_at=timezone.now()),
    }


def build_feedback(plr: PLR, people: dict[str, Person]) -> FeedbackRequest:
    """Asked by the line manager of two by name: one has answered, the other manager has not."""
    request = asked(plr, by=people["manager"], people=[PersonFactory(), people["other_manager"]])
    answered(request, number=1)
    return request


def build_import(people: dict[str, Person]) -> Import:
    """HR gave it."""
    return Import.objects.create(by=people["hr"], file_name="staff.jsonl", size=1, state="ready")


def build_calculation(people: dict[str, Person]) -> Calculation:
    """HR asked for it, and it is done."""
    return Calculation.objects.create(
        by=people["hr"],
        kind=Calculation.Kind.WHAT_IF,
        day=timezone.localdate(),
        edits=[[["exclusions", "long_absence_days"], 28]],
        state=Calculation.State.DONE,
        measures=[["headline", "All measures together"]],
    )


def build_action(people: dict[str, Person]) -> Action:
    return ActionFactory(person=people["reportee"])


def build_pieces(reportee: Person, supervisor: Person) -> dict[str, Piece]:
    """Audits and an observation of the reportee's work, all by their practice supervisor."""
    made = {"person": reportee, "auditor": supervisor}
    here = {**made, "finalised_at": timezone.now()}
    amended = AuditFactory(**here, completed_on=date(2026, 5, 4))
    AuditAmendment.objects.create(audit=amended, body=amended.content.as_body())
    together = AuditFactory(**made, draft=True, format="collaborative")
    AuditPart.objects.begin(together)
    return {
        "drafted": AuditFactory(**made, draft=True),
        "together": together,
        "audited": AuditFactory(**here),
        "amended": amended,
        "observed": ObservationFactory(
            person=reportee, observer=supervisor, observed_on=date(2026, 5, 5)
        ),
    }


def build_samples(people: dict[str, Person]) -> dict[str, Draw]:
    """Of records of the reportee that the manager led; HR called the one that everybody marks."""
    about = {"reportee": people["reportee"], "led_by": people["manager"]}
    made = {**about, "manager": people["manager"], "finalised": True, "shared": True}
    head = people["hop_of_area"]
    sampling = DrawFactory(sampler=head, plr=PLRFactory(**made, planned_for=date(2026, 1, 12)))
    sampled = DrawFactory(
        sampler=head, programme="plr_audit", plr=PLRFactory(**made, planned_for=date(2026, 1, 19))
    )
    together = DrawFactory(
        sampler=people["hr"],
        is_calibration=True,
        plr=PLRFactory(**made, planned_for=date(2026, 1, 26)),
    )
    opened_to(sampling, head)
    opened_to(together, head)
    marking = opened_to(sampled, head)
    Marking.objects.filter(pk=marking.pk).update(sent_at=timezone.now())
    MarkingContent.objects.filter(pk=marking.pk).update(body={"scores": {}})
    ReadingGrant.objects.end_those(now=timezone.now(), marking=marking)
    Draw.objects.filter(pk=sampled.pk).update(sent_on=timezone.localdate())
    return {"sampling": sampling, "sampled": sampled, "calibrated": together}


def build_review(people: dict[str, Person]) -> Review:
    """Of the area, planned by HR."""
    return Review.objects.keep(
        None,
        findings="Plans are clear.",
        programme="area_review",
        title="Voice of the child",
        area=people["hop_of_area"].postings.get().unit,
        starts_on=date(2026, 5, 4),
        ends_on=date(2026, 5, 15),
    )


def build_stewardship(people: dict[str, Person]) -> dict[str, AccessRequest | BreakGlass]:
    """Of the reportee one request is released and one asked; HR looks through somebody else's."""
    reportee, hr = people["reportee"], people["hr"]
    return {
        "released": released(reportee, by=hr),
        "asked": asked_what_is_kept(reportee),
        "looked_through": taken(PersonFactory(), by=hr),
        "unanswered": ask_to_tell_later(
            about=reportee,
            reason="An inspection asks for this one record today.",
            deferral_reason="The inquiry would be harmed by it.",
            by=PersonFactory(role="corporate", grants=["break_glass"]),
            now=timezone.now(),
        ),
    }
