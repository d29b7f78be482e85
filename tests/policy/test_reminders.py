"""When a reminder is due: each step once, the latest one only, and a missed one for a week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.reminders import MADE_UP_FOR, Step, step_due, steps
from tests.policy.people import BOOK

FRIDAY = date(2027, 2, 19)
OWN = BOOK.reminders["self_assessment"]


@pytest.mark.requirement("P22-2.8a")
@pytest.mark.parametrize(
    ("before", "days"), [(15, None), (14, -14), (10, -14), (7, -7), (1, -1), (0, -1)]
)
def test_the_self_assessment_is_asked_for_fourteen_and_seven_days_and_the_day_before(before, days):
    step = step_due(OWN, FRIDAY, on=FRIDAY - timedelta(days=before))

    assert (step.days if step else None) == days


def test_the_day_before_a_monday_is_told_on_friday():
    monday = FRIDAY + timedelta(days=3)

    assert step_due(OWN, monday, on=FRIDAY) == Step(FRIDAY, -1)


@pytest.mark.requirement("P22-2.9c")
def test_the_record_is_asked_for_ten_working_days_after_the_meeting():
    held = date(2026, 12, 21)  # Christmas, Boxing Day in lieu, New Year and two weekends follow

    first, last = steps(BOOK.reminders["write_up"], held)

    assert first == Step(date(2027, 1, 7), 17)
    assert (last.days, last.escalated) == (28, True)


@given(
    st.sampled_from(sorted(BOOK.reminders)),
    st.dates(date(2025, 1, 1), date(2028, 12, 31)),
    st.integers(-60, 90),
)
def test_what_is_due_is_the_latest_step_and_never_older_than_a_week(key, day, days):
    rule, on = BOOK.reminders[key], day + timedelta(days=days)

    step = step_due(rule, day, on=on)

    if step:
        assert on - MADE_UP_FOR < step.due_on <= on
        assert not [one for one in steps(rule, day) if step.due_on < one.due_on <= on]


@given(st.sampled_from(sorted(BOOK.reminders)), st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_whoever_looks_every_day_meets_every_step(key, day):
    rule = BOOK.reminders[key]
    looked_on = [day + timedelta(days=days) for days in range(-60, 90)]

    met = {step for on in looked_on if (step := step_due(rule, day, on=on))}

    assert {step.due_on for step in met} == {step.due_on for step in steps(rule, day)}
