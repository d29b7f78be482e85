"""Delegated authority: who sees it, when the box is unlocked, who decides (P22-3.1, 3.2)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Notice
from people.models import Person, Reading
from qai.models import SelfRegulationDecision, SelfRegulationReason
from qai.queries.self_regulation import regulated
from tests.access.world import build_world
from tests.factories import AbsenceFactory, PersonFactory
from tests.qai.factories import AuditFactory, SelfRegulationDecisionFactory
from tests.qai.regulating import (
    adviser,
    approved,
    days_ago,
    page_text,
    send_decision,
    under_consideration,
    url,
    work,
)
from tests.visiting import anew, day_typed, signed_in

pytestmark = pytest.mark.django_db
THREE_GOOD = ((30, "good"), (20, "outstanding"), (10, "good"))


def status_of(person: Person) -> str:
    return regulated([person.pk], on=timezone.localdate())[person.pk].standing.status


@pytest.mark.requirement("P22-3.1a")
@pytest.mark.requirement("P22-3.1b")
@pytest.mark.requirement("S17-5.1")
def test_three_good_pieces_unlock_the_box_and_its_tick_keeps_who_when_and_which():
    person, manager = adviser()
    work(person, *THREE_GOOD)

    send_decision(manager, person, approved="on")

    decision = SelfRegulationDecision.objects.get(person=person)
    assert (decision.decided_by, decision.decided_on) == (manager, timezone.localdate())
    assert [piece["grade"] for piece in decision.content.pieces] == ["good", "outstanding", "good"]
    assert status_of(person) == "approved"


@pytest.mark.requirement("P22-3.1a")
def test_two_good_pieces_leave_the_box_locked_for_the_page_and_for_whoever_sends_it_anyway():
    person, manager = adviser()
    work(person, *THREE_GOOD[:2])

    answer = send_decision(manager, person, approved="on")

    assert answer.status_code == 409
    assert "The last three pieces are strong." in answer.content.decode()
    assert not SelfRegulationDecision.objects.exists()
    assert "One more is needed" in page_text(manager, person)


def test_amb_58_of_two_pieces_on_one_day_the_one_finalised_later_is_the_later():
    person, manager = adviser()
    work(person, (30, "good"), (20, "good"))
    now = timezone.now()
    for minutes, grade in ((5, "good"), (9, "met")):
        audit = AuditFactory(person=person, completed_on=days_ago(10), grade=grade)
        audit.finalised_at = now - timedelta(minutes=minutes)
        audit.save()

    assert "Three good pieces of work in a row." not in page_text(manager, person)
    person.audits.filter(content__grade="met").update(finalised_at=now - timedelta(hours=9))
    assert "One good piece of work in a row." in page_text(manager, person)


def test_the_pieces_stay_as_they_were_when_a_grade_is_changed_later():
    person, manager = adviser()
    work(person, *THREE_GOOD)
    send_decision(manager, person, approved="on")

    person.audits.latest("completed_on").content.__class__.objects.update(grade="met")

    reason = SelfRegulationReason.objects.get()
    assert [piece["grade"] for piece in reason.pieces] == ["good", "outstanding", "good"]


@pytest.mark.requirement("P22-3.2a")
@pytest.mark.requirement("S17-A3.17")
def test_a_requires_improvement_opens_consideration_the_same_day_and_approval_goes_on():
    person, manager = adviser()
    approved(person, manager)

    work(person, (0, "requires_improvement"))

    text = page_text(manager, person)
    assert "Under consideration" in text
    assert "may file reports and close cases without a check beforehand" in text
    assert "One requires improvement: consideration opened." in text


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("kept", "approved"), ("suspended", "suspended"), ("withdrawn", "withdrawn")],
)
@pytest.mark.requirement("P22-3.2a")
def test_the_manager_keeps_suspends_or_withdraws_with_a_reason(outcome, status):
    person, manager = under_consideration()

    send_decision(manager, person, outcome=outcome, reason="We looked at the case together.")

    assert status_of(person) == status
    assert "We looked at the case together." in page_text(person, person)


@pytest.mark.requirement("P22-3.2d")
def test_after_a_withdrawal_two_good_pieces_unlock_reconsidering_it():
    person, manager = adviser()
    approved(person, manager, days=300)
    SelfRegulationDecisionFactory(
        person=person, decided_by=manager, outcome="withdrawn", decided_on=days_ago(100)
    )
    work(person, (120, "good"), (60, "good"))
    assert send_decision(manager, person, approved="on").status_code == 409

    work(person, (30, "good"))
    send_decision(manager, person, approved="on")

    assert status_of(person) == "approved"


@pytest.mark.parametrize("outcome", ["kept", "withdrawn"])
def test_a_decision_that_is_sent_twice_is_made_once_and_another_word_is_shown(outcome):
    person, manager = under_consideration()
    send_decision(manager, person, outcome=outcome)

    again = send_decision(manager, person, outcome=outcome)
    other = send_decision(manager, person, outcome=outcome, reason="Another reason.")

    assert (again.status_code, other.status_code) == (302, 409)
    assert "Another reason." in other.content.decode()
    assert SelfRegulationDecision.objects.filter(outcome=outcome).count() == 1


def test_after_a_decision_of_today_the_next_is_for_tomorrow():
    person, manager = under_consideration()
    send_decision(manager, person, outcome="kept")

    answer = send_decision(manager, person, outcome="suspended")

    assert answer.status_code == 409
    assert "Another can be made from tomorrow" in page_text(manager, person)


def test_approval_cannot_be_kept_on_a_day_before_what_opened_the_question():
    person, manager = under_consideration()

    answer = send_decision(manager, person, outcome="kept", **day_typed("decided_on", days_ago(6)))

    assert "The day must be on or after" in answer.content.decode()
    assert SelfRegulationDecision.objects.count() == 1


@pytest.mark.parametrize("left_out", ["reason", "place", "outcome"])
def test_a_decision_without_its_reason_place_or_outcome_is_refused(left_out):
    person, manager = under_consideration()

    answer = send_decision(manager, person, **{"outcome": "kept", left_out: ""})

    assert "There is a problem" in answer.content.decode()
    assert SelfRegulationDecision.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"outcome": "promoted"},
        {"outcome": "kept", "place": "plr-999999"},
        {"outcome": "kept", "reason": "a\0b" * 40_000},
        {"outcome": "kept", "decided_on_day": "31", "decided_on_month": "2"},
    ],
)
def test_bad_input_is_answered_and_decides_nothing(typed):
    person, manager = under_consideration()

    answer = send_decision(manager, person, **typed)

    assert answer.status_code in (200, 400)
    assert SelfRegulationDecision.objects.count() == 1


def test_nobody_but_the_line_manager_of_today_decides():
    world = build_world()
    deciding = {
        name: send_decision(person, world.reportee, outcome="withdrawn").status_code
        for name, person in world.people.items()
    }

    assert {name for name, status in deciding.items() if status == 302} == {"manager"}
    assert deciding["reportee"] == 403


def test_the_page_is_for_the_adviser_and_their_line_manager_alone():
    world = build_world()

    seen = {
        name
        for name, person in world.people.items()
        if signed_in(person).get(url("self_regulation", world.reportee)).status_code == 200
    }

    assert seen == {"reportee", "manager"}


def test_the_reason_is_for_the_line_and_whoever_decided_and_for_nobody_without_an_account():
    world = build_world()
    SelfRegulationReason.objects.create(decision=world.decision, reason="Strong work.")

    seen = {
        name
        for name, person in world.people.items()
        if SelfRegulationReason.objects.visible_to(anew(person)).exists()
    }

    assert seen == {"reportee", "manager"}
    world.people["manager"].lock(now=timezone.now())
    assert not SelfRegulationReason.objects.visible_to(world.people["manager"]).exists()


def test_what_others_wrote_is_logged_when_it_is_read_and_what_one_wrote_is_not():
    person, manager = under_consideration()
    send_decision(manager, person, outcome="kept")

    page_text(manager, person)
    page_text(person, person)

    kinds = Reading.objects.values_list("reader_id", "record_kind")
    assert (person.pk, "selfregulationreason") in kinds
    assert (manager.pk, "selfregulationreason") not in kinds
    assert (manager.pk, "auditcontent") in kinds


def test_the_adviser_is_told_that_there_is_a_decision_and_never_which():
    person, manager = under_consideration()

    send_decision(manager, person, outcome="withdrawn")

    notice = Notice.objects.get(person=person)
    assert notice.kind == "self_regulation_decided"
    assert notice.facts == {"by": manager.name}


def test_however_many_pieces_there_are_a_page_opens_twenty_of_them():
    person, manager = adviser()
    work(person, *((day, "good") for day in range(1, 61)))

    answer = signed_in(manager).get(url("self_regulation", person))

    assert len(answer.context["evidence"]) == 20
    assert Reading.objects.filter(reader_id=manager.pk).count() == 20


def test_a_role_without_self_regulation_has_no_such_page():
    head = PersonFactory(role="head_of_practice")
    manager = PersonFactory(role="service_manager", manager=head)

    assert signed_in(head).get(url("self_regulation", manager)).status_code == 404


def test_gap_24_a_return_after_a_long_absence_is_pointed_at_and_changes_nothing():
    person, manager = adviser()
    approved(person, manager)
    AbsenceFactory(person=person, start=days_ago(60), end=days_ago(30))

    assert "Back from a long absence since" in page_text(manager, person)
    assert status_of(person) == "approved"


def test_gap_24_a_short_absence_is_not():
    person, manager = adviser()
    approved(person, manager)
    AbsenceFactory(person=person, start=days_ago(40), end=days_ago(30))

    assert "Back from a long absence" not in page_text(manager, person)


def test_a_loaded_approval_is_marked_as_such():
    person, manager = adviser()
    decision = approved(person, manager)
    SelfRegulationDecision.objects.filter(pk=decision.pk).update(imported=True)

    assert "Loaded from elsewhere" in page_text(person, person)
