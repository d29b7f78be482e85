"""Organisations by chance: small, dated to the day, with a record in every state about anybody."""

from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from people.models import (
    BreakGlass,
    Grant,
    Person,
    Posting,
    PracticeSupervision,
    ReadingGrant,
    ReportingLine,
    Unit,
)
from qai.models import (
    Audit,
    AuditAmendment,
    AuditContent,
    AuditPart,
    Observation,
    ObservationContent,
    SelfRegulationDecision,
    SelfRegulationReason,
)
from supervision.models import (
    PLR,
    Action,
    ActionContent,
    AgreedInterval,
    Amendment,
    FeedbackAnswer,
    FeedbackInvitation,
    FeedbackQuestion,
    FeedbackRequest,
    GeneralMeeting,
    GeneralMeetingContent,
    MeetingAmendment,
    MeetingDraft,
    Record,
    SelfAssessment,
    SupportNeed,
)

PEOPLE = 6
ROLES = ("family_court_adviser", "practice_supervisor", "service_manager", "head_of_practice")
LONG_AGO = date(2020, 1, 6)


class Organisation:
    """`Organisation(chance)` is in the database, with all that is written in it."""

    def __init__(self, chance: Random):
        self.chance, self.today, self.now = chance, timezone.localdate(), timezone.now()
        self.units = self.make_units()
        self.people = self.make_people()
        self.make_ties()
        self.plrs = [self.make_plr(number) for number in range(5)]
        self.audits = [self.make_audit(number) for number in range(3)]
        self.make_observation()
        self.make_meetings()
        self.make_actions()
        self.make_feedback()
        self.make_between_two()
        self.make_reading_grants()
        self.make_break_glass()

    def maybe(self) -> bool:
        return self.chance.random() < 0.5

    def when(self) -> datetime | None:
        return self.now if self.maybe() else None

    def anybody(self, *but: Person) -> Person:
        return self.chance.choice([one for one in self.people if one not in but])

    def around_today(self) -> tuple[date, date | None]:
        """Over since yesterday, from or until today, to come, or for years."""
        day = timedelta(days=1)
        spans = [
            (LONG_AGO, self.today - day),
            (LONG_AGO, self.today),
            (self.today, None),
            (self.today + day, None),
            (LONG_AGO, None),
            (LONG_AGO, None),
        ]
        return self.chance.choice(spans)

    def make_units(self) -> list[Unit]:
        root = Unit.objects.create(code="R", name="Root", kind="organisation")
        areas = [
            Unit.objects.create(code=code, name=code, kind="service_area", parent=root)
            for code in "AB"
        ]
        return [root, *areas, Unit.objects.create(code="T", name="T", kind="team", parent=areas[0])]

    def make_people(self) -> list[Person]:
        yesterday = self.today - timedelta(days=1)
        gone = [{}, {}, {}, {"locked_at": self.now}, {"left": yesterday}, {"left": self.today}]
        return Person.objects.bulk_create(
            Person(
                staff_number=f"X{number}",
                name=f"Person {number}",
                email=f"x{number}@example.org",
                joined=LONG_AGO,
                **self.chance.choice(gone),
            )
            for number in range(PEOPLE)
        )

    def make_ties(self) -> None:
        for person in self.people:
            start, end = self.around_today()
            tie = {"person": person, "start": start, "end": end}
            ReportingLine.objects.bulk_create([ReportingLine(**tie, manager=self.anybody(person))])
            self.make_second_line(person, end)
            start, end = self.around_today()
            unit, role = self.chance.choice(self.units), self.chance.choice(ROLES)
            Posting.objects.bulk_create(
                [Posting(person=person, start=start, end=end, unit=unit, role=role)]
            )
            self.make_powers(person)

    def make_second_line(self, person: Person, end: date | None) -> None:
        if end and self.maybe():
            start, manager = end + timedelta(days=1), self.anybody(person)
            ReportingLine.objects.bulk_create(
                [ReportingLine(person=person, start=start, manager=manager)]
            )

    def make_powers(self, person: Person) -> None:
        start, end = self.around_today()
        span = {"person": person, "start": start, "end": end}
        supervisor = self.anybody(person)
        PracticeSupervision.objects.bulk_create(
            [PracticeSupervision(**span, supervisor=supervisor)]
        )
        if self.maybe():
            unit = self.chance.choice([None, *self.units])
            kind = self.chance.choice(Grant.Kind.values)
            Grant.objects.bulk_create([Grant(**span, grant=kind, unit=unit)])

    def make_plr(self, number: int) -> PLR:
        reportee = self.anybody()
        state = self.chance.choice(PLR.State.values)
        day = self.today - timedelta(days=30 * number)
        final, held = state == "finalised", state in ("held", "finalised")
        disputed = final and self.maybe()
        plr = PLR.objects.create(
            reportee=reportee,
            led_by=self.anybody(reportee),
            stand_in=self.maybe(),
            planned_for=day,
            state=state,
            held_on=day if held else None,
            finalised_on=day if final else None,
            finalised_at=self.now if final else None,
            cancelled_at=self.now if state == "cancelled" else None,
            self_assessment_shared_at=self.when(),
            answer="disagree" if disputed else "",
            answered_at=self.now if disputed else None,
            disagreement_with=self.anybody(reportee) if disputed else None,
            disagreement_settled_at=self.when() if disputed else None,
        )
        SelfAssessment.objects.create(plr=plr)
        Record.objects.begin(plr)
        if final:
            Amendment.objects.create(plr=plr)
        return plr

    def make_audit(self, number: int) -> Audit:
        person = self.anybody()
        final = self.maybe()
        audit = Audit.objects.create(
            person=person,
            auditor=self.anybody(person),
            completed_on=self.today,
            case_reference=f"C{number}",
            tool="full",
            format=self.chance.choice(["normal", "collaborative"]),
            part_handed_over_at=self.when(),
            finalised_on=self.today if final else None,
        )
        AuditContent.objects.begin(audit)
        AuditPart.objects.create(audit=audit, body={"texts": {"strengths": "Trust."}})
        AuditAmendment.objects.create(audit=audit)
        return audit

    def make_observation(self) -> None:
        person = self.anybody()
        observation = Observation.objects.create(
            person=person,
            observer=self.anybody(person),
            observed_on=self.today,
            setting="court",
            finalised_on=self.today if self.maybe() else None,
        )
        ObservationContent.objects.begin(observation)

    def make_meetings(self) -> None:
        for kind in ("wellbeing", "situational"):
            person = self.anybody()
            meeting = GeneralMeeting.objects.create(
                person=person,
                recorded_by=self.anybody(person),
                held_on=self.today,
                kind=kind,
                finalised_on=self.today if self.maybe() else None,
            )
            GeneralMeetingContent.objects.bulk_create([GeneralMeetingContent(meeting=meeting)])
            MeetingAmendment.objects.create(meeting=meeting)
        by, person = self.anybody(), self.anybody()
        MeetingDraft.objects.create(
            by=by, person=person, kind="other", way="phone", held_on=self.today
        )

    def make_actions(self) -> None:
        for plr in self.plrs[:3]:
            action = Action.objects.create(
                person=plr.reportee, plr=plr, owner=self.anybody(), due_on=self.today
            )
            ActionContent.objects.create(action=action, description="Read")

    def make_feedback(self) -> None:
        for plr in self.plrs[:3]:
            named, today = self.maybe(), self.today
            request = FeedbackRequest.objects.create(
                plr=plr,
                asked_by=self.anybody(),
                named=named,
                least_answers=0 if named else 3,
                closes_on=today - timedelta(days=self.chance.choice([-1, 0, 1])),
                closed_on=today if self.chance.random() < 0.3 else None,
            )
            FeedbackQuestion.objects.create(request=request, text="What goes well?")
            for person in self.chance.sample(self.people, 4):
                self.make_answer(request, person, named)

    def make_answer(self, request: FeedbackRequest, person: Person, named: bool) -> None:
        answered = self.chance.random() < 0.8
        invitation = FeedbackInvitation.objects.create(
            request=request, person=person, answered=answered
        )
        if answered:
            whose = {"invitation": invitation, "given_on": self.today} if named else {}
            FeedbackAnswer.objects.create(request=request, named=named, text="Fine.", **whose)

    def make_between_two(self) -> None:
        for person in self.people[:3]:
            by = {"person": person, "reason": "Agreed."}
            AgreedInterval.objects.create(**by, number=10, unit="weeks", by=self.anybody())
            SupportNeed.objects.create(**by, begun_by=self.anybody())
            decision = SelfRegulationDecision.objects.create(
                person=person, decided_on=self.today, outcome="kept", decided_by=self.anybody()
            )
            SelfRegulationReason.objects.create(decision=decision, reason="Steady work.")

    def make_reading_grants(self) -> None:
        records = [("plr", plr.pk, plr.reportee) for plr in self.plrs]
        records += [("audit", audit.pk, audit.person) for audit in self.audits]
        for kind, record, about in records:
            reader = self.anybody(about)
            start, end = self.around_today()
            ReadingGrant.objects.create(
                reader=reader,
                about=about,
                kind=kind,
                record_id=record,
                basis="dip_sample",
                start=start,
                end=end or start + timedelta(days=9999),
                ended_at=self.now if self.chance.random() < 0.2 else None,
                **self.ground_of(reader),
            )

    def make_break_glass(self) -> None:
        for reader in self.people[:3]:
            has_one = Grant.objects.filter(person=reader, grant="break_glass").exists()
            if self.maybe() and not has_one:
                Grant.objects.create(person=reader, start=LONG_AGO, grant="break_glass")
            opened_at = self.now - timedelta(minutes=self.chance.choice([1, 30, 600]))
            BreakGlass.objects.begin(
                reader=reader,
                about=self.anybody(reader),
                reason="An inquiry that cannot wait.",
                opened_at=opened_at,
                ends_at=opened_at + timedelta(hours=1),
                told_at=opened_at if self.maybe() else None,
                closed_at=self.now if self.chance.random() < 0.2 else None,
            )

    def ground_of(self, reader: Person) -> dict:
        """In a post that is theirs or not, with a permission or none."""
        post = self.chance.choice([None, reader.postings.get(), Posting.objects.first()])
        permission = self.chance.choice(["", "", "hr", "director"])
        return {
            "role": post.role if post else "",
            "unit": post.unit if post else None,
            "permission": permission,
        }
