"""PLRs of the records under a later file: what changes, and what of the application stays."""

from datetime import date

import pytest
from django.utils import timezone

from people.models import Person
from policy import rulebook
from policy.grading import propose
from supervision import actions
from supervision.models import PLR, Action, ActionContent, Rearrangement, Record, SelfAssessment
from tests.exchange.files import (
    FULL,
    HELD,
    LISTEN,
    PLANNED,
    READ,
    import_lines,
    load,
    problems,
    total,
)

pytestmark = pytest.mark.django_db


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
