"""From the meeting to the finalised record: what keeps it open, what changes, who is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from govuk.dates import uk_date
from notices.models import Notice
from people.models import AuditEvent
from policy.wording import spoken
from supervision.models import PLR, Action, ActionNote, Record
from tests.factories import AbsenceFactory, PersonFactory
from tests.qai.factories import AuditFactory
from tests.supervision.factories import RECORD, ActionFactory, PLRFactory
from tests.supervision.writing import (
    finalised_by_hand,
    gaps_of,
    new_action,
    page,
    press_finalise,
    with_body,
)
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("P22-2.9c")
def test_beginning_the_record_says_on_which_day_the_meeting_was():
    plr = PLRFactory()
    yesterday = timezone.localdate() - timedelta(days=1)

    signed_in(plr.led_by).post(page("record_begin", plr), day_typed("held_on", yesterday))

    plr.refresh_from_db()
    assert (plr.state, plr.held_on) == ("held", yesterday)


def test_two_plrs_are_not_held_on_one_day():
    first = PLRFactory(held=True)
    second = PLRFactory(reportee=first.reportee, manager=first.led_by)

    answer = signed_in(first.led_by).post(
        page("record_begin", second), day_typed("held_on", first.held_on)
    )

    assert "There is a PLR of this day already" in answer.text
    second.refresh_from_db()
    assert second.state == "scheduled"


def test_amb_19_with_a_second_session_the_last_day_counts():
    plr = PLRFactory(held=True, planned_for=timezone.localdate() - timedelta(days=7))
    client, today = signed_in(plr.led_by), timezone.localdate()
    assert page("record_begin", plr) in client.get(page("record", plr)).text

    client.post(page("record_begin", plr), day_typed("held_on", today))

    plr.refresh_from_db()
    assert (plr.held_on, plr.state) == (today, "held")
    assert AuditEvent.objects.get().kind == "record_day_corrected"


def test_a_day_on_which_the_reportee_was_away_is_pointed_at_and_taken():
    plr, today = PLRFactory(), timezone.localdate()
    AbsenceFactory(person=plr.reportee, start=today - timedelta(days=40), end=None)

    answer = signed_in(plr.led_by).post(
        page("record_begin", plr), day_typed("held_on", today), follow=True
    )

    assert "Is it the right day?" in answer.text
    plr.refresh_from_db()
    assert plr.held_on == today


def test_what_was_typed_in_the_record_is_read_back():
    plr = PLRFactory(held=True)
    client = signed_in(plr.led_by)

    client.post(page("record", plr), {"version": 1, "texts-wellbeing": "Rested.", "cases-0": "C1"})

    record = Record.objects.get(pk=plr.pk)
    assert record.body == {"texts": {"wellbeing": "Rested."}, "cases": ["C1"]}
    assert "Rested." in client.get(page("record", plr)).text


def test_only_the_fields_of_the_record_are_kept():
    plr = PLRFactory(held=True)
    extra = {"overall_grade": "good", "state": "finalised", "reportee": "1", "is_staff": "on"}

    signed_in(plr.led_by).post(page("record_draft", plr), {"version": 1, **extra})

    assert Record.objects.get(pk=plr.pk).body == {"overall_grade": "good"}
    assert PLR.objects.get(pk=plr.pk).state == "held"


INCOMPLETE = {
    "no standard (AMB-16)": ({"standards": None}, "Grade at least one service standard"),
    "no evidence": (
        {"standards": {"safe": {"grade": "good"}}},
        "Give your evidence for the grade in",
    ),
    "no overall grade": ({"overall_grade": None}, "Confirm the proposed grade"),
    "another grade without evidence": (
        {"overall_grade": "met"},
        "Give your evidence for another grade",
    ),
    "no reason for a missing self-assessment (AMB-17)": (
        {"texts": None},
        "Say why there was no self-assessment",
    ),
    "one case": ({"cases": ["C1001"]}, "Give 2 different case references"),
    "the same case twice": ({"cases": ["C1001", "C1001"]}, "Give 2 different case references"),
    "a name for a case": ({"cases": ["Jane Doe", "C1"]}, "Enter a case reference"),
    "an action without its parts": ({"actions": [{"category": "wellbeing"}]}, "Say who will do"),
}


@pytest.mark.requirement("P22-2.4c", "P22-2.14d", "P22-2.15b", "P22-2.6e", "P22-2.1h", "P22-2.6a")
@pytest.mark.parametrize("what", INCOMPLETE)
def test_an_incomplete_record_is_not_finalised(what):
    changes, sentence = INCOMPLETE[what]
    plr = with_body(PLRFactory(held=True), **changes)

    answer = press_finalise(signed_in(plr.led_by), plr)

    assert any(gap.startswith(sentence) for gap in gaps_of(answer))
    plr.refresh_from_db()
    assert plr.state == "held"


@pytest.mark.requirement("P22-2.1h", "P22-2.6a")
def test_amb_17_without_a_self_assessment_it_is_finalised_with_a_reason_and_counts():
    reason = {"self_assessment_review": "Back from sick leave two days ago."}
    plr = with_body(PLRFactory(held=True), texts=reason)

    press_finalise(signed_in(plr.led_by), plr)

    assert PLR.objects.counted().filter(pk=plr.pk, self_assessment_shared_at=None).exists()


@pytest.mark.requirement("P22-2.5i")
def test_every_open_action_of_the_past_needs_its_word():
    plr = with_body(PLRFactory(held=True))
    silent, dropped = ActionFactory.create_batch(2, person=plr.reportee)
    with_body(plr, reviews={str(dropped.pk): {"status": "dropped"}})

    answer = press_finalise(signed_in(plr.led_by), plr)

    paths = {gap.path for gap in answer.context["gaps"]}
    assert paths == {
        ("reviews", str(silent.pk), "status"),
        ("reviews", str(dropped.pk), "note"),
    }


def test_a_stand_in_cannot_pass_over_the_open_actions():
    plr = with_body(PLRFactory(held=True, with_stand_in=True))
    action = ActionFactory(person=plr.reportee)

    answer = press_finalise(signed_in(plr.led_by), plr)

    assert gaps_of(answer) == [f"Say what became of the action due by {spoken(action.due_on)}"]


@pytest.mark.requirement("P22-2.5e", "P22-2.5i", "P22-2.6i")
def test_finalising_closes_what_is_done_or_dropped_and_carries_the_rest():
    plr = PLRFactory(held=True)
    done, carried, dropped = ActionFactory.create_batch(3, person=plr.reportee)
    reviews = {
        str(done.pk): {"status": "done", "note": "It helped."},
        str(carried.pk): {"status": "carried"},
        str(dropped.pk): {"status": "dropped", "note": "No longer needed."},
    }

    finalised_by_hand(plr, reviews=reviews)

    states = Action.objects.in_bulk([done.pk, carried.pk, dropped.pk])
    assert [states[a.pk].state for a in (done, carried, dropped)] == ["done", "open", "dropped"]
    assert states[done.pk].closed_on == timezone.localdate()
    assert states[done.pk].content.impact == "It helped."
    assert ActionNote.objects.filter(plr=plr).count() == 3


@pytest.mark.requirement("P22-2.5i")
def test_an_action_past_its_day_is_carried_forward_only_to_a_new_one():
    plr = PLRFactory(held=True)
    late = ActionFactory(person=plr.reportee, due_on=timezone.localdate() - timedelta(days=1))
    later = ActionFactory(person=plr.reportee)
    with_body(plr, reviews={str(one.pk): {"status": "carried"} for one in (late, later)})

    answer = press_finalise(signed_in(plr.led_by), plr)

    paths = {gap.path for gap in answer.context["gaps"]}
    assert paths == {("reviews", str(late.pk), "due")}


@pytest.mark.requirement("P22-2.5i")
def test_an_action_carried_forward_is_due_on_its_new_day():
    plr, day = PLRFactory(held=True), timezone.localdate() + timedelta(days=60)
    action = ActionFactory(person=plr.reportee)
    reviews = {str(action.pk): {"status": "carried", "due": day.isoformat()}}

    finalised_by_hand(plr, reviews=reviews)

    action.refresh_from_db()
    assert (action.due_on, action.notes.get().due_on) == (day, day)
    letter = signed_in(plr.reportee).get(f"/plrs/{plr.pk}/finished/").content.decode()
    assert f"carried forward to {uk_date(day)}" in letter


@pytest.mark.requirement("P22-2.9d", "P22-2.5j", "S17-4.1c", "AP18-4b")
def test_agreed_actions_become_rows_with_owner_day_and_category():
    plr = PLRFactory(held=True)
    rows = [new_action(plr.reportee), new_action(plr.led_by, description="Find a mentor")]

    finalised_by_hand(plr, actions=rows)

    first, second = Action.objects.order_by("number")
    assert (first.owner, second.owner) == (plr.reportee, plr.led_by)
    assert first.due_on.isoformat() == rows[0]["due"]
    assert (first.category, second.content.description) == ("development", "Find a mentor")


@pytest.mark.requirement("P22-2.14a", "P22-2.4a")
def test_the_standards_that_the_manager_graded_are_facts_of_the_plr():
    graded = {key: {"grade": "good", "evidence": "Seen."} for key in ("safe", "quality")}

    plr = finalised_by_hand(PLRFactory(held=True), standards=graded)

    assert plr.standards_assessed == ["quality", "safe"]


def test_finalising_locks_the_record_as_its_first_version():
    plr = finalised_by_hand(PLRFactory(held=True))

    version = plr.record.history.get()
    assert (version.body, version.overall_grade) == (RECORD, "good")
    assert (version.history_user, version.history_change_reason) == (plr.led_by, "Finalised")
    assert (plr.finalised_on, plr.state) == (timezone.localdate(), "finalised")


@pytest.mark.requirement("P22-2.15a")
def test_the_inputs_of_the_grade_are_frozen_with_the_record():
    plr = with_body(
        PLRFactory(held=True), overall_grade="met", override_evidence="Two late checks."
    )
    AuditFactory(person=plr.reportee, grade="met", completed_on=plr.held_on)
    press_finalise(signed_in(plr.led_by), plr)

    AuditFactory(person=plr.reportee, grade="outstanding", completed_on=plr.held_on)

    inputs = Record.objects.get(pk=plr.pk).grade_inputs
    assert (inputs["qai"], inputs["standards"]) == (["met"], {"safe": "good"})
    assert (inputs["standards_mean"], inputs["qai_mean"], inputs["points"]) == ("3", "2", "5/2")


@pytest.mark.requirement("P22-2.15a", "P22-2.11b")
def test_amb_52_what_was_finalised_after_the_last_plr_was_closed_counts_in_this_one():
    earlier = PLRFactory(finalised=True)
    plr = with_body(PLRFactory(held=True, reportee=earlier.reportee, manager=earlier.led_by))
    before = earlier.held_on - timedelta(days=10)
    about = {"person": plr.reportee, "completed_on": before}
    AuditFactory(**about, grade="outstanding")
    late = AuditFactory(**about, grade="met", finalised_on=earlier.held_on + timedelta(days=5))

    client = signed_in(plr.led_by)
    proposal = client.get(page("record_check", plr)).context["proposal"]
    prepared = client.get(page("prepare", plr)).context["prepared"]

    assert proposal.qai == ("met",)
    assert [item.key for item in prepared.items] == [f"audit-{late.pk}"]


@pytest.mark.requirement("P22-2.13b")
def test_the_reportee_is_told_and_whoever_else_was_given_an_action():
    plr = PLRFactory(held=True, with_stand_in=True)
    manager = plr.reportee.lines.get().manager
    rows = [new_action(plr.reportee), new_action(plr.led_by), new_action(plr.led_by)]

    finalised_by_hand(plr, by=manager, actions=rows)

    told = {(notice.person, notice.kind) for notice in Notice.objects.all()}
    assert told == {(plr.reportee, "record_finalised"), (plr.led_by, "action_given")}


def raised(plr, **changes):
    low = {"safe": {"grade": "requires_improvement", "evidence": "A plan was missing."}}
    evidence = {"overall_grade": "met", "override_evidence": "Put right at once."}
    return finalised_by_hand(plr, standards=low, **{**evidence, **changes})


@pytest.mark.requirement("P22-2.15b")
def test_amb_55_a_grade_raised_although_safe_requires_improvement_is_told_to_the_next_level():
    above = PersonFactory(role="head_of_practice")
    manager = PersonFactory(role="service_manager", manager=above)

    plr = raised(PLRFactory(held=True, manager=manager))

    notice = Notice.objects.get(kind="safe_overridden")
    assert notice.person == above
    assert (plr.record.overall_grade, plr.record.grade_inputs["proposed"]) == (
        "met",
        "requires_improvement",
    )


def test_the_proposed_grade_is_told_to_nobody_above():
    above = PersonFactory(role="head_of_practice")
    manager = PersonFactory(role="service_manager", manager=above)

    raised(PLRFactory(held=True, manager=manager), overall_grade="requires_improvement")

    assert not Notice.objects.filter(person=above).exists()


def test_finalising_leaves_one_line_of_the_audit_log():
    plr = finalised_by_hand(PLRFactory(held=True))

    event = AuditEvent.objects.get(kind="record_finalised")
    assert (event.subject_id, event.actor_id) == (str(plr.pk), plr.led_by_id)
    assert event.detail == {"held_on": plr.held_on.isoformat()}


def test_what_was_not_checked_is_not_finalised():
    plr = with_body(PLRFactory(held=True))

    answer = signed_in(plr.led_by).post(page("record_check", plr), {"version": "7"}, follow=True)

    assert "changed after you checked it" in answer.text
    plr.refresh_from_db()
    assert plr.state == "held"


@pytest.mark.requirement("P22-2.13a")
def test_the_reportee_does_not_finalise_or_write_their_own_record():
    plr = with_body(PLRFactory(held=True))
    client = signed_in(plr.reportee)

    answers = [
        client.post(page(name, plr), {"version": 1, "texts-wellbeing": "Splendid."}).status_code
        for name in ("record", "record_draft", "record_check", "record_begin")
    ]

    assert answers == [403] * 4
    assert Record.objects.get(pk=plr.pk).body == RECORD
