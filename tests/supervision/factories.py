"""PLRs in each of their states: `PLRFactory(finalised=True)`."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone

from supervision.models import (
    PLR,
    Action,
    ActionContent,
    GeneralMeeting,
    GeneralMeetingContent,
    MeetingDraft,
    Record,
    SelfAssessment,
)
from tests.factories import PersonFactory

GRADED = {"safe": {"grade": "good", "evidence": "Risk is named and acted on.", "support": ""}}
RECORD = {
    "texts": {"self_assessment_review": "We see it the same way.", "wellbeing": "Well."},
    "cases": ["C1001", "C1002"],
    "standards": GRADED,
    "overall_grade": "good",
}
SELF_ASSESSMENT = {
    "texts": {
        "went_well": "A hard case closed well.",
        "strengths": "Listening.",
        "areas_for_learning": "Writing shorter.",
        "learning_applied": "Plain words.",
    },
    "standards": GRADED,
}


class PLRFactory(factory.django.DjangoModelFactory):
    """Planned for ten days from now, with empty drafts, led by the reportee's line manager."""

    class Meta:
        model = PLR
        skip_postgeneration_save = True

    class Params:
        manager = factory.SubFactory(PersonFactory, role="service_manager")
        shared = factory.Trait(
            self_assessment_shared_at=factory.LazyFunction(timezone.now),
        )
        held = factory.Trait(
            state="held",
            planned_for=factory.LazyFunction(timezone.localdate),
            held_on=factory.SelfAttribute("planned_for"),
        )
        finalised = factory.Trait(
            state="finalised",
            planned_for=date(2026, 9, 1),
            held_on=factory.SelfAttribute("planned_for"),
            finalised_on=factory.SelfAttribute("planned_for"),
            finalised_at=datetime(2026, 9, 1, 12, tzinfo=UTC),
            standards_assessed=["safe"],
        )
        cancelled = factory.Trait(
            state="cancelled", cancelled_at=factory.LazyFunction(timezone.now)
        )
        with_stand_in = factory.Trait(
            stand_in=True,
            led_by=factory.SubFactory(PersonFactory, role="senior_service_manager"),
        )
        disputed = factory.Trait(
            finalised=True,
            answer="disagree",
            answered_at=datetime(2026, 9, 2, 12, tzinfo=UTC),
            disagreement_with=factory.SubFactory(PersonFactory, role="head_of_practice"),
        )

    led_by = factory.SelfAttribute("manager")
    reportee = factory.SubFactory(PersonFactory, manager=factory.SelfAttribute("..manager"))
    planned_for = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))

    @factory.post_generation
    def drafts(plr, create, extracted, **kwargs):
        filled = plr.state == "finalised"
        SelfAssessment.objects.create(plr=plr, body=SELF_ASSESSMENT if plr.is_shared else {})
        Record.objects.begin(plr)
        if filled:
            record = Record.objects.get(plr=plr)
            record.body, record.overall_grade = RECORD, "good"
            record.save_version(by=plr.led_by, reason="Finalised")


class ActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Action
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    owner = factory.SelfAttribute("person")
    due_on = date(2027, 1, 15)
    category = "development"

    @factory.post_generation
    def content(action, create, extracted, **kwargs):
        ActionContent.objects.create(
            action=action, description=extracted or "Read the new guidance"
        )


class GeneralMeetingFactory(factory.django.DjangoModelFactory):
    """As it is loaded: without a version of its history."""

    class Meta:
        model = GeneralMeeting
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(finalised_on=None)

    person = factory.SubFactory(PersonFactory)
    held_on = date(2026, 9, 28)
    kind = "wellbeing"
    recorded_by = factory.SubFactory(PersonFactory, role="practice_supervisor")
    finalised_on = factory.SelfAttribute("held_on")

    @factory.post_generation
    def content(meeting, create, extracted, **kwargs):
        summary = extracted or "A week of leave was agreed."
        GeneralMeetingContent.objects.bulk_create(
            [GeneralMeetingContent(meeting=meeting, summary=summary)]
        )


class MeetingDraftFactory(factory.django.DjangoModelFactory):
    """Nothing is written yet. Of a group `participants` are added."""

    class Meta:
        model = MeetingDraft

    by = factory.SubFactory(PersonFactory, role="service_manager")
    kind = "situational"
    way = "phone"
    held_on = factory.LazyFunction(timezone.localdate)
