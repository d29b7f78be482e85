"""Somebody who left, with a word that is unlike any other in everything written about them."""

from datetime import UTC, date, datetime

from django.db import connections
from django.utils import timezone

from assurance.models import Answer, CaseList, MarkingContent
from compliance.models import DailyChange, Standing
from notices.models import Notice, OutsideMessage
from people import audit
from people.models import BreakGlass, PerformanceMatter, Person, Reading, SignIn
from qai.models import AuditAmendment, AuditPart, SelfRegulationReason, Tag
from stewardship import tasks
from stewardship.actions import retention
from stewardship.models import (
    AccessCopy,
    AccessRequest,
    AccessReview,
    ComplexityReason,
    Disposal,
    LegalHold,
    LegalHoldReason,
    RetentionSwitch,
    kinds_on,
)
from supervision.models import (
    ActionNote,
    AgreedInterval,
    Amendment,
    DecisionRecord,
    FeedbackAnswer,
    FeedbackInvitation,
    FeedbackQuestion,
    FeedbackRequest,
    MeetingAmendment,
    Record,
    SelfAssessment,
    SupportNeed,
)
from tests.assurance.factories import DrawFactory, opened_to
from tests.factories import AbsenceFactory, PersonFactory
from tests.qai.factories import AuditFactory, ObservationFactory, SelfRegulationDecisionFactory
from tests.supervision.factories import (
    ActionFactory,
    GeneralMeetingFactory,
    MeetingDraftFactory,
    PLRFactory,
)

LEFT = date(2022, 3, 31)
THEN = datetime(2022, 2, 1, 12, tzinfo=UTC)


def leaver(word: str, **facts) -> Person:
    """With one of everything, all of it saying `word`."""
    manager = PersonFactory(role="service_manager")
    facts = {"left": LEFT, "name": f"Lee {word}", "email": f"{word}@example.org", **facts}
    person = PersonFactory(manager=manager, staff_number=f"{word}-1", **facts)
    person.name = f"Lee {word} Again"
    person.save()
    supervise(person, word)
    assure(person, word)
    note(person, word)
    return person


def supervise(person: Person, word: str) -> None:
    manager = person.lines.get().manager
    plr = PLRFactory(finalised=True, shared=True, reportee=person, led_by=manager, place=word)
    said = {"texts": {"wellbeing": word}}
    SelfAssessment.objects.filter(plr=plr).update(body=said)
    record = Record.objects.get(plr=plr)
    record.body, record.reportee_comment, record.settlement = said, word, word
    record.save_version(by=manager, reason=word)
    Amendment.objects.create(plr=plr, body=said, saved_at=THEN)
    cancelled = PLRFactory(cancelled=True, reportee=person, led_by=manager)
    SelfAssessment.objects.filter(plr=cancelled).update(body=said, saved_at=THEN)
    action = ActionFactory(person=person, plr=plr, content=word)
    ActionNote.objects.create(action=action, plr=plr, text=word, by=manager)
    meeting = GeneralMeetingFactory(person=person, recorded_by=manager, content=word)
    meeting.content.save_version(by=manager, reason=word)
    MeetingAmendment.objects.create(meeting=meeting, body=said, saved_at=THEN)
    MeetingDraftFactory(person=person, by=manager, body=said, saved_at=THEN)
    decision = SelfRegulationDecisionFactory(person=person, decided_by=manager)
    SelfRegulationReason.objects.create(decision=decision, reason=word, pieces=[{"is": word}])
    DecisionRecord.objects.create(decision=decision, plr=plr)
    AgreedInterval.objects.create(person=person, number=2, unit="months", reason=word, by=manager)
    SupportNeed.objects.create(person=person, reason=word, begun_by=manager)
    ask(plr, word)
    draw = DrawFactory(plr=plr, rule={"of": word})
    marking = opened_to(draw, draw.sampler)
    MarkingContent.objects.filter(pk=marking.pk).update(body=said)
    draw.markings.update(sent_at=THEN)
    Answer.objects.create(draw=draw, text=word, actions=[word])


def ask(plr, word: str) -> None:
    manager = plr.led_by
    request = FeedbackRequest.objects.create(
        plr=plr, asked_by=manager, named=True, closes_on=plr.held_on
    )
    FeedbackQuestion.objects.create(request=request, text=word)
    asked = FeedbackInvitation.objects.create(
        request=request, name=word, email=f"{word}@example.com", answered=True
    )
    FeedbackAnswer.objects.create(
        request=request, named=True, invitation=asked, given_on=plr.held_on, text=word
    )
    OutsideMessage.objects.create(
        kind="feedback_asked_outside",
        subject_kind=asked._meta.label_lower,
        subject_id=asked.pk,
        facts={"person": word},
        name=word,
        email=f"{word}@example.com",
    )
    tell(manager, "record_finalised", plr, word)


def assure(person: Person, word: str) -> None:
    audit = AuditFactory(person=person, format="collaborative")
    audit.content.strengths = word
    audit.content.save_version(by=audit.auditor, reason=word)
    AuditPart.objects.create(audit=audit, body={"texts": {"own": word}})
    AuditAmendment.objects.create(audit=audit, body={"texts": {"own": word}}, saved_at=THEN)
    Tag.objects.create(audit=audit, side="learning", words=word)
    ActionFactory(person=person, audit=audit, content=word)
    observation = ObservationFactory(person=person)
    observation.content.learning = word
    observation.content.save_version(by=observation.observer, reason=word)
    lines = [["C1", person.staff_number], ["C2", "somebody-else"]]
    start = date(2022, 1, 1 + CaseList.objects.count())
    CaseList.objects.create(programme="cmt_case", period_start=start, lines=lines, by=audit.auditor)


def note(person: Person, word: str) -> None:
    AbsenceFactory(person=person, kind="sickness")
    PerformanceMatter.objects.create(
        person=person, kind="formal", start=THEN.date(), case_reference=word[:40]
    )
    Reading.objects.create(
        reader_id=1, about_id=person.pk, record_kind="plr", record_id=1, basis="line"
    )
    SignIn.objects.create(person_id=person.pk, kind="password", at=THEN, browser=word[:60])
    hr = person.lines.get().manager
    BreakGlass.objects.begin(reader=hr, about=person, reason=word, deferral_reason=word)
    asked = AccessRequest.objects.create(
        person=person,
        asked_on=LEFT,
        way="letter",
        recorded_by=hr,
        reviewer=hr,
        state="reviewing",
        is_complex=True,
    )
    ComplexityReason.objects.create(of=asked, text=word)
    held = LegalHold.objects.create(person=person, set_by=hr, ended_by=hr, ended_at=THEN)
    LegalHoldReason.objects.create(hold=held, text=word)
    audit.record("second_factor_reset", person, by=hr, reason=word)
    AccessReview.objects.create(of=asked, body={"texts": {"why": word}})
    AccessCopy.objects.create(of=asked, body={"all": word})
    tell(person, "plr_planned", person, word)
    tell(person.lines.get().manager, "absence_began", person, word)
    unit = person.postings.get().unit
    Standing.objects.create(
        person=person, measure="plr", as_of=LEFT, unit=unit, role="x", status="compliant"
    )
    DailyChange.objects.create(
        day=LEFT, person=person, unit=unit, measure="plr", before="compliant", after="excluded"
    )


def tell(to: Person, kind: str, about, word: str) -> None:
    Notice.objects.create(
        person=to,
        kind=kind,
        subject_kind=about._meta.label_lower,
        subject_id=about.pk,
        facts={"person": f"Lee {word} Again"},
        created_at=THEN,
    )


def switched_on(*kinds: str) -> tuple[Person, Person]:
    """By two from HR, who are returned."""
    asks, confirms = PersonFactory(grants=["hr"]), PersonFactory(grants=["hr"])
    for kind in kinds:
        RetentionSwitch.objects.create(
            kind=kind, asked_by=asks, confirmed_by=confirms, confirmed_at=THEN
        )
    return asks, confirms


def proposed(kind: str, by: Person) -> Disposal | None:
    """What is past its time today, as the night counts it."""
    tasks.count_what_is_due()
    today = timezone.localdate()
    return retention.propose(kind=kinds_on(today)[kind], by=by, on=today, now=timezone.now())


def found(word: str, *, db: str = "default") -> dict[str, int]:
    """In how many rows of each table the word stands, in whatever column."""
    connection = connections[db]
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.tables"
            " where table_schema = 'public' and table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        numbers = {}
        for table in tables:
            cursor.execute(
                f'select count(*) from "{table}" t where t::text ilike %s', [f"%{word}%"]
            )
            numbers[table] = cursor.fetchone()[0]
    return {table: number for table, number in numbers.items() if number}
