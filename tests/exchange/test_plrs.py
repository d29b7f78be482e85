"""What a `plr` line becomes, and what of the application it never overwrites."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from people.models import Person
from policy import rulebook
from policy.grading import propose
from supervision import actions
from supervision.models import PLR, Action, ActionContent, Rearrangement, Record, SelfAssessment
from tests.exchange.files import (
    TEAM,
    import_lines,
    line,
    person,
    plr,
    posting,
    problems,
    total,
    warnings,
)

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
READ = {"description": "Read the guidance", "due": "2026-08-01", "owner": "S1"}
LISTEN = {"description": "Listen", "due": "2026-09-01", "owner": "M1", "done_on": "2026-07-01"}
FULL = plr(
    standards={"safe": "good", "quality": "met"},
    self_standards={"quality": "good"},
    overall_grade="good",
    override_evidence="Two audits.",
    summary="A good quarter.",
    actions=[READ, LISTEN],
)
PLANNED = plr(held_on="2099-01-12", status="scheduled", finalised_on=None, standards=None)
HELD = plr(status="held", finalised_on=None, standards=None)


def load(*lines):
    return import_lines([*TEAM, *lines])


def noon(year, month, day):
    return datetime(year, month, day, 12, tzinfo=LONDON)


def test_a_finalised_plr_counts_on_the_day_it_was_held():
    load(FULL)

    stored = PLR.objects.counted().get()
    assert (stored.held_on, stored.planned_for) == (date(2026, 6, 10), date(2026, 6, 10))
    assert (stored.finalised_on, stored.finalised_at) == (date(2026, 6, 12), noon(2026, 6, 12))
    assert stored.standards_assessed == ["quality", "safe"]
    assert (stored.led_by.staff_number, stored.stand_in) == ("M1", False)


def test_its_record_has_the_shape_of_those_written_here():
    load(FULL)

    record = Record.objects.get()
    assert record.body == {
        "texts": {"manager_comments": "A good quarter."},
        "standards": {"safe": {"grade": "good"}, "quality": {"grade": "met"}},
        "overall_grade": "good",
        "override_evidence": "Two audits.",
    }
    assert (record.overall_grade, record.override_evidence) == ("good", "Two audits.")
    assert record.grade_inputs == {}


def test_its_history_begins_with_the_import():
    load(FULL)

    version = Record.objects.get().history.get()
    assert (version.history_change_reason, version.history_type) == ("Imported", "+")
    assert version.body["overall_grade"] == "good"


def test_its_self_assessment_lay_on_the_table():
    load(FULL, plr(held_on="2026-03-10"))

    graded, blank = SelfAssessment.objects.order_by("-plr__held_on")
    assert graded.body == {"standards": {"quality": {"grade": "good"}}}
    assert graded.plr.self_assessment_shared_at == noon(2026, 6, 10)
    assert (blank.body, blank.plr.self_assessment_shared_at) == ({}, None)


def test_its_actions_live_in_the_development_plan():
    load(FULL)

    open_one, done = Action.objects.order_by("number")
    assert (open_one.state, open_one.due_on, open_one.closed_on) == ("open", date(2026, 8, 1), None)
    assert (done.state, done.closed_on) == ("done", date(2026, 7, 1))
    assert (done.owner.staff_number, done.person.staff_number) == ("M1", "S1")
    assert open_one.content.description == "Read the guidance"


def test_a_planned_one_has_empty_drafts_to_write_in():
    load(PLANNED)

    stored = PLR.objects.get()
    assert (stored.state, stored.planned_for, stored.held_on) == (
        "scheduled",
        date(2099, 1, 12),
        None,
    )
    assert (stored.record.body, stored.self_assessment.body) == ({}, {})
    assert not Record.history.exists()


def test_a_held_one_keeps_what_is_known_as_a_draft():
    load({**FULL, "status": "held", "finalised_on": None})

    draft = Record.objects.get()
    assert draft.plr.state == "held"
    assert draft.body["texts"] == {"manager_comments": "A good quarter."}
    assert [row["due"] for row in draft.body["actions"]] == ["2026-08-01", "2026-09-01"]
    assert (draft.overall_grade, Action.objects.count()) == ("", 0)


def test_of_a_cancelled_one_standards_are_ignored():
    load({**FULL, "status": "cancelled", "finalised_on": None})

    stored = PLR.objects.get()
    assert (stored.state, stored.held_on) == ("cancelled", None)
    assert stored.cancelled_at == noon(2026, 6, 10)
    assert (stored.record.body, stored.self_assessment.body) == ({}, {})


@pytest.mark.requirement("P22-2.4c")
def test_one_without_a_graded_standard_waits_for_a_manager():
    report = load({**FULL, "standards": {}})

    stored = PLR.objects.get()
    assert warnings(report)[-1] == (
        "line 7: standards: no standard is graded: the PLR is loaded as held"
        " and does not count until a manager completes its record"
    )
    assert (stored.state, stored.finalised_on, stored.standards_assessed) == ("held", None, [])
    assert stored.record.body["overall_grade"] == "good"


@pytest.mark.requirement("P22-2.7a")
def test_one_of_an_adviser_led_by_a_practice_supervisor_waits_for_a_manager():
    supervisor = [person("P1"), posting("P1", role="practice_supervisor")]

    report = load(*supervisor, {**FULL, "led_by": "P1"})

    stored = PLR.objects.get()
    assert "line 9: led_by: a practice supervisor led the PLR of a family" in warnings(report)[-1]
    assert (stored.state, stored.led_by.staff_number, stored.stand_in) == ("held", "P1", False)


def test_a_head_of_practice_may_have_led_it():
    """The control of the one before."""
    head = [person("H1"), posting("H1", role="head_of_practice")]

    report = load(*head, {**FULL, "led_by": "H1"})

    assert "led_by" not in " ".join(warnings(report))
    assert PLR.objects.counted().get().stand_in


def test_who_led_it_as_line_manager_of_the_day_did_not_stand_in():
    earlier = [person("M0"), line("S1", "M0", start="2019-01-07", end="2020-01-05")]

    load(*earlier, plr(held_on="2019-06-10", finalised_on="2019-06-10", led_by="M0"))

    assert not PLR.objects.get().stand_in


@pytest.mark.parametrize("status", ["held", "finalised"])
def test_a_planned_plr_is_held_and_finalised_by_a_later_file(status):
    load({**PLANNED, "held_on": "2026-06-10"})

    report = import_lines([{**FULL, "status": status}])

    stored = PLR.objects.get()
    assert (problems(report), total(report, "change")) == ([], 1)
    assert (stored.state, stored.held_on) == (status, date(2026, 6, 10))
    assert Record.history.count() == (1 if status == "finalised" else 0)


def test_a_plr_loaded_as_held_counts_once_a_later_file_has_the_grade():
    load({**FULL, "standards": None})

    import_lines([FULL])

    assert PLR.objects.counted().count() == 1
    assert Action.objects.count() == 2


def test_a_corrected_file_makes_another_version():
    load(FULL)

    report = import_lines([{**FULL, "standards": {"safe": "met"}, "summary": "Mixed."}])

    record = Record.objects.get()
    assert (total(report, "change"), record.history.count()) == (1, 2)
    assert record.body["texts"]["manager_comments"] == "Mixed."
    assert PLR.objects.get().standards_assessed == ["safe"]


def test_a_shorter_list_of_actions_deletes_none_and_a_longer_one_adds():
    load(FULL)

    shorter = import_lines([{**FULL, "actions": [READ]}])
    longer = import_lines([{**FULL, "actions": [READ, LISTEN, {**READ, "description": "Rest"}]}])

    assert (total(shorter, "same"), total(longer, "change")) == (1, 1)
    texts = ActionContent.objects.order_by("action__number").values_list("description", flat=True)
    assert list(texts) == ["Read the guidance", "Listen", "Rest"]


def test_an_action_closed_here_is_not_opened_again():
    load(FULL)
    Action.objects.filter(number=1).update(state="done", closed_on=date(2026, 7, 15))

    report = import_lines([FULL])

    assert total(report, "same") == 1
    assert Action.objects.get(number=1).closed_on == date(2026, 7, 15)


def test_a_finalised_plr_is_not_reopened():
    load(FULL)

    report = import_lines([HELD])

    assert problems(report) == [
        "line 1: status: this PLR is finalised in the records, and an import does not reopen it"
    ]


def finalise_here(standards):
    """As its manager does it in the application."""
    stored, manager = PLR.objects.get(), Person.objects.get(staff_number="M1")
    book = rulebook.load("plr-policy-2022")
    body = {"standards": standards, "overall_grade": "good"}
    Record.objects.filter(plr=stored).update(body=body, saved_at=timezone.now())
    actions.finalise(
        plr=stored,
        version=1,
        proposal=propose({key: entry["grade"] for key, entry in standards.items()}, [], book),
        rulebook=book,
        by=manager,
        now=timezone.now(),
        today=timezone.localdate(),
    )


def test_a_plr_finalised_here_is_never_overwritten():
    load(HELD)
    finalise_here({"safe": {"grade": "good", "evidence": "Two cases."}})

    report = import_lines([FULL])

    assert problems(report) == [
        "line 1: held_on: this PLR was finalised in the application,"
        " and an import does not change it"
    ]
    assert Record.objects.get().body["standards"]["safe"]["evidence"] == "Two cases."


@pytest.mark.parametrize("known", [PLANNED, HELD, {**FULL, "standards": None}])
def test_what_went_further_here_is_left_alone(known):
    known = {**known, "held_on": "2026-06-10"}
    load({**HELD, "summary": known.get("summary")})
    finalise_here({"safe": {"grade": "good"}})

    report = import_lines([known])

    assert (problems(report), total(report, "same")) == ([], 1)
    assert PLR.objects.get().state == "finalised"


def test_a_record_that_its_reader_has_answered_is_not_changed():
    load(FULL)
    PLR.objects.update(answer="seen", answered_at=timezone.now())

    report = import_lines([{**FULL, "summary": "Mixed."}])

    assert "was finalised in the application" in problems(report)[0]


def test_a_draft_that_is_being_written_here_stays():
    load(HELD)
    typed = {"texts": {"wellbeing": "Tired."}}
    Record.objects.update(body=typed, saved_at=timezone.now(), version=2)

    again = import_lines([{**HELD, "summary": "From the old system"}])
    final = import_lines([FULL])

    assert total(again, "same") == 1
    assert "is being written in the application" in problems(final)[0]
    assert Record.objects.get().body == typed


def test_a_self_assessment_that_was_written_here_stays():
    load({**PLANNED, "held_on": "2026-06-10"})
    typed = {"texts": {"went_well": "Much."}}
    SelfAssessment.objects.update(body=typed, saved_at=timezone.now(), version=2)

    import_lines([FULL])

    assert SelfAssessment.objects.get().body == typed
    assert PLR.objects.get().self_assessment_shared_at is None


def test_a_plr_cancelled_here_is_not_planned_again():
    load(PLANNED)
    PLR.objects.update(state="cancelled", cancelled_at=timezone.now())
    stored = PLR.objects.get()
    Rearrangement.objects.create(
        plr=stored, kind="cancelled", from_day=stored.planned_for, by=stored.led_by
    )

    report = import_lines([PLANNED])

    assert total(report, "same") == 1


def test_a_plr_planned_anew_for_the_day_of_a_cancelled_one_stays():
    cancelled = {**PLANNED, "status": "cancelled"}
    load(cancelled)
    old = PLR.objects.get()
    PLR.objects.create(reportee=old.reportee, led_by=old.led_by, planned_for=old.planned_for)

    report = import_lines([cancelled])

    assert total(report, "same") == 1
    assert PLR.objects.filter(state="scheduled").count() == 1
