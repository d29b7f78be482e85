"""An existing approval is loaded once and marked as such (AMB-59)."""

from datetime import date

import pytest

from people.models import Person
from qai.models import SelfRegulationDecision
from tests.exchange.files import TEAM, decision, import_lines, problems

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("P22-3.1b")]


def decided_here(outcome="withdrawn"):
    return SelfRegulationDecision.objects.create(
        person=Person.objects.get(staff_number="S1"),
        decided_by=Person.objects.get(staff_number="M1"),
        decided_on=date(2026, 6, 1),
        outcome=outcome,
    )


def test_a_loaded_approval_is_marked_and_loaded_again_changes_nothing():
    import_lines([*TEAM, decision()])

    import_lines([*TEAM, decision()])

    assert SelfRegulationDecision.objects.get().imported


def test_after_a_decision_made_here_no_file_approves():
    import_lines(TEAM)
    decided_here()

    report = import_lines([*TEAM, decision(decided_on="2026-07-01")])

    assert "decisions about S1 are made here since 2026-06-01" in problems(report)[0]
    assert SelfRegulationDecision.objects.count() == 1


def test_what_was_decided_here_may_come_back_as_it_is():
    import_lines(TEAM)
    decided_here("approved")

    report = import_lines([*TEAM, decision(decided_on="2026-06-01")])

    assert problems(report) == []
    assert not SelfRegulationDecision.objects.get().imported


def test_what_was_decided_here_is_not_changed_by_a_file():
    import_lines(TEAM)
    decided_here("withdrawn")

    report = import_lines([*TEAM, decision(decided_on="2026-06-01", outcome="approved")])

    assert "it was written in the application" in problems(report)[0]
    assert len(problems(report)) == 1
    assert SelfRegulationDecision.objects.get().outcome == "withdrawn"


def test_what_was_loaded_is_changed_by_the_next_file():
    import_lines([*TEAM, decision(outcome="approved")])

    import_lines([*TEAM, decision(outcome="suspended")])

    assert SelfRegulationDecision.objects.get().outcome == "suspended"
