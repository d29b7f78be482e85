"""What looks like data about a case, a child or a family (CON-32)."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy import rulebook
from policy.identifiable import Mark, find

BOOK = rulebook.load("plr-policy-2022")
TODAY = date(2026, 11, 22)
LONG = 50_000


def marks(text: str) -> list[tuple[str, str]]:
    found = find(text, ["example.org"], today=TODAY, book=BOOK)
    return [(mark.kind, text[mark.start : mark.end]) for mark in found]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("We spoke about ZW21C00123 at length.", "case_number", "ZW21C00123"),
        ("See FD21P00123", "case_number", "FD21P00123"),
        ("on CAF-123456 she wrote", "case_number", "CAF-123456"),
        ("the file no. 1234567 was late", "case_number", "file no. 1234567"),
        ("He was born on 3 March 2015.", "date_of_birth", "3 March 2015"),
        ("DOB: 03/03/15", "date_of_birth", "03/03/15"),
        ("date of birth 1.2.1986", "date_of_birth", "1.2.1986"),
        ("the visit of 2nd of Sept. 2014", "date_of_birth", "2nd of Sept. 2014"),
        ("on March 3, 2015 they moved", "date_of_birth", "March 3, 2015"),
        ("seen 2015-03-03 there", "date_of_birth", "2015-03-03"),
        ("They live at SW1A 1AA.", "postcode", "SW1A 1AA"),
        ("They live in m60 1nw now", "postcode", "m60 1nw"),
        ("Ring 07700 900123 12 times", "telephone", "07700 900123"),
        ("Ring (020) 7946 0123.", "telephone", "(020) 7946 0123"),
        ("Ring +44 20 7946 0123", "telephone", "+44 20 7946 0123"),
        ("NHS 943 476 5919", "nhs_number", "943 476 5919"),
        ("write to jo.bloggs@gmail.com, please", "email", "jo.bloggs@gmail.com"),
        ("the mother of Jane Smith rang", "name", "Jane Smith"),
        ("the child, Amélie O'Brien, said", "name", "Amélie O'Brien"),
        ("Tom Baker-Jones, the father of", "name", "Tom Baker-Jones"),
    ],
)
@pytest.mark.requirement("S17-4.3")
def test_con_32_it_is_pointed_at(text: str, kind: str, part: str) -> None:
    assert marks(text) == [(kind, part)]


@pytest.mark.parametrize(
    "text",
    [
        "Our last PLR was on 10 February 2026 and the next is due on 10 May 2026.",
        "She qualified on 1 September 1999.",
        "The audit of 12/11/2026 was graded good.",
        "anna@example.org and ben@north.example.org came along.",
        "NHS 943 476 5918 fails its check digit.",
        "She finished 4 of 12 reports in 2026, P22-2.4c.",
        "Jane Smith chaired the team meeting on quality.",
        "She thinks of the child. The Family Court agreed.",
        "Section 7 reports took 10 weeks; 1 2nd opinion.",
        "The child is 7 years old.",
        "Meet me @ ten, or @home",
    ],
)
def test_plain_talk_about_work_is_left_alone(text: str) -> None:
    assert marks(text) == []


def test_marks_come_in_reading_order_without_overlaps() -> None:
    text = "born 3 March 2015, SW1A 1AA, jo@gmail.com, 07700 900123, ZW21C00123"

    assert [kind for kind, _ in marks(text)] == [
        "date_of_birth",
        "postcode",
        "email",
        "telephone",
        "case_number",
    ]


def test_a_mark_says_what_to_do_and_holds_none_of_the_text() -> None:
    (mark,) = find("ZW21C00123", [], today=TODAY, book=BOOK)

    assert mark.sentence.endswith("leave it out.")
    assert {field.name for field in fields(Mark)} == {"start", "end", "kind", "sentence"}


@pytest.mark.parametrize(
    "filler",
    ["a", "1", "1 ", "0 ", "+", "@", "a@", "a.", "A", "Aa ", "Aa-", "AB12 ", "(0", "3 March ", "-"],
)
def test_long_text_of_any_kind_is_read_to_its_end(filler: str) -> None:
    text = filler * (LONG // len(filler)) + "\n\nbeside ZW21C00123"

    assert marks(text)[-1] == ("case_number", "ZW21C00123")


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found = find(text, ["example.org"], today=TODAY, book=BOOK)

    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
