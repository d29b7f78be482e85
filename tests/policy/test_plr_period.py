"""Which quality assurance feeds a proposed grade (AMB-52, AMB-54)."""

from dataclasses import replace

from policy.facts import Audit, Person
from policy.plr_period import latest_held, qai_grades
from tests.policy.people import NOW, audits, day, observed, on, plrs, somebody

JANUARY, APRIL = plrs("2023-01-10", "2023-04-06", graded={"safe": "good"})


def period(person: Person, *, clock_start: str = "2015-06-01") -> tuple[str, ...]:
    return qai_grades(person, APRIL, clock_start=day(clock_start), known_on=NOW)


def graded(grade: str, *days: str) -> tuple[Audit, ...]:
    return audits(*days, grade=grade)


def test_amb_52_the_period_runs_from_the_day_after_the_plr_before_to_this_one() -> None:
    work = (
        *graded("met", "2023-01-10"),
        *graded("good", "2023-01-11", "2023-04-06"),
        *graded("outstanding", "2023-04-07"),
    )
    person = somebody(plrs=(JANUARY, APRIL), audits=work)

    assert period(person) == ("good", "good")


def test_amb_52_the_first_plr_looks_back_to_the_clock_start() -> None:
    person = somebody(
        plrs=(APRIL,), audits=(*graded("met", "2023-02-28"), *graded("good", "2023-03-01"))
    )

    assert period(person, clock_start="2023-03-01") == ("good",)


def test_amb_52_what_was_finalised_after_the_record_was_closed_goes_into_the_next_one() -> None:
    late = replace(graded("met", "2023-01-05")[0], finalised_on=day("2023-01-20"))
    person = somebody(plrs=(JANUARY, APRIL), audits=(late,))

    assert period(person) == ("met",)
    assert qai_grades(person, JANUARY, clock_start=day("2015-06-01"), known_on=NOW) == ()


def test_amb_54_every_graded_record_feeds_the_proposal() -> None:
    quick = replace(graded("good", "2023-02-20")[0], tool="quick", format=None)
    by_head = replace(graded("met", "2023-02-21")[0], source="hop_ad")
    ungraded = replace(graded("good", "2023-02-22")[0], grade=None)
    person = somebody(
        plrs=(JANUARY, APRIL),
        audits=(quick, by_head, ungraded),
        observations=observed("2023-03-01", grade="outstanding"),
    )

    assert period(person) == ("good", "met", "outstanding")


def test_the_latest_plr_is_one_that_was_held() -> None:
    cancelled = replace(APRIL, status="cancelled")
    draft = replace(APRIL, held_on=day("2023-03-01"), status="held", finalised_on=None)
    person = somebody(plrs=(JANUARY, draft, cancelled))

    assert latest_held(person, day("2023-05-01")) == draft
    assert latest_held(person, day("2022-12-31")) is None


def test_amb_16_a_latest_plr_without_a_graded_standard_has_no_proposal() -> None:
    bare = replace(APRIL, standards={}, status="held", finalised_on=None)

    judgement = on(somebody(plrs=(JANUARY, bare)), "2023-05-01")

    assert judgement.latest_plr == bare
    assert judgement.proposed_grade is None


def test_of_two_plrs_on_one_day_the_fuller_is_taken_in_any_order() -> None:
    fuller = replace(APRIL, standards={"compliance": "good", "quality": "met"})

    found = [latest_held(somebody(plrs=two), NOW) for two in ((APRIL, fuller), (fuller, APRIL))]

    assert found == [fuller, fuller]
