"""Tools, sources and settings of audits and observations, and what a piece of work still needs."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from policy.next_audit import format_to_do_next
from policy.piece_gaps import PieceFacts, gaps_in_piece
from policy.rulebook.library import RULEBOOKS
from tests.policy.people import BOOK, NOW
from tests.policy.test_rulebook import change, refusal

QAI = BOOK.qai
FORMATS = ("normal", "collaborative")
DOMAINS = ("safety", "quality", "engagement", "compliance")
WRITTEN = {
    "domains": {key: {"grade": "good", "notes": "Seen."} for key in DOMAINS},
    "texts": {"impact": "Heard.", "strengths": "Clear.", "learning": "Shorter."},
    "overall_grade": "good",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULEBOOKS / "plr-policy-2022", tmp_path / "copy"))


@pytest.mark.requirement("P22-A1.11")
def test_every_tool_asks_about_safety_quality_engagement_and_compliance() -> None:
    tools = [*QAI.tools.values(), *QAI.observations.values()]

    assert {tool.domains for tool in tools} == {DOMAINS}


@pytest.mark.requirement("P22-A1.8")
def test_the_quick_tool_asks_some_of_what_the_full_one_asks() -> None:
    quick, full = (
        {question.key for question in QAI.tools[key].questions} for key in ("quick", "full")
    )

    assert quick < full


@pytest.mark.parametrize(
    ("role", "tools"),
    [
        ("family_court_adviser", ["full", "quick", "case_plan"]),
        ("business_services_officer", ["business_services"]),
        ("corporate", []),
    ],
)
@pytest.mark.requirement("P22-2.6h", "S17-A3.10")
def test_each_role_has_its_tools(role: str, tools: list[str]) -> None:
    assert [tool.key for tool in BOOK.audit_tools_for(role)] == tools


@pytest.mark.requirement("S17-A3.11")
def test_the_audit_of_a_case_plan_asks_for_the_joint_discussion_at_the_outset() -> None:
    first = QAI.tools["case_plan"].questions[0]

    assert "joint discussion at the outset" in first.text


@pytest.mark.parametrize(
    ("role", "settings"),
    [
        ("family_court_adviser", ["children", "adults", "court", "screening_interview"]),
        ("head_of_practice", ["supervision"]),
        ("corporate", []),
    ],
)
@pytest.mark.requirement("P22-2.6c", "P22-2.6f")
def test_each_role_is_observed_in_its_settings(role: str, settings: list[str]) -> None:
    assert [setting.key for setting in BOOK.settings_for(role)] == settings


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('standard = "safe"', 'standard = "unsafe"', "is no standard"),
        ('domain = "safety", text = "Is the', 'domain = "x", text = "Is the', "is no domain"),
        ('key = "risk_named"', 'key = "risk-named"', "is no name"),
        ('findings = ["impact"]', 'findings = ["luck"]', "is no finding"),
        ('tools = ["full"]', 'tools = ["guess"]', "is no audit tool"),
        ('grants = ["nis"]', 'grants = ["king"]', "is no grant"),
        ("[qai.sources.nis]", "[qai.sources.nas]", "is no entry of choices.audit_sources"),
        ('court = { tool = "practice"', 'court = { tool = "play"', "is no tool"),
    ],
)
def test_a_broken_file_is_told_key_and_cure(folder: Path, old: str, new: str, said: str) -> None:
    change(folder, "qai.toml", old, new)

    message = refusal(folder)

    assert message.startswith("copy/qai.toml: qai.")
    assert said in message


def test_a_question_given_twice_is_refused(folder: Path) -> None:
    change(folder, "qai.toml", 'key = "analysis"', 'key = "risk_named"')

    assert "is given twice" in refusal(folder)


@pytest.mark.parametrize(
    ("done", "wanted"),
    [
        ([], None),
        ([("2026-06-01", "normal")], "collaborative"),
        ([("2026-06-01", "normal"), ("2026-09-01", "collaborative")], "normal"),
        ([("2026-06-01", "collaborative"), ("2026-09-01", "normal")], "collaborative"),
        ([("2026-09-01", "collaborative"), ("2026-09-01", "normal")], None),
    ],
)
@pytest.mark.requirement("P22-C8", "P22-C10")
def test_amb_24_the_next_audit_is_best_done_in_the_format_done_longest_ago(
    done: list[tuple[str, str]], wanted: str | None
) -> None:
    dated = [(date.fromisoformat(day), key) for day, key in done]

    assert format_to_do_next(dated, FORMATS) == wanted


def gaps(tool: str = "full", body: dict | None = None, **facts) -> list[str]:
    known = {"tool": QAI.tools[tool], "done_on": NOW, "today": NOW, **facts}
    written = WRITTEN if body is None else body
    found = gaps_in_piece(written, rulebook=BOOK, facts=PieceFacts(**known))
    return [gap.sentence for gap in found]


def test_a_complete_piece_has_no_gaps() -> None:
    assert gaps() == []


@pytest.mark.requirement("P22-A1.3", "P22-A1.4")
def test_the_quick_tool_needs_grades_impact_and_a_confirmation_and_no_notes() -> None:
    found = gaps("quick", {})

    assert found == [
        *(f"Grade {QAI.domains[key].title}" for key in DOMAINS),
        "Write something under “Impact”",
        "Confirm that you have reviewed the full case",
        "Choose the overall grade",
    ]


@pytest.mark.requirement("P22-A1.15", "P22-A1.16")
def test_only_the_audit_of_a_head_of_practice_needs_a_discussion() -> None:
    asked = {key: gaps(source=source) for key, source in QAI.sources.items()}

    assert {key for key, found in asked.items() if found} == {"hop_ad"}


def test_the_other_voice_is_waited_for_or_its_absence_explained() -> None:
    explained = {**WRITTEN, "alone_reason": "Away until January."}

    assert len(gaps(waits_for_part=True)) == 1
    assert gaps(body=explained, waits_for_part=True) == []


def test_a_refused_tool_comes_first() -> None:
    assert gaps(refused="Use the full tool for this audit.", body={})[0].startswith("Use the full")
