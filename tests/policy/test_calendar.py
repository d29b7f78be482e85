"""Working days in England and Wales."""

from datetime import date

import pytest

from policy import calendar


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2023, 6, 9), None),
        (date(2023, 6, 10), "a Saturday"),
        (date(2023, 5, 8), "a bank holiday (Coronation of Charles III)"),
        (date(2022, 12, 27), "a bank holiday (Christmas Day (observed))"),
        (date(2023, 4, 10), "a bank holiday (Easter Monday)"),
        (date(2023, 3, 17), None),  # Saint Patrick's Day is kept in Northern Ireland only
    ],
)
def test_days_off_are_weekends_and_english_bank_holidays(day: date, why: str | None) -> None:
    assert calendar.day_off(day) == why


def test_amb_11_a_due_saturday_is_named_as_the_friday_before() -> None:
    assert calendar.working_day_on_or_before(date(2023, 6, 10)) == date(2023, 6, 9)


def test_ten_working_days_over_easter_pass_over_weekends_and_bank_holidays() -> None:
    assert calendar.add_working_days(date(2023, 3, 31), 10) == date(2023, 4, 18)


def test_the_kept_list_of_bank_holidays_warns_before_it_ends() -> None:
    end = calendar.KNOWN_UNTIL

    assert calendar.running_out(date(2026, 1, 1)) is None
    assert str(end.year) in (calendar.running_out(end.replace(month=1)) or "")
