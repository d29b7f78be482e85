"""When the full tool has to be used (P22-A1.4 to P22-A1.7, P22-A1.10, AMB-27)."""

from dataclasses import replace

import pytest

from policy.months import Span
from policy.quick_qa import USE_FULL_TOOL, refuse_quick_qa
from tests.policy.people import BOOK, day

MATTER = Span(day("2023-03-01"), day("2023-04-30"))


def refused(
    on: str, joined: str = "2015-06-01", matters: tuple[Span, ...] = (), case: tuple[Span, ...] = ()
) -> str | None:
    return refuse_quick_qa(
        day(on), joined=day(joined), matters=matters, case_matters=case, book=BOOK
    )


@pytest.mark.requirement("P22-A1.4")
def test_amb_27_new_starters_have_the_full_tool_for_six_months() -> None:
    assert refused("2023-07-09", joined="2023-01-09") == USE_FULL_TOOL
    assert refused("2023-07-10", joined="2023-01-09") is None


@pytest.mark.parametrize(
    ("on", "full"),
    [("2023-02-28", False), ("2023-03-01", True), ("2023-04-30", True), ("2023-05-01", False)],
)
@pytest.mark.requirement("P22-A1.5", "P22-A1.6", "P22-A1.7")
def test_amb_27_an_open_matter_about_person_or_case_needs_the_full_tool(
    on: str, full: bool
) -> None:
    assert bool(refused(on, matters=(MATTER,))) is full
    assert bool(refused(on, case=(MATTER,))) is full


def test_amb_27_the_auditor_is_not_told_that_there_is_a_matter() -> None:
    of_a_matter = refused("2023-03-01", matters=(MATTER,))
    of_a_case = refused("2023-03-01", case=(MATTER,))
    of_a_new_starter = refused("2023-03-01", joined="2023-01-09")

    assert {of_a_matter, of_a_case, of_a_new_starter} == {"Use the full tool for this audit."}


@pytest.mark.requirement("P22-A1.10")
def test_the_quick_tool_can_be_retired_on_a_day() -> None:
    rules = replace(BOOK.quick_qa, in_use_until=day("2023-03-31"))
    book = replace(BOOK, quick_qa=rules)

    found = [
        refuse_quick_qa(day(d), joined=day("2015-06-01"), matters=(), case_matters=(), book=book)
        for d in ("2023-03-31", "2023-04-01")
    ]

    assert [bool(text) for text in found] == [False, True]
