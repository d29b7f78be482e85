"""When the next PLR is planned (P22-2.1b, P22-2.2, P22-2.3)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy import cadence, rulebook
from policy.cadence import Circumstances, PlannedDate
from policy.calendar import is_working_day
from policy.months import Interval, Span

BOOK = rulebook.load("plr-policy-2022")
ADVISER = Circumstances(
    role="family_court_adviser",
    post_started=date(2015, 6, 1),
    counting_from=date(2015, 6, 1),
    last_held_on=date(2023, 2, 9),
)
STARTER = replace(
    ADVISER,
    post_started=date(2023, 1, 9),
    counting_from=date(2023, 1, 9),
    last_held_on=date(2023, 2, 20),
)


def propose(
    person: Circumstances, today: date = date(2023, 2, 21), taken: Collection[date] = ()
) -> PlannedDate:
    return cadence.propose(person, today=today, taken=taken, book=BOOK)


@pytest.mark.requirement("P22-2.1c")
def test_without_an_agreement_the_minimum_of_the_role_is_planned() -> None:
    proposal = propose(ADVISER)

    assert (proposal.on, proposal.due) == (date(2023, 5, 9), date(2023, 5, 9))
    assert proposal.reason == "3 months after the last PLR on 9 February 2023."


@pytest.mark.requirement("P22-2.1b", "P22-2.2b")
def test_amb_12_six_weeks_agreed_plan_3_april_and_leave_20_may_as_due() -> None:
    proposal = propose(replace(STARTER, agreed=Interval(weeks=6)))

    assert (proposal.on, proposal.due) == (date(2023, 4, 3), date(2023, 5, 20))
    assert not proposal.interval_needed


@pytest.mark.requirement("P22-2.2b")
def test_in_the_first_six_months_an_interval_is_asked_for_and_an_earlier_day_offered() -> None:
    proposal = propose(STARTER)

    assert proposal.on == date(2023, 4, 20)
    assert proposal.interval_needed
    assert "first 6 months in post" in proposal.reason


def test_after_the_first_six_months_in_post_the_minimum_is_enough() -> None:
    proposal = propose(replace(STARTER, last_held_on=date(2023, 6, 1)), today=date(2023, 6, 2))

    assert proposal.on == date(2023, 9, 1)
    assert not proposal.interval_needed


@pytest.mark.requirement("P22-2.2c")
def test_a_need_for_support_asks_for_a_shorter_interval() -> None:
    proposal = propose(replace(ADVISER, needs_support=True))

    assert (proposal.on, proposal.interval_needed) == (date(2023, 4, 6), True)


@pytest.mark.requirement("P22-2.2b", "P22-2.2c", "S17-2.2")
@pytest.mark.parametrize("person", [STARTER, replace(ADVISER, needs_support=True)])
@pytest.mark.parametrize(
    ("agreed", "needed"),
    [
        (Interval(weeks=12), False),
        (Interval(months=2), False),
        (Interval(weeks=13), True),
        (Interval(months=3), True),
    ],
)
def test_amb_12_a_new_starter_and_whoever_needs_support_agree_a_shorter_one(
    person: Circumstances, agreed: Interval, needed: bool
) -> None:
    assert propose(replace(person, agreed=agreed)).interval_needed is needed
    assert not propose(replace(ADVISER, agreed=agreed)).interval_needed


@pytest.mark.parametrize(
    ("role", "agreed", "refused"),
    [
        ("family_court_adviser", Interval(months=3), False),
        ("family_court_adviser", Interval(weeks=13), False),
        ("family_court_adviser", Interval(weeks=14), True),
        ("family_court_adviser", Interval(months=4), True),
        ("corporate", Interval(weeks=26), False),
        ("corporate", Interval(months=7), True),
    ],
)
def test_amb_12_an_interval_longer_than_the_minimum_is_refused(
    role: str, agreed: Interval, refused: bool
) -> None:
    assert bool(cadence.refuse_interval(agreed, role, BOOK)) is refused


def test_an_agreed_interval_never_plans_past_the_due_date() -> None:
    proposal = propose(replace(ADVISER, last_held_on=date(2023, 2, 1), agreed=Interval(weeks=13)))

    assert proposal.on == date(2023, 4, 28)  # 13 weeks end on 3 May, 1 May is a bank holiday
    assert proposal.due == date(2023, 5, 1)


@pytest.mark.requirement("P22-2.3")
def test_amb_38_a_return_plr_is_planned_within_three_months_also_for_six_monthly_roles() -> None:
    back = date(2023, 8, 1)
    person = replace(ADVISER, role="corporate", counting_from=back, returned_on=back)

    proposal = propose(person, today=back)

    assert (proposal.on, proposal.due) == (date(2023, 11, 1), date(2023, 11, 1))
    assert proposal.clause == "P22-2.3"


def test_a_weekend_moves_the_plan_forward_in_the_diary_not_past_the_due_date() -> None:
    proposal = propose(replace(ADVISER, last_held_on=date(2023, 3, 10)), today=date(2023, 3, 11))

    assert proposal.on == date(2023, 6, 9)
    assert "10 June 2023 is a Saturday" in proposal.reason


def test_a_bank_holiday_and_the_managers_taken_days_are_skipped() -> None:
    person = replace(ADVISER, last_held_on=date(2023, 2, 8))

    proposal = propose(person, taken={date(2023, 5, 5)})

    assert proposal.on == date(2023, 5, 4)
    assert "Coronation" in proposal.reason


def test_leave_is_planned_before_and_not_after() -> None:
    leave = Span(date(2023, 4, 24), date(2023, 5, 20))

    assert propose(replace(ADVISER, away=(leave,))).on == date(2023, 4, 21)


def test_an_overdue_plr_is_offered_on_the_first_free_day() -> None:
    proposal = propose(ADVISER, today=date(2023, 6, 10))

    assert proposal.on == date(2023, 6, 12)
    assert "that was 9 May 2023" in proposal.reason


def test_amb_45_nothing_is_offered_while_away_with_no_date_of_return() -> None:
    proposal = propose(replace(ADVISER, away=(Span(date(2023, 2, 15)),)))

    assert proposal.on is None
    assert "no date of return" in proposal.reason


@pytest.mark.requirement("P22-2.1b")
def test_a_year_is_proposed_each_date_counted_from_the_one_before() -> None:
    planned = cadence.propose_until(
        ADVISER, until=date(2024, 2, 29), today=date(2023, 2, 21), taken=(), book=BOOK
    )

    assert [proposal.on for proposal in planned] == [
        date(2023, 5, 9),
        date(2023, 8, 9),
        date(2023, 11, 9),
        date(2024, 2, 9),
    ]


@pytest.mark.requirement("P22-2.2f")
def test_group_supervision_is_planned_midway_between_two_plrs() -> None:
    session = cadence.propose_group_session(after=date(2022, 12, 1), before=date(2023, 6, 1))

    assert session == date(2023, 3, 2)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(0, 60))
def test_a_proposed_day_is_free_and_in_time_unless_overdue(
    held: date, later: int, leave: int
) -> None:
    today = held + timedelta(days=later)
    away = Span(held + timedelta(days=60), held + timedelta(days=60 + leave))
    person = replace(ADVISER, counting_from=held, last_held_on=held, away=(away,))

    proposal = propose(person, today)

    assert proposal.on is not None
    assert is_working_day(proposal.on)
    assert proposal.on not in away
    assert proposal.on >= today
    assert proposal.on <= proposal.due or today > proposal.due - timedelta(days=45)


@pytest.mark.requirement("P22-2.1b", "P22-2.2b")
@pytest.mark.parametrize(
    ("agreed_on", "on", "due"),
    [
        (None, date(2023, 7, 8), date(2023, 1, 9)),
        (None, date(2023, 7, 9), None),
        (date(2022, 5, 4), date(2023, 7, 8), date(2023, 1, 9)),
        (date(2023, 1, 9), date(2023, 2, 1), date(2023, 7, 9)),
        (date(2023, 7, 9), date(2023, 8, 1), date(2024, 7, 9)),
    ],
)
def test_an_interval_is_agreed_in_a_new_post_and_looked_at_again(agreed_on, on, due) -> None:
    day = cadence.interval_due(agreed_on, post_started=date(2023, 1, 9), on=on, book=BOOK)

    assert day == due
