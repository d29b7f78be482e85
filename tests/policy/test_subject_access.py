"""Telling somebody all that is kept about them: dates, paragraphs, names."""

from datetime import date

import pytest

from policy import rulebook
from policy.subject_access import (
    Decision,
    Look,
    Names,
    answer_due,
    key_of,
    must_be_looked_at,
    paragraphs,
    undecided,
)

BOOK = rulebook.load("plr-policy-2022")
REGISTER = [(1, "Ada Field"), (2, "Sam O’Neill-Hart"), (3, "Jo Li"), (4, "Rosa Field")]


@pytest.mark.parametrize(
    ("asked_on", "due", "due_if_complex"),
    [
        (date(2026, 3, 10), date(2026, 4, 10), date(2026, 6, 10)),
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 28)),
    ],
)
def test_the_answer_is_due_one_calendar_month_after_the_day_and_three_if_complex(
    asked_on, due, due_if_complex
):
    assert answer_due(asked_on, is_complex=False, book=BOOK) == due
    assert answer_due(asked_on, is_complex=True, book=BOOK) == due_if_complex


def test_a_name_of_the_register_is_found_by_each_of_its_words():
    names = Names(REGISTER, but=set())

    found = names.found_in("Rosa’s plan was shared with O’Neill-Hart by Ada; the field was wet.")

    assert found == ["Rosa’s", "O’Neill-Hart", "Ada"]


def test_the_person_and_their_line_are_not_pointed_at_nor_who_has_the_same_name():
    names = Names(REGISTER, but={1})

    assert names.found_in("Ada Field met Rosa Field and Sam.") == ["Rosa", "Sam"]


def test_what_the_person_wrote_is_never_looked_at_and_what_they_have_not_seen_always():
    assert must_be_looked_at(Look.ALWAYS, [])
    assert must_be_looked_at(Look.IF_NAMED, ["Ada"])
    assert not must_be_looked_at(Look.IF_NAMED, [])
    assert not must_be_looked_at(Look.OWN, ["Ada"])


def test_the_same_words_are_one_decision_and_changed_words_another():
    assert paragraphs("One.\n\n  Two. \n") == ["One.", "Two."]
    assert key_of("One.", "Ada") == key_of("One.", "Ada")
    assert len({key_of("One.", "Ada"), key_of("One.", "Sam"), key_of("One!", "Ada")}) == 3


def test_another_reason_that_was_not_written_is_no_decision():
    decisions = {"a": Decision(gives=True), "b": Decision(reason="About a child"), "c": Decision()}

    assert undecided(["a", "b", "c", "d"], decisions) == ["c", "d"]
