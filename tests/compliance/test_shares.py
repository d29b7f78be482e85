"""AMB-47: percentages are rounded down."""

from hypothesis import given
from hypothesis import strategies as st

from compliance.queries.shares import Share

numbers = st.integers(0, 5000)


def share(compliant=0, late=0, excluded=0, untested=0) -> Share:
    return Share(
        {
            "compliant": compliant,
            "non_compliant": late,
            "excluded": excluded,
            "not_applicable": untested,
        }
    )


def test_amb_47_the_worked_example():
    assert share(13, 2, 3, 2).words == "13 of 15 (86%)"
    assert share(13, 2, 3, 2).beside == "3 excluded, 2 not yet testable"


def test_amb_47_nobody_tested_is_neither_0_nor_100_per_cent():
    assert share(excluded=3).words == "None tested"


@given(compliant=numbers, late=st.integers(1, 5000))
def test_amb_47_anybody_late_is_never_100_per_cent(compliant, late):
    assert share(compliant, late).per_cent < 100
