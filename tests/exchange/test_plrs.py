"""What a `plr` line becomes: a PLR with its record, its self-assessment and its actions."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from supervision.models import PLR, Action, Record, SelfAssessment
from tests.exchange.files import (
    DRAFT,
    FULL,
    PLANNED,
    line,
    load,
    person,
    plr,
    posting,
    warnings,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


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


def test_its_record_is_read_like_any_other():
    load(FULL)
    reportee = Person.objects.get(staff_number="S1")
    Person.objects.update(invited_at=timezone.now())

    page = signed_in(reportee).get(reverse("supervision:finished", args=[PLR.objects.get().pk]))

    assert page.status_code == 200
    for text in ("A good quarter.", "Read the guidance", "Good"):
        assert text in page.content.decode()


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


def test_where_no_line_manager_of_the_day_is_known_its_leader_was_no_stand_in():
    load(plr(held_on="2019-06-10", finalised_on="2019-06-10"), plr(held_on="2019-09-10", **DRAFT))

    finished, unfinished = PLR.objects.order_by("held_on")
    assert (finished.stand_in, unfinished.stand_in) == (False, True)
