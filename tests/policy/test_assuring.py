"""Who owes what by when, and why not (AMB-64)."""

from datetime import date

import pytest

from policy import rulebook
from policy.assuring import ALWAYS, Owing, duty
from policy.months import Span
from policy.periods import Period, latest, period_of

RULES = rulebook.load("plr-policy-2022").assurance
SPRING = period_of("quarter", date(2023, 2, 20))


def judged(owing: Owing, *, on: date, done_on: date | None = None, period: Period = SPRING):
    return duty(owing, period, done_on=done_on, on=on, least_months=RULES.least_months)


def held(start: date, end: date | None = None) -> Owing:
    return Owing(held=[Span(start, end)])


@pytest.mark.parametrize(
    ("kind", "words", "end"),
    [
        ("month", "February 2023", date(2023, 2, 28)),
        ("quarter", "January to March 2023", date(2023, 3, 31)),
        ("year", "April 2022 to March 2023", date(2023, 3, 31)),
    ],
)
def test_amb_64_periods_are_fixed(kind, words, end) -> None:
    period = period_of(kind, date(2023, 2, 20))

    assert (str(period), period.end) == (words, end)
    assert period.previous.next == period


def test_the_latest_quarters_end_with_this_one() -> None:
    assert [one.start.month for one in latest("quarter", date(2023, 2, 20), 3)] == [7, 10, 1]


@pytest.mark.requirement("P22-A1.15")
def test_amb_64_what_is_completed_on_the_last_day_is_that_months() -> None:
    march = period_of("month", date(2023, 3, 31))

    found = judged(ALWAYS, period=march, on=date(2023, 4, 1), done_on=date(2023, 3, 31))

    assert (found.status, found.was_late) == ("done", False)


@pytest.mark.requirement("P22-A1.17", "S17-A3.3")
def test_amb_64_a_head_who_starts_on_20_february_has_the_first_task_in_april() -> None:
    head = held(date(2023, 2, 20))

    assert judged(head, on=date(2023, 2, 21)).status == "not_owed"
    assert "Began on 20 February 2023" in judged(head, on=date(2023, 2, 21)).why
    assert judged(head, on=date(2023, 4, 1), period=SPRING.next).status == "due"


def test_what_is_not_done_is_due_until_the_last_day_and_late_after() -> None:
    head = held(date(2020, 1, 6))

    assert judged(head, on=SPRING.end).status == "due"
    assert judged(head, on=SPRING.next.start).status == "late"


def test_what_is_done_late_is_done_and_says_so() -> None:
    found = judged(held(date(2020, 1, 6)), on=date(2023, 5, 1), done_on=date(2023, 4, 3))

    assert (found.status, found.was_late) == ("done", True)
    assert found.why == "Done on 3 April 2023, after the last day."


@pytest.mark.parametrize(
    ("owing", "why"),
    [
        (held(date(2023, 5, 1)), "Not in this post at the time."),
        (held(date(2020, 1, 6), date(2023, 3, 1)), "Left the post on 1 March 2023."),
        (
            Owing(held=[Span(date(2020, 1, 6))], away=[Span(date(2022, 12, 1), date(2023, 4, 2))]),
            "Away for all of the time.",
        ),
        (
            Owing(held=[Span(date(2020, 1, 6))], nothing_there=True),
            "There was nothing to draw from.",
        ),
    ],
)
def test_why_nothing_is_owed(owing: Owing, why: str) -> None:
    found = judged(owing, on=date(2023, 4, 10))

    assert (found.status, found.why) == ("not_owed", why)


def test_a_short_absence_does_not_free_anybody() -> None:
    away = [Span(date(2023, 1, 10), date(2023, 3, 20))]

    found = judged(Owing(held=[Span(date(2020, 1, 6))], away=away), on=SPRING.end)

    assert found.status == "due"
