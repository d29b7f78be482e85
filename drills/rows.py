"""The 22 threats to what must not be lost, and where each is tried."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Row:
    """`played`: names of faults. `held` and `control`: tests of the suite. `command`: elsewhere.

    `why`: what stands where there is no control.
    """

    threat: str
    played: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    command: str = ""
    why: str = ""


RACES = "tests/supervision/test_races.py"
OLD_PAGES = "tests/supervision/test_old_pages.py"
DAYS = "tests/supervision/test_days.py"
MONTHS = "tests/policy/test_months.py"
CALENDAR = "tests/policy/test_calendar.py"
PASSING = "tests/supervision/test_passing_on.py"
SAVING = "tests/browser/test_autosave.py"
NOTICES = "tests/notices/test_notices.py"
REMINDING = "tests/notices/test_reminding.py"
PURE = "a pure function, which is right or wrong: the worked examples are the test"

ROWS = {
    1: Row(
        "autosave against a second tab or person",
        held=(f"{RACES}::test_no_line_is_lost_when_tabs_save_at_once",),
        control=(f"{RACES}::test_lines_are_lost_without_the_version",),
    ),
    2: Row(
        "double submit, retry after a lost answer",
        held=(
            f"{RACES}::test_a_double_submit_plans_one_plr",
            f"{OLD_PAGES}::test_a_save_that_is_sent_again_because_its_answer_was_lost_is_one_save",
        ),
        control=(
            f"{RACES}::test_a_double_submit_would_plan_several_on_a_list_without_its_constraint",
        ),
    ),
    3: Row(
        "two finalise at once",
        held=(f"{RACES}::test_finalising_at_once_is_one_event",),
        control=(f"{RACES}::test_finalising_at_once_is_many_events_without_the_guards",),
    ),
    4: Row(
        "each reminder once",
        played=("ten-at-once", "answer-lost"),
        held=(f"{REMINDING}::test_several_workers_at_once_send_each_once",),
        control=(f"{REMINDING}::test_they_send_more_without_the_unique_row",),
    ),
    5: Row(
        "queued, then rolled back",
        held=(f"{NOTICES}::test_it_is_sent_after_the_commit_and_not_before",),
        why="the same test sends nothing before the commit, and something after it",
    ),
    6: Row("a worker is killed in the middle", played=("worker-killed",)),
    7: Row(
        "a task longer than the broker waits comes twice",
        held=(
            "tests/compliance/test_sharing_out.py::test_a_share_that_comes_twice_is_judged_once",
            f"{NOTICES}::test_a_notice_is_claimed_once",
        ),
        control=(f"{NOTICES}::test_without_the_constraint_they_would_be_told_twice",),
    ),
    8: Row("the broker is lost or emptied", played=("broker-stopped", "broker-emptied")),
    9: Row(
        "PostgreSQL restarted under load", played=("database-crashes", "database-restarted")
    ),
    10: Row(
        "connections used up, slow answers, full disk",
        played=("connections-used-up", "slow-answers", "disk-full"),
    ),
    11: Row(
        "a session ends while somebody types",
        played=("sessions-end",),
        held=(
            f"{SAVING}::test_who_types_without_a_pause_is_saved_every_ten_seconds",
            f"{SAVING}::test_who_was_signed_out_signs_in_again_and_goes_on",
        ),
    ),
    12: Row(
        "the clocks change",
        held=(
            f"{DAYS}::test_a_clock_that_goes_back_at_two_in_the_morning_makes_no_second_day",
            "tests/notices/test_calendar.py::test_the_clock_changes_of_london_are_right",
        ),
        why=PURE,
    ),
    13: Row(
        "midnight in summer",
        held=(f"{MONTHS}::test_amb_11_half_past_midnight_in_summer_is_the_new_london_day",),
        control=(f"{MONTHS}::test_amb_11_a_moment_without_time_zone_is_refused",),
    ),
    14: Row(
        "leap days and ends of months",
        held=(
            f"{MONTHS}::test_amb_05_month_ends_are_clamped_and_counted_forward",
            f"{MONTHS}::test_amb_05_every_day_keeps_its_number_or_the_month_its_last",
        ),
        why=PURE,
    ),
    15: Row(
        "bank holidays",
        held=(
            f"{CALENDAR}::test_ten_working_days_over_easter_pass_over_weekends_and_bank_holidays",
            f"{CALENDAR}::test_the_kept_list_of_bank_holidays_warns_before_it_ends",
        ),
        why=PURE,
    ),
    16: Row(
        "the reporting line changes in the middle",
        held=(
            f"{PASSING}::test_a_planned_plr_passes_to_the_new_line_manager_and_into_their_calendar",
            f"{DAYS}::test_the_line_of_the_new_day_opens_the_pages",
        ),
        control=(f"{PASSING}::test_a_stand_in_keeps_it_while_they_are_there_and_no_longer",),
    ),
    17: Row(
        "a manager leaves",
        held=(
            f"{PASSING}::test_a_record_begun_by_the_old_manager_is_the_new_one_s_to_finish"
            "_with_all_that_was_typed",
            f"{PASSING}::test_a_plr_that_nobody_leads_is_on_a_list_for_the_next_level_and_hr",
        ),
        control=(f"{PASSING}::test_the_list_is_not_for_heads_of_other_areas",),
    ),
    18: Row(
        "loops in the tree",
        held=(
            "tests/exchange/test_refusals.py"
            "::test_each_line_of_a_loop_is_refused_and_the_loop_printed",
            "tests/exchange/test_updates.py"
            "::test_a_loop_that_closes_through_the_records_is_refused",
        ),
        control=(
            "tests/exchange/test_refusals.py"
            "::test_a_manager_who_later_reports_to_their_reportee_is_no_loop",
        ),
    ),
    19: Row("migration forward and back", played=("migrated",)),
    20: Row("backup and restore", command="make drill-restore"),
    21: Row("a deploy while people type", played=("deploys",)),
    22: Row(
        "the wrong clock on one server",
        played=("clock-ahead",),
        held=("tests/notices/test_clock.py::test_a_server_whose_clock_is_ahead_believes_the_database",),
        control=("tests/notices/test_clock.py::test_its_own_clock_would_be_early",),
    ),
}  # fmt: skip


def missing_tests() -> list[str]:
    """Tests that a row names and the suite does not have."""
    named = [name for row in ROWS.values() for name in (*row.held, *row.control)]
    return [name for name in named if name.partition("::")[2] not in tests_in(name)]


def tests_in(name: str) -> set[str]:
    path = ROOT / name.partition("::")[0]
    return set(functions_of(path)) if path.exists() else set()


def functions_of(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name
