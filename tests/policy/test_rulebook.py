"""The rule file of the 2022 policy, and what a broken one is told."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from policy import rulebook
from policy.rulebook import Rulebook, RulebookError
from policy.rulebook.library import RULEBOOKS

BOOK = rulebook.load("plr-policy-2022")
THREE_MONTHLY = {
    "family_court_adviser",
    "practice_supervisor",
    "service_manager",
    "senior_service_manager",
}


TOGETHER = """[measures.headline]
title = "All"
counts = "plr"
thing = "PLR"
things = "PLRs"
clause = "P22-C1"
rules = []
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULEBOOKS / "plr-policy-2022", tmp_path / "copy"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))


def refusal(folder: Path) -> str:
    with pytest.raises(RulebookError) as refused:
        rulebook.read(folder)
    return str(refused.value)


@pytest.mark.requirement("P22-META-a")
def test_document_control_is_kept() -> None:
    meta = BOOK.meta

    assert (meta.version, meta.implemented) == ("1.0", date(2022, 4, 1))
    assert (meta.next_review.month, meta.approver) == (6, "not recorded")


@pytest.mark.requirement("P22-2.1c", "P22-2.1d", "P22-2.1e", "P22-2.1g", "P22-2.2e")
def test_every_role_has_its_plr_interval() -> None:
    months = {key: role.plr_months for key, role in BOOK.roles.items()}

    assert len(months) == 14
    assert {key for key, number in months.items() if number == 3} == THREE_MONTHLY
    assert {number for key, number in months.items() if key not in THREE_MONTHLY} == {6}


def test_amb_32_who_is_reported() -> None:
    reported = {key for key, kind in BOOK.employment_types.items() if kind.reported}

    assert reported == {"employed", "agency"}
    assert {"sessional", "student", "bank", "associate"} == set(BOOK.employment_types) - reported


@pytest.mark.parametrize(
    ("leader", "outcome", "counts"),
    [
        ("service_manager", "allowed", True),
        ("senior_service_manager", "allowed", True),
        ("head_of_practice", "with_reason", True),
        ("practice_supervisor", "refused", False),
        ("team_leader", "refused", False),
    ],
)
@pytest.mark.requirement("P22-2.7a")
def test_amb_18_who_leads_the_plr_of_an_adviser(leader: str, outcome: str, counts: bool) -> None:
    leading = BOOK.may_lead("family_court_adviser", leader)

    assert (leading.outcome, leading.counts) == (outcome, counts)
    assert "service manager" in leading.sentence


@pytest.mark.requirement("P22-2.7d")
def test_team_leaders_lead_the_plrs_of_business_services_officers() -> None:
    assert BOOK.may_lead("business_services_officer", "team_leader").outcome == "allowed"
    assert BOOK.may_lead("business_services_officer", "corporate").refused


def test_other_roles_are_led_by_anyone_who_manages() -> None:
    assert BOOK.may_lead("corporate", "corporate_manager").outcome == "allowed"
    assert BOOK.may_lead("practice_supervisor", "practice_supervisor").refused


@pytest.mark.requirement("P22-2.14b", "P22-2.14c")
def test_four_grades_from_best_to_worst_each_with_help() -> None:
    points = {key: grade.points for key, grade in BOOK.grades.items()}

    assert points == {"outstanding": 4, "good": 3, "met": 2, "requires_improvement": 1}
    assert all("level expected" in grade.help for grade in BOOK.grades.values())


@pytest.mark.requirement("S17-A1.3", "S17-A1.4")
def test_con_15_titles_of_standards_differ_by_role() -> None:
    titles = {
        role: [standard.title for standard in BOOK.standards_for(role)] for role in BOOK.roles
    }

    assert titles["family_court_adviser"][1].endswith("throughput and productivity")
    assert titles["service_manager"][2] == "Effective leadership"
    assert titles["corporate"][1] == "Service effectiveness"


@pytest.mark.parametrize("role", BOOK.roles)
def test_every_role_has_six_standards_with_indicators(role: str) -> None:
    standards = BOOK.standards_for(role)

    assert [standard.key for standard in standards] == list(BOOK.standards)
    assert all(5 <= len(standard.indicators) <= 8 for standard in standards)


@pytest.mark.parametrize("role", BOOK.roles)
def test_the_self_assessment_has_seven_parts_for_every_role(role: str) -> None:
    parts = BOOK.self_assessment_parts(role)

    assert len(parts) == 7
    assert all(part.questions or part.kind == "standards" for part in parts)
    assert [part.kind for part in parts][-2:] == ["standards", "actions"]


@pytest.mark.parametrize(
    ("section", "only"),
    [
        ("case_samples", {"family_court_adviser"}),
        (
            "quality_assurance",
            {"business_services_officer", "business_services_manager", "team_leader"},
        ),
    ],
)
@pytest.mark.requirement("P22-2.6e", "P22-2.6h")
def test_record_sections_follow_the_role(section: str, only: set[str]) -> None:
    having = {role for role in BOOK.roles if section in {s.key for s in BOOK.record_sections(role)}}

    assert having == only


@pytest.mark.requirement("P22-2.6f")
def test_everyone_who_manages_has_observed_supervision() -> None:
    roles = set(BOOK.record["observed_supervision"].roles)

    assert {key for key, role in BOOK.roles.items() if role.manages} <= roles


def test_a_day_before_the_first_policy_is_judged_by_the_first() -> None:
    first = rulebook.load("plr-policy-2022")

    assert rulebook.in_force("plr-policy-2022", date(2015, 1, 1)) is first


def test_a_past_day_is_judged_by_the_policy_of_its_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policy.rulebook.library.RULEBOOKS", folder.parent)
    newer = folder.rename(folder.with_name("plr-policy-2031"))
    shutil.copytree(RULEBOOKS / "plr-policy-2022", folder.parent / "plr-policy-2022")
    change(newer, "policy.toml", "in_force_from = 2022-04-01", "in_force_from = 2031-04-01")
    change(newer, "policy.toml", 'version = "1.0"', 'version = "2"\nreplaces = "plr-policy-2022"')

    judged_by = [
        rulebook.in_force("plr-policy-2031", day).name
        for day in (date(2031, 3, 31), date(2031, 4, 1))
    ]

    assert judged_by == ["plr-policy-2022", "plr-policy-2031"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("roles.toml", "plr_months = 3", "plr_month = 3", "plr_month: is not a known key"),
        ("roles.toml", 'clause = "P22-2.1c"\n', "", "groups.practice.clause: is missing. Add"),
        ("roles.toml", "P22-2.1c", "clause 2.1", "is not a clause. Write it as P22-2.1c"),
        ("roles.toml", "plr_months = 3", 'plr_months = "3"', "is not a whole number"),
        ("roles.toml", "plr_months = 3", "plr_months = true", "is not a whole number"),
        ("roles.toml", 'family = "practitioner"', 'family = "x"', "'x' is no family of standards"),
        ("roles.toml", "starter_months = 2", "starter_months = 3", "is not shorter"),
        ("roles.toml", '_officer"]\nall', '_officer", "family_court_adviser"]\nall', "two rules"),
        ("roles.toml", "[groups.practice]", "[groups.practice", "not valid TOML"),
        ("choices.toml", '"long_term"', '"long"', "'long' is not a choice. Use one of: long_term"),
        ("judging.toml", 'good = "5/2"', 'good = "5/x"', "is not a fraction"),
        ("judging.toml", 'qai_weight = "1/2"', 'qai_weight = "1/3"', "do not make 1"),
        ("judging.toml", '"case no. 1234567"', '"nothing"', "does not find its own example"),
        ("judging.toml", "[0-9]{5,10}", "[0-9]+", "repeats without a bound"),
        ("record.toml", 'part = "strengths"', 'part = "strength"', "is no self-assessment part"),
        ("record.toml", 'title = "Wellbeing"', 'title = " "', "is blank"),
        ("readings.toml", '"rolling"', '"fixed_quarter"', "is not built. Write 'rolling'"),
        ("readings.toml", "AMB-13 = {", "AMB-99 = {", "readings.AMB-13: is missing. Add how"),
        ("readings.toml", '"windows.mode"', '"window.mode"', "'window.mode' is no setting. Name"),
        ("assurance.toml", 'keepers = ["hr"', 'keepers = ["boss"', "'boss' is no grant"),
        ("assurance.toml", 'form = "audit"', 'form = "none"', "'none' is no form"),
        ("assurance.toml", '"In part", ', "", "are not three words"),
        ("assurance.toml", 'key = "child"', 'key = "evidence"', "is given twice"),
        ("assurance.toml", "least_months = 2", "least_months = 0", "is too little"),
        ("assurance.toml", "left = {", "gone = {", "'left' is no reason"),
        ("policy.toml", '"reminders.write_up"', '"write_up"', "'write_up' is no setting. Name"),
        ("compliance.toml", '"shortest_and', '"best', "is not a choice. Use one of"),
        (
            "compliance.toml",
            "[duties.ret",
            "[measures.x.rules]\n[duties.ret",
            "x.title: is missing",
        ),
        ("compliance.toml", "[duties.ret", f"{TOGETHER}\n[duties.ret", "cannot be a key. Use"),
        ("indicators-corporate.toml", "quality = [", "quality2 = [", "is no standard"),
    ],
)
def test_a_broken_rule_file_is_told_file_key_and_cure(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    change(folder, file, old, new)

    message = refusal(folder)

    assert message.startswith(f"copy/{file}: ")
    assert said in message
    assert message.endswith(".")


def test_a_value_given_in_two_files_is_refused(folder: Path) -> None:
    (folder / "zz.toml").write_text('[meta]\nversion = "9"\n')

    message = refusal(folder)

    assert message.startswith("copy/policy.toml: meta.version: given again in copy/zz.toml.")


def test_an_unknown_rulebook_is_told_which_there_are() -> None:
    with pytest.raises(RulebookError, match=r"Use one of: .*plr-policy-2022"):
        rulebook.load("plr-policy-1066")


def test_a_rulebook_is_read_once() -> None:
    first: Rulebook = rulebook.load("plr-policy-2022")

    assert rulebook.load("plr-policy-2022") is first
