"""What counts for a measure and what does not (AMB-13 to AMB-21, AMB-26, AMB-30)."""

from dataclasses import replace

import pytest

from policy.facts import Audit, GeneralMeeting, Observation, Plr
from tests.policy.people import audits, day, group_sessions, on, plrs, somebody

QUARTERLY = plrs("2022-05-10", "2022-08-10", "2022-11-10", "2023-02-10")


@pytest.mark.requirement("P22-2.9c")
def test_amb_14_a_plr_counts_from_the_meeting_once_it_is_finalised() -> None:
    written_late = Plr(day("2023-05-30"), "finalised", day("2023-06-20"), {"safe": "good"})
    person = somebody(plrs=(*plrs("2022-09-01", "2022-12-01", "2023-03-01"), written_late))

    before = on(person, "2023-06-05", known_on=day("2023-06-05"))
    after = on(person, "2023-06-05", known_on=day("2023-06-21"))

    assert before.measures["plr"].next_due == day("2023-06-01")
    assert "held on 30 May 2023, but its record is not finalised" in before.explain("plr").why
    assert after.measures["plr"].next_due == day("2023-08-30")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (Plr(day("2023-05-15"), "cancelled", None, {"safe": "good"}), "cancelled"),
        (Plr(day("2023-05-15"), "scheduled"), "planned, and not held"),
        (Plr(day("2023-05-15"), "held"), "held, but its record is not finalised"),
        (Plr(day("2023-05-15"), "finalised", day("2023-05-15")), "the manager graded no standard"),
        (
            Plr(
                day("2023-05-15"),
                "finalised",
                day("2023-05-15"),
                {"safe": "good"},
                "practice_supervisor",
            ),
            "led by somebody in the role practice supervisor",
        ),
    ],
)
@pytest.mark.requirement("P22-2.4c", "P22-2.7a")
def test_amb_15_16_18_what_looks_like_a_plr_and_does_not_count(record: Plr, reason: str) -> None:
    judgement = on(somebody(plrs=(*QUARTERLY, record)), "2023-06-02")

    assert judgement.measures["plr"].next_due == day("2023-05-10")
    assert reason in {named.reason for named in judgement.explain("plr").left_out}


def test_amb_18_a_head_of_practice_may_have_led_the_plr_of_an_adviser() -> None:
    led = replace(plrs("2023-05-15")[0], leader_role="head_of_practice")

    judgement = on(somebody(plrs=(*QUARTERLY, led)), "2023-06-02")

    assert judgement.measures["plr"].next_due == day("2023-08-15")


def test_amb_19_two_records_of_one_day_count_once_and_bunched_ones_twice() -> None:
    twice = on(somebody(plrs=plrs("2022-12-01", "2022-12-01")), "2022-12-20")
    bunched = on(somebody(plrs=plrs("2022-12-01", "2022-12-15")), "2023-03-20")

    assert twice.measures["plr"].columns[0].counted == 1
    assert [c.counted for c in bunched.measures["plr"].columns[:2]] == [0, 2]


@pytest.mark.requirement("P22-X4")
def test_amb_20_a_general_meeting_never_counts() -> None:
    meeting = GeneralMeeting(day("2023-05-30"), "situational", day("2023-05-30"))
    person = somebody(plrs=plrs("2023-03-01"), meetings=(meeting,))

    assert on(person, "2023-06-02").measures["plr"].next_due == day("2023-06-01")


@pytest.mark.parametrize(
    ("tool", "source"),
    [("quick", "supervision"), ("full", "nis"), ("full", "hop_ad"), ("full", "cmt")],
)
@pytest.mark.requirement("P22-X1", "P22-X2", "P22-X3")
def test_amb_21_only_supervision_audits_on_the_full_tool_count(tool: str, source: str) -> None:
    other = Audit(day("2022-12-20"), tool, source, "good", "normal", day("2022-12-20"))
    person = somebody(audits=(*audits("2022-10-03"), other))

    measure = on(person, "2023-01-04").measures["case_file_audit"]

    assert (measure.columns[0].status, measure.next_due) == ("non_compliant", day("2023-01-03"))


@pytest.mark.parametrize("finalised", [None, "2023-03-01"])
def test_amb_26_an_observation_counts_when_it_is_finalised(finalised: str | None) -> None:
    seen = Observation(day("2022-03-01"), "adults", "met", day(finalised) if finalised else None)

    measure = on(somebody(observations=(seen,)), "2023-03-01").measures["practice_observation"]

    assert measure.status == ("compliant" if finalised else "non_compliant")


def test_amb_30_only_those_who_attended_count() -> None:
    missed = replace(group_sessions("2023-03-06")[0], attended=False)
    person = somebody(role="business_services_officer", meetings=(missed,))

    assert on(person, "2023-03-07").measures["group_supervision"].columns[0].counted == 0


def test_a_record_is_known_on_the_day_on_which_it_is_finalised() -> None:
    written = Plr(day("2023-05-30"), "finalised", day("2023-06-20"), {"safe": "good"})
    person = somebody(plrs=(written,))

    found = [
        on(person, "2023-06-20", known_on=day(d)).measures["plr"].columns[0].counted
        for d in ("2023-06-19", "2023-06-20")
    ]

    assert found == [0, 1]
