"""The compliance output: a stable format."""

import json

import pytest

from policy.report import person_values, report
from tests.policy.people import BOOK, audits, away, day, observed, on, plrs, posted, somebody

GOOD = somebody(
    staff_number="S002",
    plrs=plrs("2022-05-10", "2022-08-10", "2022-11-10", "2023-02-10", graded={"safe": "good"}),
    audits=audits("C 2022-04-20", "N 2022-07-18", "C 2022-10-17", "N 2023-01-16"),
    observations=observed("2022-09-01"),
)
STARTER = somebody("2023-02-01", staff_number="S001")
BANK = somebody(staff_number="S003", postings=(posted("2015-06-01", employment_type="bank"),))
WAITING = somebody(staff_number="S004", records_start=day("2023-01-01"))
LATE = somebody(staff_number="S005")


def test_one_person_has_exactly_the_keys_of_the_format() -> None:
    values = person_values(on(GOOD, "2023-03-01"))

    assert list(values) == [
        "staff_number",
        "role",
        "unit",
        "reported",
        "exclusion",
        "headline",
        "measures",
        "self_regulation",
        "proposed_grade",
    ]
    assert values["measures"]["plr"] == {
        "status": "compliant",
        "next_due": "2023-05-10",
        "clause": "P22-2.1c",
        "why": "Up to date, with four PLRs in the last 12 months; the next is due by 10 May 2023.",
        "columns": {
            key: {"status": "compliant", "required": n, "counted": n, "due": "2023-05-10"}
            for n, key in enumerate(("3m", "6m", "9m", "12m"), start=1)
        },
    }


def test_self_regulation_and_the_proposed_grade_are_given() -> None:
    values = person_values(on(GOOD, "2023-03-01"))

    assert values["self_regulation"] == {
        "status": "not_approved",
        "consecutive_good": 5,
        "eligible": True,
        "consideration_open_since": None,
        "decision_record_due": None,
    }
    assert values["proposed_grade"] == {
        "plr_held_on": "2023-02-10",
        "proposed": "good",
        "standards_mean": "3",
        "qai_mean": "3",
        "points": "3",
        "limits": [],
    }


def test_explained_measures_list_what_counted_and_what_was_left_out() -> None:
    person = somebody(plrs=plrs("2022-01-10", "2023-02-10"), absences=())

    values = person_values(on(person, "2023-03-01"), explain=True)["measures"]["plr"]

    assert values["counted"] == [
        {"type": "plr", "date": "2023-02-10", "reason": "counts until 10 February 2024"}
    ]
    assert values["left_out"] == [
        {"type": "plr", "date": "2022-01-10", "reason": "counted until 10 January 2023"}
    ]


def test_coverage_names_the_missing_standards() -> None:
    coverage = person_values(on(GOOD, "2023-03-01"))["measures"]["standards_coverage"]

    assert coverage["missing"] == [key for key in BOOK.standards if key != "safe"]
    assert "columns" not in coverage


@pytest.mark.requirement("P22-E7")
def test_amb_47_totals_leave_out_those_outside_reporting() -> None:
    people = (GOOD, STARTER, BANK, WAITING, LATE)

    values = report(
        [on(person, "2023-03-01") for person in people],
        as_of=day("2023-03-01"),
        known_on=day("2023-03-02"),
        policy=BOOK.name,
    )

    assert [person["staff_number"] for person in values["people"]] == [
        "S001",
        "S002",
        "S003",
        "S004",
        "S005",
    ]
    assert values["totals"] == {
        "in_service": 4,
        "tested": 2,
        "compliant": 1,
        "excluded": 1,
        "not_yet_testable": 1,
    }
    assert (values["policy"], values["known_on"]) == ("plr-policy-2022", "2023-03-02")


def test_the_output_is_plain_json_also_for_somebody_without_a_posting() -> None:
    person = somebody(postings=())

    values = person_values(on(person, "2023-03-01"))

    assert json.loads(json.dumps(values)) == values
    assert (values["role"], values["headline"], values["reported"]) == (
        None,
        "not_applicable",
        False,
    )


def test_amb_48_in_service_from_joining_through_the_last_day() -> None:
    person = somebody("2023-01-09", left=day("2023-03-31"))

    days = ("2023-01-08", "2023-01-09", "2023-03-31", "2023-04-01")

    assert [person.in_service(day(d)) for d in days] == [False, True, True, False]


def test_amb_44_what_is_known_later_changes_a_fresh_look_at_the_same_day() -> None:
    person = somebody(
        plrs=plrs("2023-02-15"), absences=(away("2023-05-01", recorded="2023-06-05"),)
    )

    then, now = (on(person, "2023-05-25", known_on=day(d)) for d in ("2023-05-25", "2023-06-06"))

    assert (then.headline, now.headline) == ("non_compliant", "excluded")
