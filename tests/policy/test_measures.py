"""The measures of Appendix 1: the worked examples of the rules (AMB-01 to AMB-51)."""

import pytest

from tests.policy.people import (
    audits,
    away,
    day,
    dues,
    group_sessions,
    observed,
    on,
    plrs,
    posted,
    somebody,
    statuses,
)

QUARTERLY = plrs("2022-05-10", "2022-08-10", "2022-11-10", "2023-02-10")


@pytest.mark.requirement("P22-C1")
def test_amb_01_two_fixed_quarters_do_not_hide_a_gap_of_six_months() -> None:
    person = somebody(plrs=plrs("2023-01-02", "2023-06-30"))

    found = [statuses(on(person, d), "plr")["3m"] for d in ("2023-04-02", "2023-04-03")]

    assert found == ["compliant", "non_compliant"]
    assert statuses(on(person, "2023-06-30"), "plr")["3m"] == "compliant"


@pytest.mark.requirement("P22-C4")
def test_amb_02_the_headline_needs_the_shortest_and_the_longest_column() -> None:
    held = ("2022-01-10", "2022-05-10", "2022-08-10", "2022-11-10")

    short_of_four = on(somebody(plrs=plrs(*held)), "2023-01-11").measures["plr"]
    repaired = on(somebody(plrs=plrs(*held, "2023-01-20")), "2023-01-20").measures["plr"]

    assert [c.status for c in short_of_four.columns] == ["compliant"] * 3 + ["non_compliant"]
    assert (short_of_four.status, repaired.status) == ("non_compliant", "compliant")


@pytest.mark.requirement("P22-2.1c")
def test_amb_04_the_due_day_itself_is_in_time() -> None:
    person = somebody(plrs=QUARTERLY)

    found = [on(person, d).measures["plr"] for d in ("2023-05-10", "2023-05-11")]

    assert [measure.status for measure in found] == ["compliant", "non_compliant"]
    assert [measure.columns[-1].counted for measure in found] == [4, 3]


@pytest.mark.parametrize(
    ("held", "due"),
    [
        ("2023-06-01", "2023-09-01"),
        ("2022-11-30", "2023-02-28"),
        ("2023-11-30", "2024-02-29"),
        ("2023-02-28", "2023-05-28"),
        ("2024-02-29", "2024-05-29"),
    ],
)
def test_amb_05_three_months_end_on_the_same_day_number_or_the_last_of_the_month(
    held: str, due: str
) -> None:
    judgement = on(somebody(plrs=plrs(held)), held)

    assert judgement.measures["plr"].next_due == day(due)


@pytest.mark.requirement("P22-C11")
def test_amb_06_an_observation_on_29_february_counts_to_28_february() -> None:
    person = somebody(observations=observed("2024-02-29"))

    found = [on(person, d).measures["practice_observation"] for d in ("2025-02-28", "2025-03-01")]

    assert [measure.status for measure in found] == ["compliant", "non_compliant"]
    assert found[1].next_due == day("2025-02-28")


@pytest.mark.parametrize(
    ("held", "due"), [("2023-04-20", "2023-07-20"), ("2023-05-25", "2023-08-25")]
)
def test_amb_08_the_next_date_moves_with_the_plr_that_was_held(held: str, due: str) -> None:
    person = somebody(plrs=(*QUARTERLY, *plrs(held)))

    assert on(person, "2023-05-26").measures["plr"].next_due == day(due)


def test_amb_09_each_column_waits_until_its_length_has_passed() -> None:
    person = somebody("2023-01-09")

    tested = {
        d: [key for key, s in statuses(on(person, d), "plr").items() if s == "non_compliant"]
        for d in ("2023-04-10", "2023-07-10", "2023-10-10", "2024-01-10")
    }

    assert [len(columns) for columns in tested.values()] == [1, 2, 3, 4]


def test_amb_10_without_history_the_first_plr_is_due_three_months_after_records_start() -> None:
    person = somebody(records_start=day("2022-10-01"))

    assert dues(on(person, "2022-12-01"), "plr")["3m"] == "2023-01-01"
    assert statuses(on(person, "2023-10-01"), "plr")["12m"] == "not_applicable"
    assert statuses(on(person, "2023-10-02"), "plr")["12m"] == "non_compliant"


@pytest.mark.requirement("P22-C7", "P22-C8", "P22-C10")
def test_amb_22_the_mix_of_formats_at_each_length() -> None:
    person = somebody(audits=audits("C 2022-04-20", "N 2022-07-18", "C 2022-10-17", "N 2023-01-16"))

    judgement = on(person, "2023-03-01")

    assert set(statuses(judgement, "case_file_audit").values()) == {"compliant"}
    assert list(dues(judgement, "case_file_audit").values()) == [
        "2023-04-16",
        "2023-04-17",
        "2023-04-18",
        "2023-04-20",
    ]


@pytest.mark.requirement("P22-C9")
def test_amb_23_at_nine_months_two_of_a_format_count_and_more_do_no_harm() -> None:
    five = audits("2022-06-01", "2022-07-01", "2022-09-01", "C 2022-10-03", "C 2022-12-05")
    three = audits("2022-05-02", "2022-08-01", "2022-10-31")

    mixed = on(somebody(audits=five), "2023-01-10").measures["case_file_audit"].columns[2]
    normal = on(somebody(audits=three), "2023-01-10").measures["case_file_audit"].columns[2]

    assert (mixed.status, mixed.counted) == ("compliant", 4)
    assert (normal.status, normal.counted) == ("non_compliant", 2)


@pytest.mark.requirement("P22-C9")
def test_amb_24_a_short_middle_column_is_shown_and_does_not_decide() -> None:
    person = somebody("2022-02-01", audits=audits("C 2022-05-02", "N 2022-08-01", "N 2022-10-31"))

    judgement = on(person, "2022-12-15")

    assert statuses(judgement, "case_file_audit")["6m"] == "non_compliant"
    assert judgement.measures["case_file_audit"].status == "compliant"
    assert judgement.explain("case_file_audit").notes == (
        "For information: one case file audit in the last 6 months, where two are needed and "
        "one counts at most of each format, since 3 November 2022.",
    )


@pytest.mark.parametrize(
    ("role", "measures"),
    [
        (
            "family_court_adviser",
            {"plr", "safe_standard", "case_file_audit", "practice_observation"},
        ),
        ("practice_supervisor", {"plr", "safe_standard", "practice_observation"}),
        ("service_manager", {"plr", "safe_standard"}),
        ("senior_service_manager", {"plr", "safe_standard"}),
        ("head_of_practice", {"plr"}),
        ("corporate", {"plr"}),
        ("business_services_officer", {"plr", "group_supervision"}),
    ],
)
def test_amb_28_each_measure_is_for_the_work_of_the_role(role: str, measures: set[str]) -> None:
    judgement = on(somebody(role=role), "2023-03-01")

    assert set(judgement.measures) - {"return_plr", "standards_coverage"} == measures


def test_amb_28_a_practice_supervisor_with_cases_has_audits() -> None:
    posting = posted("2015-06-01", "practice_supervisor", case_holding=True)

    judgement = on(somebody(postings=(posting,)), "2023-03-01")

    assert "case_file_audit" in judgement.measures


@pytest.mark.requirement("P22-2.1d", "S17-2.1c", "S17-2.1e")
def test_amb_29_six_monthly_roles_have_one_in_six_and_two_in_twelve() -> None:
    person = somebody(role="head_of_practice", plrs=plrs("2022-09-20", "2023-03-15"))

    found = [on(person, d).measures["plr"].status for d in ("2023-09-15", "2023-09-16")]

    assert found == ["compliant", "non_compliant"]
    assert dues(on(person, "2023-09-15"), "plr") == {"6m": "2023-09-15", "12m": "2023-09-20"}


@pytest.mark.requirement("P22-2.1f", "S17-2.1d")
def test_amb_30_group_supervision_is_a_measure_of_its_own() -> None:
    person = somebody(
        role="business_services_officer",
        plrs=plrs("2022-12-01", "2023-06-01"),
        meetings=group_sessions("2022-09-05", "2023-03-06"),
    )

    judgement = on(person, "2023-08-01")

    assert judgement.measures["plr"].status == "compliant"
    assert dues(judgement, "group_supervision") == {"6m": "2023-09-06", "12m": "2023-09-05"}


def test_amb_32_outside_reporting_every_measure_is_excluded_without_a_date() -> None:
    person = somebody(postings=(posted("2015-06-01", employment_type="bank"),))

    judgement = on(person, "2023-03-01")

    windows = [m for key, m in judgement.measures.items() if key != "standards_coverage"]
    assert {(m.status, m.next_due) for m in windows} == {("excluded", None)}
    assert (judgement.headline, judgement.reported) == ("excluded", False)


def test_amb_33_after_leave_only_the_time_since_the_return_is_judged() -> None:
    leave = away("2022-09-05", "2023-06-22", "maternity")
    person = somebody(absences=(leave,), plrs=(*QUARTERLY, *plrs("2023-08-20")))

    found = {d: statuses(on(person, d), "plr") for d in ("2023-09-24", "2023-12-24")}

    assert found["2023-09-24"]["3m"] == "compliant"
    assert found["2023-09-24"]["6m"] == "not_applicable"
    assert found["2023-12-24"]["6m"] == "non_compliant"


@pytest.mark.parametrize(
    ("held", "as_of", "status", "due"),
    [
        ((), "2023-11-01", "not_applicable", "2023-11-01"),
        ((), "2023-11-02", "non_compliant", "2023-11-01"),
        (("2023-10-20",), "2023-10-20", "compliant", None),
        (("2023-11-05",), "2023-12-01", "non_compliant", "2023-11-01"),
        (("2023-07-20",), "2023-11-02", "non_compliant", "2023-11-01"),
    ],
)
@pytest.mark.requirement("P22-2.3")
def test_amb_38_the_return_plr_is_held_between_the_return_and_three_months_later(
    held: tuple[str, ...], as_of: str, status: str, due: str | None
) -> None:
    person = somebody(absences=(away("2023-05-25", "2023-07-31"),), plrs=plrs(*held))

    measure = on(person, as_of).measures["return_plr"]

    assert (measure.status, measure.next_due) == (status, day(due) if due else None)


@pytest.mark.parametrize(
    ("safe", "as_of", "status", "due"),
    [
        ((), "2023-07-09", "not_applicable", "2023-07-09"),
        ((), "2023-07-10", "non_compliant", "2023-07-09"),
        (("2023-02-20",), "2023-07-10", "compliant", "2024-01-09"),
        (("2023-08-10",), "2023-08-10", "compliant", "2024-01-09"),
        (("2023-08-10",), "2024-01-10", "non_compliant", "2024-01-09"),
        (("2023-02-20", "2023-08-10"), "2024-01-10", "compliant", "2024-02-20"),
    ],
)
@pytest.mark.requirement("P22-C5", "P22-C6")
def test_amb_41_one_safe_by_six_months_and_two_by_twelve(
    safe: tuple[str, ...], as_of: str, status: str, due: str
) -> None:
    person = somebody("2023-01-09", plrs=plrs(*safe, graded={"safe": "requires_improvement"}))

    measure = on(person, as_of).measures["safe_standard"]

    assert (measure.status, measure.next_due) == (status, day(due))


@pytest.mark.parametrize(
    ("moved", "due"), [("2023-07-09", "2024-01-09"), ("2023-07-10", "2024-07-10")]
)
def test_amb_41_a_restart_within_six_months_of_joining_moves_the_first_safe(
    moved: str, due: str
) -> None:
    posts = (posted("2023-01-09", end="2023-07-08"), posted(moved))

    judgement = on(somebody("2023-01-09", postings=posts), "2023-11-01")

    assert judgement.measures["safe_standard"].next_due == day(due)


def test_amb_46_what_was_done_while_excluded_counts() -> None:
    person = somebody(
        absences=(away("2023-05-25", "2023-07-31"),),
        plrs=plrs("2023-10-20", graded={"safe": "met"}),
    )

    judgement = on(person, "2023-10-25")

    assert judgement.measures["plr"].status == "excluded"
    assert judgement.measures["plr"].next_due == day("2024-01-20")


@pytest.mark.requirement("P22-C5", "S17-2.1b")
def test_amb_49_of_two_safe_assessments_one_is_left_a_year_and_a_day_later() -> None:
    person = somebody(plrs=plrs("2022-02-10", "2022-08-10", graded={"safe": "good"}))

    found = [on(person, d).measures["safe_standard"] for d in ("2023-02-10", "2023-02-11")]

    assert [measure.status for measure in found] == ["compliant", "non_compliant"]
    assert found[1].columns[0].counted == 1


@pytest.mark.requirement("P22-2.4a")
def test_amb_51_coverage_names_what_is_missing_and_never_decides() -> None:
    everything = dict.fromkeys(("service_effectiveness", "compliance"), "good")
    rest = dict.fromkeys(("safe", "quality", "engagement", "professional_behaviour"), "good")
    person = somebody(
        plrs=(
            *plrs("2022-02-10", graded=everything),
            *plrs("2022-05-10", "2022-08-10", "2022-11-10", "2023-02-10", graded=rest),
        ),
        audits=audits("C 2022-05-01", "N 2022-08-01", "C 2022-11-01", "N 2023-02-01"),
        observations=observed("2022-09-01"),
    )

    before, after = (on(person, d) for d in ("2023-02-10", "2023-02-11"))

    assert before.measures["standards_coverage"].missing == ()
    assert after.measures["standards_coverage"].missing == ("service_effectiveness", "compliance")
    assert (after.measures["standards_coverage"].status, after.headline) == (
        "non_compliant",
        "compliant",
    )


def test_amb_51_coverage_is_tested_from_the_day_after_twelve_months() -> None:
    person = somebody("2022-01-10", plrs=plrs("2022-05-10", graded={"safe": "good"}))

    found = [on(person, d).measures["standards_coverage"] for d in ("2023-01-10", "2023-01-11")]

    assert [measure.status for measure in found] == ["not_applicable", "non_compliant"]
    assert {measure.next_due for measure in found} == {day("2023-01-10")}


def test_amb_10_a_return_before_the_start_of_records_is_not_judged() -> None:
    leave = away("2022-06-01", "2022-07-31")
    person = somebody(absences=(leave,), records_start=day("2022-10-01"))

    measure = on(person, "2023-03-01").measures["return_plr"]

    assert (measure.status, measure.next_due) == ("not_applicable", None)
