"""A decision is put on record in a PLR or a general meeting, in time or late (P22-3.2c)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from policy.grading import propose
from qai.models import SelfRegulationDecision
from supervision import actions
from supervision.models import PLR, GeneralMeeting
from supervision.rules import book_on
from tests.factories import PracticeSupervisionFactory
from tests.qai.regulating import (
    approved,
    days_ago,
    page_text,
    send_decision,
    under_consideration,
    url,
)
from tests.supervision.factories import RECORD, PLRFactory
from tests.visiting import day_typed, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("P22-3.2c")]


def decided(person) -> SelfRegulationDecision:
    return SelfRegulationDecision.objects.get(person=person, imported=False, outcome="withdrawn")


def withdrawn_in(plr: PLR) -> SelfRegulationDecision:
    send_decision(plr.led_by, plr.reportee, outcome="withdrawn", place=f"plr-{plr.pk}")
    return decided(plr.reportee)


def plr_being_written() -> PLR:
    person, manager = under_consideration()
    plr = PLRFactory(reportee=person, manager=manager, held=True, shared=True)
    plr.record.body = RECORD
    plr.record.save_without_historical_record()
    return plr


def finalise(plr: PLR) -> None:
    actions.finalise(
        plr=plr,
        version=plr.record.version,
        proposal=propose({"safe": "good"}, [], book_on(plr.held_on)),
        rulebook=book_on(plr.held_on),
        by=plr.led_by,
        now=timezone.now(),
        today=timezone.localdate(),
    )


def test_it_is_on_record_on_the_day_on_which_the_plr_is_finalised():
    plr = plr_being_written()
    decision = withdrawn_in(plr)
    assert decision.recorded_on is None

    finalise(plr)

    decision.refresh_from_db()
    assert (decision.recorded_in, decision.recorded_on) == ("plr", timezone.localdate())


def test_a_general_meeting_is_on_record_at_once():
    person, manager = under_consideration()

    send_decision(
        manager,
        person,
        outcome="withdrawn",
        place="meeting",
        **day_typed("met_on", timezone.localdate()),
    )

    decision = decided(person)
    assert (decision.recorded_in, decision.recorded_on) == (
        "general_meeting",
        timezone.localdate(),
    )
    assert GeneralMeeting.objects.get(person=person).kind == "self_regulation"


def recorded_meeting(manager, person, kind="self_regulation") -> GeneralMeeting:
    """As its page finalises it."""
    today = timezone.localdate()
    draft = actions.begin_meeting(
        by=manager, person=person, kind=kind, held_on=today, way="face_to_face"
    )
    now = timezone.now()
    [meeting] = actions.finalise_meeting(
        draft=draft, version=draft.version, by=manager, now=now, today=today
    )
    return meeting


def test_a_general_meeting_about_it_puts_on_record_what_waited_and_shows_it():
    person, manager = under_consideration()
    send_decision(manager, person, outcome="withdrawn")

    meeting = recorded_meeting(manager, person)

    assert decided(person).recorded_on == timezone.localdate()
    page = signed_in(person).get(meeting.get_absolute_url()).content.decode()
    assert "Withdrawn" in page
    assert "The last three pieces are strong." in page


def test_a_meeting_of_another_kind_or_by_a_practice_supervisor_puts_nothing_on_record():
    person, manager = under_consideration()
    supervisor = PracticeSupervisionFactory(person=person).supervisor
    send_decision(manager, person, outcome="withdrawn")

    recorded_meeting(manager, person, kind="wellbeing")
    recorded_meeting(supervisor, person)

    assert decided(person).recorded_on is None


def test_a_meeting_before_the_day_of_the_decision_is_refused():
    person, manager = under_consideration()

    answer = send_decision(
        manager, person, outcome="withdrawn", place="meeting", **day_typed("met_on", days_ago(1))
    )

    assert "must be on the day of the decision or later" in answer.content.decode()


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_recorded_on_the_fifteenth_day_it_is_shown_as_late(days, late):
    person, manager = under_consideration()
    decision = approved(person, manager, days=days)
    SelfRegulationDecision.objects.filter(pk=decision.pk).update(
        outcome="withdrawn", recorded_on=timezone.localdate()
    )

    text = page_text(person, person)

    assert ("Recorded more than two weeks after the decision" in text) is late


def test_what_is_not_on_record_says_by_when_and_then_where():
    person, manager = under_consideration()
    send_decision(manager, person, outcome="withdrawn")
    assert "has to be on record by" in page_text(manager, person)
    plr = PLRFactory(reportee=person, manager=manager)

    signed_in(manager).post(
        url("self_regulation_record", person, decided(person).pk), {"place": f"plr-{plr.pk}"}
    )

    assert "On record when the" in page_text(person, person)


def test_a_plr_that_is_cancelled_gives_the_decision_back():
    person, manager = under_consideration()
    plr = PLRFactory(reportee=person, manager=manager)
    withdrawn_in(plr)

    actions.cancel_plr(plr=plr, reason="other", by=manager, now=timezone.now())

    assert "was cancelled" in page_text(manager, person)


def test_what_is_on_record_stays_where_it_is():
    plr = plr_being_written()
    decision = withdrawn_in(plr)
    finalise(plr)

    moved = actions.record_decision(
        decision=decision,
        place=actions.Place(met_on=timezone.localdate()),
        by=plr.led_by,
        now=timezone.now() + timedelta(days=1),
    )

    assert not moved
    assert not GeneralMeeting.objects.exists()


def test_a_plr_that_was_finalised_meanwhile_is_no_place_for_it():
    plr = plr_being_written()
    send_decision(plr.led_by, plr.reportee, outcome="withdrawn")
    decision, place = decided(plr.reportee), actions.Place(plr=plr)
    finalise(plr)

    kept = actions.record_decision(
        decision=decision, place=place, by=plr.led_by, now=timezone.now()
    )

    assert not kept
    assert "Say where it is recorded" in page_text(plr.led_by, plr.reportee)


def test_another_persons_plr_is_no_place_for_it():
    person, manager = under_consideration()
    other = PLRFactory(manager=manager)

    answer = send_decision(manager, person, outcome="withdrawn", place=f"plr-{other.pk}")

    assert answer.status_code == 200
    assert not SelfRegulationDecision.objects.filter(outcome="withdrawn").exists()
