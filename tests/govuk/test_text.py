import pytest

from govuk.text import browser_length, cannot_be_stored, is_blank, tidy, tidy_name, turns_direction


@pytest.mark.parametrize(
    "text",
    ["", "  \n\t", "\u00a0\u202f\u3000", "\u200b\u200d\ufeff", "\u2060\u00ad", "\u3164\u2800"],
)
def test_what_nobody_sees_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "\u200ba", "0", ".", "ŵ", "👩‍👩‍👧"])
def test_what_somebody_sees_is_not_blank(text):
    assert not is_blank(text)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "a\x1b[0m", "\x7f"])
def test_nul_controls_and_half_surrogates_cannot_be_stored(text):
    assert cannot_be_stored(text)


@pytest.mark.parametrize(
    "text", ["two\r\nlines", "a\ttab", "a\x0bline", "👩‍👩‍👧 Siân O’Brien", "‮ right to left"]
)
def test_ordinary_text_can_be_stored(text):
    assert not cannot_be_stored(text)


def test_both_forms_of_an_accent_are_one_text():
    assert tidy("Jose\u0301") == tidy("José") == "José"


def test_all_line_ends_are_one():
    assert tidy("a\r\nb\rc\x0bd\u2028e") == "a\nb\nc\nd\ne"


def test_a_name_loses_what_makes_two_people_of_one():
    assert tidy_name(" Ann\u200ba \u00a0 O'Brien\ufeff ") == "Anna O'Brien"


def test_marks_that_turn_the_writing_round_are_found():
    assert turns_direction("Ann\u202egod")
    assert not turns_direction("Ann Ŵyn محمد")


def test_length_is_counted_as_the_browser_counts():
    assert browser_length("a\r\nb") == 3
    assert browser_length("👩") == 2
