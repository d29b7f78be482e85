"""How the points are read that the words of a policy leave open, and which readings are built."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policy.rulebook.places import Place

# What the functions of this folder do. Another reading would be another function, or another value
# of the setting that the reading names: a word that is not built is refused rather than believed.
BUILT: Mapping[str, str] = {
    "AMB-01": "rolling",
    "AMB-02": "four_and_a_headline",
    "AMB-03": "months",
    "AMB-04": "included",
    "AMB-05": "last_day_counting_forward",
    "AMB-06": "28_february",
    "AMB-07": "rolling",
    "AMB-08": "from_the_one_held",
    "AMB-09": "after_full_length",
    "AMB-10": "records_start",
    "AMB-11": "london_fixed",
    "AMB-12": "minimum_judges",
    "AMB-13": "held",
    "AMB-14": "once_finalised",
    "AMB-15": "no_effect",
    "AMB-16": "cannot_be_finalised",
    "AMB-17": "allowed_with_reason",
    "AMB-18": "does_not_count",
    "AMB-19": "once_a_day_last_session",
    "AMB-20": "never",
    "AMB-21": "supervision_on_the_full_tool",
    "AMB-22": "at_least",
    "AMB-23": "cap_on_what_counts",
    "AMB-24": "both_shown",
    "AMB-25": "conversation",
    "AMB-26": "rolling_any_setting",
    "AMB-27": "six_months_and_flags",
    "AMB-28": "by_measure",
    "AMB-29": "one_in_six_two_in_twelve",
    "AMB-30": "measure_of_its_own",
    "AMB-31": "mapped_by_hand",
    "AMB-32": "in_no_figure",
    "AMB-33": "restart",
    "AMB-34": "first_day_is_one",
    "AMB-35": "from_that_day",
    "AMB-36": "no_working_day_between",
    "AMB-37": "family_leave_of_that_kind",
    "AMB-38": "due_and_not_reported",
    "AMB-39": "first_day_at_work",
    "AMB-40": "only_when_long_term",
    "AMB-41": "early_target_as_well",
    "AMB-42": "new_post_restarts",
    "AMB-43": "last_end_decides",
    "AMB-44": "kept_figures_stay",
    "AMB-45": "only_reporting_stops",
    "AMB-46": "counts",
    "AMB-47": "of_those_tested",
    "AMB-48": "in_service_on_the_day",
    "AMB-49": "by_the_manager_in_a_plr",
    "AMB-50": "each_at_least_one",
    "AMB-51": "advice",
    "AMB-52": "since_the_previous_plr",
    "AMB-53": "half_and_half_with_limits",
    "AMB-54": "all_in_the_period",
    "AMB-55": "with_evidence",
    "AMB-56": "or_above",
    "AMB-57": "full_for_quick_against",
    "AMB-58": "by_completion_lower_later",
    "AMB-59": "manager_decides",
    "AMB-60": "one_at_once_or_a_row",
    "AMB-61": "calendar_days_from_the_decision",
    "AMB-62": "after_the_decision",
    "AMB-63": "continues",
    "AMB-64": "fixed",
    "AMB-65": "one_a_quarter",
    "AMB-66": "drawn_by_the_system",
}


@dataclass(frozen=True)
class Reading:
    """`value` names the reading, `setting` where its numbers or words stand, if they do."""

    key: str
    point: str
    value: str
    says: str
    clause: str
    setting: str | None = None


def check_readings(readings: Mapping[str, Reading], book: Any, place: Place) -> None:
    """Raises RulebookError for a point without a reading, or with one that is not built."""
    for key, built in BUILT.items():
        if key not in readings:
            raise (place / key).error("is missing", "Add how this point is read")
        reading = readings[key]
        if reading.value != built:
            raise (place / key / "value").error(
                f"{reading.value!r} is not built", f"Write {built!r}"
            )
        if reading.setting:
            check_setting(reading.setting, book, place / key / "setting")
    for key in readings:
        if key not in BUILT:
            raise (place / key).error("is no known point", "Remove it")


def check_setting(path: str, book: Any, place: Place) -> None:
    if value_at(book, path) is None:
        raise place.error(f"{path!r} is no setting", "Name one of this rule file")


def value_at(entry: Any, path: str) -> Any:
    """What the path leads to in a rulebook; None for nothing."""
    for key in path.split("."):
        entry = entry.get(key) if isinstance(entry, Mapping) else getattr(entry, key, None)
    return entry
