"""What the rule file says of feedback, and what a broken one is told."""

import shutil
from pathlib import Path

import pytest

from policy import rulebook
from policy.rulebook import RulebookError
from policy.rulebook.library import RULEBOOKS

BOOK = rulebook.load("plr-policy-2022")


def refusal(folder: Path, old: str, new: str) -> str:
    copy = Path(shutil.copytree(RULEBOOKS / "plr-policy-2022", folder / "copy"))
    text = (copy / "feedback.toml").read_text()
    assert old in text
    (copy / "feedback.toml").write_text(text.replace(old, new, 1))
    with pytest.raises(RulebookError) as refused:
        rulebook.read(copy)
    return str(refused.value)


@pytest.mark.requirement("P22-2.7b")
def test_practice_supervisors_contribute_to_the_plrs_of_advisers() -> None:
    assert BOOK.feedback.contribution_roles == ("family_court_adviser",)
    assert max(BOOK.reminders["contribution"].days_before) < BOOK.feedback.contribution_days


def test_fewer_than_three_unnamed_answers_are_refused_in_the_rule_file_too(tmp_path) -> None:
    said = refusal(tmp_path, "least_unnamed = 3", "least_unnamed = 2")

    assert "feedback.toml" in said
    assert "fewer than three can be told apart" in said


def test_a_role_that_does_not_exist_is_named(tmp_path) -> None:
    said = refusal(tmp_path, '["family_court_adviser"]', '["adviser"]')

    assert "'adviser' is no role" in said
