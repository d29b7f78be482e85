"""Which decisions about self-regulation can be made, and which are late on record (P22-3.2)."""

import pytest

from policy.self_regulating import (
    first_day_for,
    is_recorded_late,
    outcomes_open,
    worth_a_look,
)
from policy.self_regulation import Standing, status_since
from tests.policy.people import BOOK, day
from tests.policy.test_self_regulation import decided

OPENED = day("2023-02-20")


def of(status="approved", run=0, *, eligible=False, since=None, due=None) -> Standing:
    return Standing(status, run, eligible, since, due)


@pytest.mark.parametrize(
    ("standing", "outcomes"),
    [
        (of("not_approved"), ()),
        (of("not_approved", 3, eligible=True), ("approved",)),
        (of("approved"), ("suspended", "withdrawn")),
        (of("approved", since=OPENED), ("kept", "suspended", "withdrawn")),
        (of("suspended", since=OPENED), ("kept", "withdrawn")),
        (of("suspended", 2, eligible=True, since=OPENED), ("approved", "withdrawn")),
        (of("withdrawn", 1), ()),
        (of("withdrawn", 2, eligible=True), ("approved",)),
    ],
)
@pytest.mark.requirement("P22-3.2d")
def test_only_these_decisions_can_be_made(standing, outcomes) -> None:
    assert outcomes_open(standing) == outcomes


def test_the_box_is_ticked_today_and_approval_is_kept_after_what_opened_the_question() -> None:
    last, today = decided("approved", "2022-06-01"), day("2023-03-10")
    standing = of(since=OPENED)

    days = [first_day_for(o, standing, last, today=today) for o in ("approved", "kept")]

    assert days == [today, OPENED]
    assert first_day_for("withdrawn", standing, last, today=today) == day("2022-06-02")


@pytest.mark.parametrize(
    ("recorded", "late"), [("2023-04-03", False), ("2023-04-04", True), (None, False)]
)
@pytest.mark.requirement("P22-3.2c")
def test_amb_61_a_decision_recorded_on_the_fifteenth_day_is_late(recorded, late) -> None:
    assert is_recorded_late(decided("withdrawn", "2023-03-20", recorded), BOOK) is late


def test_amb_61_an_approval_is_never_late_on_record() -> None:
    assert not is_recorded_late(decided("approved", "2023-03-20", "2023-06-01"), BOOK)


def test_to_keep_approval_begins_nothing_unless_it_was_suspended() -> None:
    made = [decided("approved", "2022-06-01"), decided("kept", "2023-03-06")]
    suspended = [*made[:1], decided("suspended", "2023-03-01"), made[1]]

    assert status_since(made) == day("2022-06-01")
    assert status_since(suspended) == day("2023-03-06")
    assert status_since([]) is None


@pytest.mark.parametrize(
    ("status", "started", "on", "said"),
    [
        ("approved", "2023-01-16", "2023-01-15", []),
        ("approved", "2023-01-16", "2023-04-16", ["In a new post since 16 January 2023."]),
        ("approved", "2023-01-16", "2023-04-17", []),
        ("approved", "2022-05-01", "2022-06-10", []),
        ("withdrawn", "2023-01-16", "2023-01-20", []),
    ],
)
def test_gap_24_a_new_post_is_pointed_at_for_three_months(status, started, on, said) -> None:
    found = worth_a_look(
        of(status),
        day("2022-06-01"),
        post_started=day(started),
        returned_on=None,
        on=day(on),
        book=BOOK,
    )

    assert [sentence.partition(" Approval")[0] for sentence in found] == said


def test_gap_24_a_return_from_a_long_absence_is_pointed_at() -> None:
    returned_on = day("2023-02-06")
    since, on = day("2022-06-01"), day("2023-03-01")

    found = worth_a_look(of(), since, post_started=None, returned_on=returned_on, on=on, book=BOOK)

    assert found == [
        "Back from a long absence since 6 February 2023. Approval goes on: is it still right?"
    ]
