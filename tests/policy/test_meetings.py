"""General meetings in the rule file, and what keeps one from going on record."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from policy import rulebook
from policy.meeting_gaps import gaps_in_group, gaps_in_meeting
from policy.rulebook import RulebookError
from policy.rulebook.library import RULEBOOKS

BOOK = rulebook.load("plr-policy-2022")
TODAY = date(2026, 11, 22)
WRITTEN = {"texts": {"summary": "Tasks in order.", "themes": "Calls."}}


@pytest.mark.requirement("S17-4.1b", "S17-3.1a", "S17-3.7c")
def test_every_kind_of_meeting_has_questions_that_help_to_write_it() -> None:
    for key in BOOK.choices.general_meeting_kinds:
        assert BOOK.meetings[key].prompts, key


@pytest.mark.requirement("S17-3.1b")
def test_it_is_said_how_a_meeting_was_held() -> None:
    assert [*BOOK.choices.general_meeting_ways] == ["face_to_face", "phone", "email", "group"]


def test_a_kind_that_is_chosen_but_not_described_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RULEBOOKS / "plr-policy-2022", tmp_path / "copy"))
    meetings = folder / "meetings.toml"
    meetings.write_text(meetings.read_text().partition("[meetings.other]")[0])

    with pytest.raises(RulebookError, match="'other' is no kind of meeting"):
        rulebook.read(folder)


@pytest.mark.parametrize(
    ("due", "found"),
    [("", 0), ("2026-11-22", 0), ("2027-11-22", 0), ("2026-11-21", 1), ("2027-11-23", 1)],
)
def test_one_comes_back_to_a_meeting_within_a_year(due: str, found: int) -> None:
    gaps = gaps_in_meeting({**WRITTEN, "follow_up": {"due": due}}, today=TODAY)

    assert [gap.path for gap in gaps] == [("follow_up", "due")] * found


def test_amb_30_a_session_is_complete_with_one_who_attended() -> None:
    people = {"1": {"attended": "yes", "contribution": "A question."}, "2": {"attended": "no"}}

    gaps = gaps_in_group({**WRITTEN, "people": people}, names={1: "Ada", 2: "Ben"}, today=TODAY)

    assert gaps == ()


def test_words_about_somebody_who_was_taken_out_make_no_session() -> None:
    people = {"1": {"attended": "no"}, "3": {"attended": "yes", "contribution": "Gone."}}

    gaps = gaps_in_group({**WRITTEN, "people": people}, names={1: "Ada"}, today=TODAY)

    assert [gap.sentence for gap in gaps] == ["A session that nobody attended is not recorded"]


def test_of_several_actions_each_gap_says_of_which_and_of_one_it_does_not() -> None:
    clear = {"description": "Read", "owner": "1", "category": "development", "due": "2026-12-01"}
    undated = {**clear, "due": ""}

    several = gaps_in_meeting({**WRITTEN, "actions": [clear, undated, undated]}, today=TODAY)
    [one] = gaps_in_meeting({**WRITTEN, "actions": [undated]}, today=TODAY)

    assert one.sentence == "Enter the date by which the action is due"
    assert [gap.sentence for gap in several] == [
        f"{one.sentence} (action {number})" for number in (2, 3)
    ]
