"""What a restarted clock would hide (AMB-33)."""

from policy.advice import advice
from tests.policy.people import away, observed, on, plrs, posted, somebody


def test_amb_33_an_observation_more_than_a_year_old_is_named_while_it_is_not_tested() -> None:
    person = somebody(
        postings=(posted("2015-06-01", end="2023-01-31"), posted("2023-02-01")),
        observations=observed("2022-03-01"),
        plrs=plrs("2022-12-01", graded={"safe": "good"}),
    )

    said = [advice(on(person, d)) for d in ("2023-03-01", "2023-03-02")]

    assert said == [(), ("The last practice observation was on 1 March 2022.",)]


def test_amb_33_while_it_is_tested_the_measure_says_it_and_no_advice_is_needed() -> None:
    assert advice(on(somebody(observations=observed("2022-03-01")), "2023-03-02")) == ()


def test_amb_33_somebody_never_observed_is_named_a_year_after_joining() -> None:
    posts = (posted("2022-01-10", end="2022-12-31"), posted("2023-01-01"))

    said = advice(on(somebody("2022-01-10", postings=posts), "2023-01-11"))

    assert "There is no practice observation on record." in said


def test_amb_33_twelve_months_untested_for_eighteen_months_are_named() -> None:
    person = somebody(
        absences=(away("2022-01-03", "2022-02-28"), away("2022-10-03", "2022-11-30")),
    )

    said = {d: " ".join(advice(on(person, d))) for d in ("2023-08-28", "2023-08-29", "2023-12-02")}

    assert "Nothing was tested over 12 months since 28 February 2022." in said["2023-08-29"]
    assert "Nothing was tested" not in said["2023-08-28"]
    assert "Nothing was tested" not in said["2023-12-02"]
