"""The columns between the shortest and the longest: two in six months, three in nine."""

import pytest

from tests.policy.people import dues, on, plrs, somebody, statuses


@pytest.mark.requirement("P22-C2", "P22-C3")
@pytest.mark.parametrize(
    ("held", "column", "found"),
    [
        (("2022-09-20", "2023-01-10"), "6m", ("compliant", "2023-03-20")),
        (("2022-08-20", "2023-01-10"), "6m", ("non_compliant", "2023-02-20")),
        (("2022-07-01", "2022-10-01", "2023-01-10"), "9m", ("compliant", "2023-04-01")),
        (("2022-05-20", "2022-10-01", "2023-01-10"), "9m", ("non_compliant", "2023-02-20")),
    ],
)
def test_two_in_six_months_and_three_in_nine(
    held: tuple[str, ...], column: str, found: tuple[str, str]
) -> None:
    judgement = on(somebody(plrs=plrs(*held)), "2023-03-01")

    assert (statuses(judgement, "plr")[column], dues(judgement, "plr")[column]) == found
