"""Standards over 12 months (P22-2.4a, P22-2.4b, AMB-51)."""

from datetime import date

import pytest

from policy import rulebook
from policy.coverage import coverage

BOOK = rulebook.load("plr-policy-2022")
ASSESSED = [
    (date(2022, 2, 10), "service_effectiveness"),
    (date(2022, 2, 10), "compliance"),
    (date(2022, 8, 10), "safe"),
    (date(2022, 8, 10), "quality"),
    (date(2023, 2, 10), "safe"),
    (date(2023, 2, 10), "engagement"),
]


@pytest.mark.requirement("P22-2.4a", "P22-2.14a")
def test_amb_51_missing_standards_longest_first_and_never_assessed_before_all() -> None:
    result = coverage(ASSESSED, date(2023, 3, 1), BOOK)

    assert result.covered == 3
    assert result.missing == ("professional_behaviour", "service_effectiveness", "compliance")


def test_amb_51_a_standard_covers_up_to_and_including_twelve_months() -> None:
    missing = [coverage(ASSESSED, date(2023, 2, day), BOOK).missing for day in (10, 11)]

    assert "compliance" not in missing[0]
    assert "compliance" in missing[1]


@pytest.mark.requirement("P22-2.4b")
def test_amb_49_safe_counts_once_for_each_plr_of_the_last_twelve_months() -> None:
    twice = [*ASSESSED, (date(2023, 2, 10), "safe")]

    counts = [coverage(twice, day, BOOK).safe_count for day in (date(2023, 3, 1), date(2023, 9, 1))]

    assert counts == [2, 1]


def test_what_is_assessed_after_the_day_asked_for_is_left_out() -> None:
    assert coverage(ASSESSED, date(2022, 7, 1), BOOK).safe_count == 0
