"""Months counted forward and London dates (AMB-03 to AMB-06, AMB-11)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.months import Interval, Span, add_months, london_date


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2023-06-01", 3, "2023-09-01"),
        ("2022-12-01", 3, "2023-03-01"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2022-08-31", 6, "2023-02-28"),
        ("2023-02-28", 3, "2023-05-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 3, "2024-05-29"),
        ("2023-10-31", 2, "2023-12-31"),
    ],
)
def test_amb_05_month_ends_are_clamped_and_counted_forward(
    start: str, months: int, end: str
) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 36))
def test_amb_05_every_day_keeps_its_number_or_the_month_its_last(day: date, months: int) -> None:
    end = add_months(day, months)

    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


def test_amb_05_months_are_never_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_months(date(2023, 5, 31), -3)


def test_amb_11_half_past_midnight_in_summer_is_the_new_london_day() -> None:
    saved = datetime(2023, 6, 9, 23, 30, tzinfo=UTC)

    assert london_date(saved) == date(2023, 6, 10)


def test_amb_11_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        london_date(datetime(2023, 6, 9, 23, 30))  # noqa: DTZ001


def test_a_span_includes_its_first_and_its_last_day() -> None:
    span = Span(date(2023, 5, 1), date(2023, 5, 31))

    inside = [date(2023, 4, 30), date(2023, 5, 1), date(2023, 5, 31), date(2023, 6, 1)]

    assert [day in span for day in inside] == [False, True, True, False]


def test_a_span_without_an_end_goes_on() -> None:
    assert date(2050, 1, 1) in Span(date(2023, 5, 1))


def test_amb_12_agreed_six_weeks_after_20_february_is_3_april() -> None:
    assert Interval(weeks=6).after(date(2023, 2, 20)) == date(2023, 4, 3)
    assert str(Interval(weeks=6)) == "6 weeks"


@pytest.mark.parametrize(("months", "weeks"), [(0, 0), (1, 1), (-1, 0), (0, -2)])
def test_an_interval_is_months_or_weeks(months: int, weeks: int) -> None:
    with pytest.raises(ValueError, match="months or a number of weeks"):
        Interval(months=months, weeks=weeks)
