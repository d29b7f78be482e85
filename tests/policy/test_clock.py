"""Absences, exclusions and the clock start (AMB-32 to AMB-46)."""

from dataclasses import replace

import pytest

from policy.absences import LongAbsence, long_absences
from policy.clock import Clocks
from policy.facts import Absence, Person
from policy.months import ONE_DAY
from tests.policy.people import BOOK, NOW, away, day, posted, somebody


def exclusion(person: Person, as_of: str) -> tuple[str, str, str] | None:
    found = Clocks(person, NOW, BOOK).exclusion_on(day(as_of))
    return (found.reason, str(found.start), str(found.until)) if found else None


def clock_start(person: Person, as_of: str) -> str:
    return str(Clocks(person, NOW, BOOK).on(day(as_of)).start)


def long(*absences: Absence) -> tuple[LongAbsence, ...]:
    return long_absences(absences, NOW, BOOK)


@pytest.mark.requirement("P22-E1")
def test_amb_34_the_twentieth_calendar_day_counted_from_the_first() -> None:
    (absence,) = long(away("2023-05-25"))

    assert absence.long_from == day("2023-06-13")


def test_amb_34_on_a_working_day_basis_the_bank_holiday_is_left_out() -> None:
    rules = replace(BOOK.exclusions, long_absence_basis="working")

    (absence,) = long_absences([away("2023-05-25")], NOW, replace(BOOK, exclusions=rules))

    assert absence.long_from == day("2023-06-22")


@pytest.mark.parametrize(("end", "number"), [("2023-06-12", 0), ("2023-06-13", 1)])
def test_amb_35_nineteen_days_are_short_and_twenty_are_long(end: str, number: int) -> None:
    assert len(long(away("2023-05-25", end))) == number


@pytest.mark.requirement("P22-E1")
def test_amb_35_excluded_from_day_twenty_and_not_before() -> None:
    person = somebody(absences=(away("2023-05-25"),))

    assert exclusion(person, "2023-06-12") is None
    assert exclusion(person, "2023-06-13") == ("long_term_absence", "2023-06-13", "None")


def test_amb_36_absences_with_a_weekend_between_are_one() -> None:
    leave = away("2023-03-20", "2023-03-31", "annual_leave", back="2023-04-03")

    (absence,) = long(away("2023-03-06", "2023-03-17"), leave)

    assert (absence.long_from, absence.back_on) == (day("2023-03-25"), day("2023-04-03"))


def test_amb_36_a_bank_holiday_between_does_not_break_an_absence() -> None:
    assert len(long(away("2023-05-15", "2023-05-26"), away("2023-05-30", "2023-06-09"))) == 1


def test_amb_36_one_working_day_between_breaks_an_absence() -> None:
    assert long(away("2023-03-06", "2023-03-17"), away("2023-03-21", "2023-04-05")) == ()


@pytest.mark.requirement("P22-E2")
@pytest.mark.parametrize("kind", ["maternity", "adoption", "shared_parental"])
def test_amb_37_family_leave_is_excluded_from_its_first_day(kind: str) -> None:
    person = somebody(absences=(away("2022-09-05", kind=kind),))

    assert exclusion(person, "2022-09-04") is None
    assert exclusion(person, "2022-09-05") == ("maternity_adoption", "2022-09-05", "None")


def test_amb_37_paternity_leave_follows_the_twenty_day_rule() -> None:
    assert long(away("2023-03-06", "2023-03-19", "paternity")) == ()


def test_amb_37_sickness_that_runs_into_maternity_leave_excludes_from_the_earlier_day() -> None:
    person = somebody(
        absences=(away("2023-01-02", "2023-01-31"), away("2023-02-01", kind="maternity"))
    )

    assert exclusion(person, "2023-01-21") == ("long_term_absence", "2023-01-21", "None")
    assert exclusion(person, "2023-02-01") == ("maternity_adoption", "2023-02-01", "None")


@pytest.mark.requirement("P22-E3")
def test_amb_38_a_returner_is_excluded_for_three_months_from_the_first_day_back() -> None:
    person = somebody(absences=(away("2023-05-25", "2023-07-31"),))

    assert exclusion(person, "2023-08-01") == ("returner", "2023-08-01", "2023-11-01")
    assert exclusion(person, "2023-11-02") is None
    assert clock_start(person, "2023-08-01") == "2023-08-01"


MATERNITY = away("2022-09-05", "2023-06-04", "maternity")


@pytest.mark.requirement("P22-E4")
def test_amb_39_annual_leave_straight_after_maternity_leave_moves_the_return() -> None:
    leave = away("2023-06-05", "2023-06-22", "annual_leave")
    person = somebody(absences=(MATERNITY, leave))

    assert exclusion(person, "2023-06-10") == ("maternity_adoption", "2022-09-05", "2023-06-22")
    assert exclusion(person, "2023-09-23") == ("returner", "2023-06-23", "2023-09-23")
    assert exclusion(person, "2023-09-24") is None


def test_amb_39_annual_leave_after_a_week_at_work_does_not() -> None:
    leave = away("2023-06-12", "2023-06-30", "annual_leave")
    person = somebody(absences=(MATERNITY, leave))

    assert exclusion(person, "2023-09-05") == ("returner", "2023-06-05", "2023-09-05")
    assert exclusion(person, "2023-09-06") is None


@pytest.mark.parametrize(
    ("last_day", "until"), [("2023-02-19", "2023-05-20"), ("2023-01-27", "2023-02-14")]
)
def test_amb_40_only_a_new_long_absence_starts_the_three_months_again(
    last_day: str, until: str
) -> None:
    first = away("2022-10-01", "2022-11-13")
    person = somebody(absences=(first, away("2023-01-16", last_day)))

    found = [exclusion(person, d) for d in (until, str(day(until) + ONE_DAY))]

    assert [item and item[0] for item in found] == ["returner", None]


@pytest.mark.requirement("P22-E5")
def test_a_new_starter_is_excluded_for_three_months_the_last_day_included() -> None:
    person = somebody("2023-01-09")

    assert exclusion(person, "2023-04-09") == ("new_starter", "2023-01-09", "2023-04-09")
    assert exclusion(person, "2023-04-10") is None


@pytest.mark.requirement("P22-E6")
def test_amb_42_a_new_post_excludes_for_three_months_and_restarts_the_clock() -> None:
    posts = (posted("2015-06-01", end="2023-05-31"), posted("2023-06-01"))
    person = somebody(postings=posts)

    assert exclusion(person, "2023-09-01") == ("position_change", "2023-06-01", "2023-09-01")
    assert exclusion(person, "2023-09-02") is None
    assert clock_start(person, "2023-09-02") == "2023-06-01"


def test_amb_43_a_new_post_during_leave_adds_nothing_when_it_ends_first() -> None:
    person = somebody(
        absences=(away("2023-01-09", "2023-09-30", "maternity"),),
        postings=(posted("2015-06-01", end="2023-03-31"), posted("2023-04-01")),
    )

    assert exclusion(person, "2024-01-01") == ("returner", "2023-10-01", "2024-01-01")
    assert exclusion(person, "2024-01-02") is None


@pytest.mark.requirement("P22-E7")
@pytest.mark.parametrize("kind", ["sessional", "student", "bank", "associate"])
def test_amb_32_these_categories_are_excluded_for_as_long_as_they_last(kind: str) -> None:
    bank = posted("2021-02-01", end="2023-04-02", employment_type=kind)
    person = somebody("2021-02-01", postings=(bank, posted("2023-04-03")))

    assert exclusion(person, "2023-04-02") == ("employment_type", "2021-02-01", "2023-04-02")
    assert exclusion(person, "2023-07-03") == ("position_change", "2023-04-03", "2023-07-03")


def test_amb_32_two_bank_postings_in_a_row_are_one_exclusion() -> None:
    posts = (
        posted("2021-02-01", end="2022-01-31", employment_type="bank"),
        posted("2022-02-01", end="2023-04-02", employment_type="bank"),
    )

    found = exclusion(somebody("2021-02-01", postings=posts), "2022-03-01")

    assert found == ("employment_type", "2021-02-01", "2023-04-02")


def test_amb_43_an_exclusion_with_no_known_end_ends_last() -> None:
    person = somebody("2023-03-01", absences=(away("2023-03-13"),))

    assert exclusion(person, "2023-04-20") == ("long_term_absence", "2023-04-01", "None")


def test_amb_32_agency_staff_are_included() -> None:
    person = somebody(postings=(posted("2015-06-01", employment_type="agency"),))

    assert exclusion(person, "2023-03-01") is None


def test_amb_44_an_absence_is_not_known_before_it_is_recorded() -> None:
    person = somebody(absences=(away("2023-05-01", recorded="2023-06-05"),))

    known = [Clocks(person, day(d), BOOK).exclusion_on(day("2023-05-25")) for d in DAYS]

    assert [bool(found) for found in known] == [False, True]


DAYS = ("2023-06-04", "2023-06-05")


def test_amb_45_no_due_date_while_away_with_no_return_date_and_one_when_it_is_known() -> None:
    open_ended = Clocks(somebody(absences=(away("2023-05-25"),)), NOW, BOOK)
    ending = Clocks(somebody(absences=(away("2023-05-25", "2023-07-31"),)), NOW, BOOK)

    assert open_ended.on(day("2023-06-20")).due_from is None
    assert ending.on(day("2023-06-20")).due_from == day("2023-08-01")


def test_amb_10_the_start_of_records_starts_the_clock_and_excludes_nobody() -> None:
    person = somebody(records_start=day("2022-10-01"))

    assert clock_start(person, "2022-12-01") == "2022-10-01"
    assert exclusion(person, "2022-12-01") is None
