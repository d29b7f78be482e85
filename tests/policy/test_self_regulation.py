"""Delegated authority to file and close (AMB-56 to AMB-63)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from policy.facts import Audit, Decision, Observation
from policy.self_regulation import Standing
from tests.policy.people import NOW, day, on, somebody

Outcome = Any


def piece(text: str, tool: str = "full", hour: int | None = None) -> Audit | Observation:
    """'good 2023-01-10'; the tool 'court' makes it an observation."""
    grade, _, completed = text.partition(" ")
    grade = {"RI": "requires_improvement"}.get(grade, grade)
    at = datetime(2023, 1, 1, hour, tzinfo=UTC) if hour is not None else None
    when = day(completed)
    if tool == "court":
        return Observation(when, tool, grade, when, at)
    return Audit(when, tool, "supervision", grade, "normal", when, at)


def decided(outcome: Outcome, on_day: str, recorded: str | None = "same") -> Decision:
    recorded_on = on_day if recorded == "same" else recorded
    return Decision(day(on_day), outcome, day(recorded_on) if recorded_on else None)


def standing(
    as_of: str, *work: str | Audit | Observation, decisions: tuple[Decision, ...] = ()
) -> Standing:
    pieces = [piece(item) if isinstance(item, str) else item for item in work]
    person = somebody(
        audits=tuple(item for item in pieces if isinstance(item, Audit)),
        observations=tuple(item for item in pieces if isinstance(item, Observation)),
        decisions=decisions,
    )
    found = on(person, as_of, known_on=NOW).self_regulation
    assert found
    return found


APPROVED = (decided("approved", "2022-06-01"),)


@pytest.mark.requirement("P22-3.1a")
def test_amb_56_good_means_good_or_outstanding() -> None:
    found = standing("2023-03-20", "good 2023-01-10", "outstanding 2023-02-14", "good 2023-03-20")

    assert (found.status, found.consecutive_good, found.eligible) == ("not_approved", 3, True)


def test_amb_56_two_are_not_enough() -> None:
    assert not standing("2023-03-20", "good 2023-01-10", "outstanding 2023-02-14").eligible


def test_amb_57_a_quick_qa_below_good_breaks_the_run_and_a_good_one_is_neutral() -> None:
    work = ("good 2023-01-10", "good 2023-02-14", "good 2023-03-20")

    broken = standing("2023-03-20", *work, piece("met 2023-03-01", "quick"))
    neutral = standing("2023-03-20", *work, piece("good 2023-03-01", "quick"))

    assert (broken.consecutive_good, neutral.consecutive_good) == (1, 3)


def test_amb_57_audits_of_any_source_and_observations_count() -> None:
    nis = Audit(day("2023-02-14"), "full", "nis", "good", None, day("2023-02-14"))

    found = standing("2023-03-20", "good 2023-01-10", nis, piece("good 2023-03-20", "court"))

    assert found.eligible


def test_amb_58_on_one_day_the_lower_grade_is_the_later() -> None:
    work = ("good 2023-01-10", "good 2023-02-14", "met 2023-03-20", "good 2023-03-20")

    assert standing("2023-03-20", *work).consecutive_good == 0


def test_amb_58_a_recorded_time_decides_before_the_grade_does() -> None:
    early, late = piece("met 2023-03-20", hour=9), piece("good 2023-03-20", hour=15)

    assert standing("2023-03-20", late, early).consecutive_good == 1


def test_amb_59_eligibility_is_lost_with_the_next_piece_below_good() -> None:
    work = ("good 2023-01-10", "good 2023-02-14", "good 2023-03-20", "met 2023-04-03")

    assert standing("2023-04-02", *work).eligible
    assert not standing("2023-04-03", *work).eligible


@pytest.mark.requirement("P22-3.2a")
def test_amb_60_one_requires_improvement_opens_consideration() -> None:
    found = standing("2023-03-06", "RI 2023-03-06", decisions=APPROVED)

    assert found.consideration_open_since == day("2023-03-06")


@pytest.mark.requirement("P22-3.2b")
def test_amb_60_two_mets_with_a_neutral_piece_between_open_it_and_with_a_good_one_not() -> None:
    mets = ("met 2023-01-16", "met 2023-02-20")

    neutral = standing("2023-02-20", *mets, piece("good 2023-02-01", "quick"), decisions=APPROVED)
    good = standing("2023-02-20", *mets, "good 2023-02-01", decisions=APPROVED)

    assert neutral.consideration_open_since == day("2023-02-20")
    assert good.consideration_open_since is None


def test_amb_60_grades_up_to_a_decision_are_spent() -> None:
    decisions = (*APPROVED, decided("kept", "2023-03-06"))
    mets = ("met 2023-01-16", "met 2023-02-20", "met 2023-03-20")

    assert standing("2023-03-20", *mets, decisions=decisions).consideration_open_since is None
    again = standing("2023-04-20", *mets, "met 2023-04-20", decisions=decisions)
    assert again.consideration_open_since == day("2023-04-20")


def test_amb_60_somebody_not_approved_is_not_considered() -> None:
    assert standing("2023-03-06", "RI 2023-03-06").consideration_open_since is None


def test_amb_60_a_grade_of_the_day_of_the_decision_is_spent() -> None:
    decisions = (*APPROVED, decided("kept", "2023-03-06"))

    assert standing("2023-03-06", "RI 2023-03-06", decisions=decisions) == Standing(
        "approved", 0, False, None, None
    )


def test_amb_59_the_box_is_not_ticked_twice() -> None:
    work = ("good 2023-01-10", "good 2023-02-14", "good 2023-03-20")

    found = standing("2023-03-20", *work, decisions=APPROVED)

    assert (found.consecutive_good, found.eligible) == (3, False)


def test_amb_61_an_approval_is_on_record_by_being_ticked() -> None:
    decisions = (decided("approved", "2023-03-20", recorded=None),)

    assert standing("2023-04-10", decisions=decisions).decision_record_due is None


@pytest.mark.parametrize(
    ("recorded", "as_of", "due"),
    [
        (None, "2023-04-04", "2023-04-03"),
        ("2023-04-03", "2023-04-03", None),
        ("2023-04-03", "2023-03-25", "2023-04-03"),
    ],
)
@pytest.mark.requirement("P22-3.2c")
def test_amb_61_a_decision_is_recorded_within_fourteen_days(
    recorded: str | None, as_of: str, due: str | None
) -> None:
    decisions = (*APPROVED, decided("withdrawn", "2023-03-20", recorded))

    found = standing(as_of, decisions=decisions)

    assert found.decision_record_due == (day(due) if due else None)


@pytest.mark.requirement("P22-3.2d")
def test_amb_62_two_good_pieces_after_the_withdrawal_and_not_before_it() -> None:
    work = ("RI 2023-03-06", "good 2023-03-15", "good 2023-04-24", "outstanding 2023-05-15")
    decisions = (*APPROVED, decided("withdrawn", "2023-03-20"))

    found = [standing(d, *work, decisions=decisions) for d in ("2023-04-24", "2023-05-15")]

    assert [(f.status, f.eligible) for f in found] == [("withdrawn", False), ("withdrawn", True)]


def test_amb_63_approval_goes_on_while_it_is_considered() -> None:
    work = ("met 2023-01-16", "met 2023-02-20")
    decisions = (*APPROVED, decided("kept", "2023-03-06"))

    found = [standing(d, *work, decisions=decisions) for d in ("2023-03-05", "2023-03-06")]

    assert {f.status for f in found} == {"approved"}
    assert [bool(f.consideration_open_since) for f in found] == [True, False]


def test_amb_63_a_suspension_pauses_approval_and_the_question_stays_open() -> None:
    decisions = (*APPROVED, decided("suspended", "2023-03-07"))

    found = standing("2023-03-10", "RI 2023-03-06", decisions=decisions)

    assert found.status == "suspended"
    assert found.consideration_open_since == day("2023-03-06")


def test_other_roles_have_no_delegated_authority() -> None:
    assert on(somebody(role="service_manager"), "2023-03-01").self_regulation is None
