"""Piece by piece why the box is locked or not (AMB-56 to AMB-60, AMB-62)."""

import pytest

from policy.facts import Audit, Decision
from policy.self_regulation import graded_pieces, judge
from policy.weighing import Weighed, eligibility, run_relied_on, weigh
from tests.policy.people import BOOK, NOW, somebody
from tests.policy.test_self_regulation import APPROVED, decided, piece


def weighed(
    as_of: str, *work: str | Audit, decisions: tuple[Decision, ...] = ()
) -> tuple[list[Weighed], str]:
    pieces = tuple(piece(item) if isinstance(item, str) else item for item in work)
    person = somebody(audits=pieces, decisions=decisions)
    graded = graded_pieces(person, NOW, BOOK)
    counting = [one for one in graded if not one.neutral]
    on = piece(f"good {as_of}").completed_on
    days = {"as_of": on, "known_on": NOW}
    standing = judge(counting, decisions, rules=BOOK.self_regulation, **days)
    found = weigh(graded, decisions, standing, book=BOOK, **days)
    return found, eligibility(standing, BOOK)


@pytest.mark.requirement("P22-3.1a")
def test_three_good_pieces_in_a_row_unlock_the_box_and_a_quick_one_is_neutral() -> None:
    work = ("good 2023-01-10", "outstanding 2023-02-14", "good 2023-03-20")

    found, sentence = weighed("2023-03-20", *work, piece("good 2023-03-01", "quick"))

    assert [one.weight for one in found] == ["counts", "counts", "neutral", "counts"]
    assert sentence == "Three good pieces of work in a row. Self-regulation can be approved."


def test_what_comes_before_a_break_does_not_count_any_more() -> None:
    found, sentence = weighed("2023-03-20", "good 2023-01-10", "met 2023-02-14", "good 2023-03-20")

    assert [one.weight for one in found] == ["broken", "against", "counts"]
    assert found[1].why == "Graded met: the run starts anew."
    assert sentence == "One good piece of work in a row. Two more are needed."


@pytest.mark.requirement("P22-3.2b")
def test_the_second_met_in_a_row_is_named_as_what_opened_consideration() -> None:
    found, _ = weighed("2023-02-20", "met 2023-01-16", "met 2023-02-20", decisions=APPROVED)

    assert found[1].why == "The second met in a row: consideration opened."


@pytest.mark.requirement("P22-3.2d")
def test_pieces_up_to_a_withdrawal_are_spent() -> None:
    decisions = (*APPROVED, decided("withdrawn", "2023-03-20"))
    work = ("requires_improvement 2023-03-06", "good 2023-03-15", "good 2023-04-24")

    found, sentence = weighed("2023-04-24", *work, decisions=decisions)

    assert [one.weight for one in found] == ["spent", "spent", "counts"]
    assert "20 March 2023" in found[0].why
    assert sentence == (
        "One good piece of work in a row since the last decision. One more is needed."
    )


def test_a_suspension_leaves_the_piece_that_called_for_it_waiting_for_a_decision() -> None:
    decisions = (*APPROVED, decided("suspended", "2023-03-07"))

    found, _ = weighed("2023-03-10", "requires_improvement 2023-03-06", decisions=decisions)

    assert found[0].why == "Called for the decision that is still to be made."


def test_an_approval_rests_on_the_latest_three_of_a_longer_run() -> None:
    work = [f"good 2023-0{month}-10" for month in range(1, 6)]

    found, _ = weighed("2023-05-10", *work)

    assert [one.on.month for one in run_relied_on(found, 3)] == [3, 4, 5]


def test_a_piece_after_the_day_that_is_looked_at_is_left_out() -> None:
    found, _ = weighed("2023-02-01", "good 2023-01-10", "good 2023-02-14")

    assert len(found) == 1
