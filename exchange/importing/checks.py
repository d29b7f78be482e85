"""What must hold within one line, beyond each key for itself. None: it holds."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

Values = Mapping[str, Any]
Check = Callable[[Values, date], tuple[str, str] | None]


def not_before(later: str, earlier: str) -> Check:
    def check(values: Values, today: date) -> tuple[str, str] | None:
        last, first = values[later], values[earlier]
        if last and first and last < first:
            return later, f"{last} is before {earlier} {first}"
        return None

    return check


def after(later: str, earlier: str) -> Check:
    def check(values: Values, today: date) -> tuple[str, str] | None:
        last, first = values[later], values[earlier]
        if last and first and last <= first:
            return later, f"{last} is not after {earlier} {first}"
        return None

    return check


def differs(key: str, from_key: str, reason: str) -> Check:
    def check(values: Values, today: date) -> tuple[str, str] | None:
        return (key, reason) if values[key] == values[from_key] else None

    return check


def not_in_future(key: str) -> Check:
    def check(values: Values, today: date) -> tuple[str, str] | None:
        given = values[key]
        return (key, f"{given} is later than today") if given and given > today else None

    return check


def happened(key: str) -> tuple[Check, ...]:
    """It took place, and was finalised then or later, if it is finalised."""
    finalised_after = not_before("finalised_on", key)
    return not_in_future(key), finalised_after, not_in_future("finalised_on")


def plr_was_held(values: Values, today: date) -> tuple[str, str] | None:
    """For a scheduled or cancelled PLR it is the planned day, which may lie ahead."""
    if values["status"] in ("held", "finalised"):
        return not_in_future("held_on")(values, today)
    return None


def plr_was_finalised(values: Values, today: date) -> tuple[str, str] | None:
    if values["status"] != "finalised":
        return None
    if values["finalised_on"] is None:
        return "finalised_on", "is missing: a finalised PLR needs it"
    before_it_was_held = not_before("finalised_on", "held_on")(values, today)
    return before_it_was_held or not_in_future("finalised_on")(values, today)


def actions_are_done(values: Values, today: date) -> tuple[str, str] | None:
    for number, action in enumerate(values["actions"] or (), 1):
        if action["done_on"] and action["done_on"] > today:
            return "actions", f"{number}: done_on: {action['done_on']} is later than today"
    return None


def supervision_audit_has_a_format(values: Values, today: date) -> tuple[str, str] | None:
    """Without one it could not count (AMB-22)."""
    if (values["tool"], values["source"]) == ("full", "supervision") and not values["format"]:
        return "format", "is missing: a full-tool supervision audit is normal or collaborative"
    return None
