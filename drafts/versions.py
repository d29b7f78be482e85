"""The versions of what was finalised, and what changed from one to the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from policy.difference import Piece, difference

Shown = Callable[[Any], Mapping[str, str]]


@dataclass(frozen=True)
class Change:
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Version:
    number: int
    at: datetime
    by: str
    reason: str
    changes: tuple[Change, ...] = ()


def versions_of(
    history: Any,
    *,
    shown: Shown = lambda row: {},
    label: Callable[[str], str] = str,
    order: Sequence[str] = (),
) -> list[Version]:
    """Oldest first, each with what changed since the one before.

    `shown`: the texts of a version by name, as they are read; `label`: what a name is called.
    `order`: of the names; by name where it is not given.
    """
    versions: list[Version] = []
    before: Mapping[str, str] = {}
    rows = history.select_related("history_user").order_by("history_date", "history_id")
    for number, row in enumerate(rows, 1):
        now = shown(row)
        names = order or sorted(before.keys() | now.keys())
        versions.append(
            Version(
                number=number,
                at=row.history_date,
                by=row.history_user.name if row.history_user else "",
                reason=row.history_change_reason or "",
                changes=changes_between(before, now, names, label) if number > 1 else (),
            )
        )
        before = now
    return versions


def changes_between(
    before: Mapping[str, str],
    after: Mapping[str, str],
    names: Sequence[str],
    label: Callable[[str], str],
) -> tuple[Change, ...]:
    return tuple(
        Change(label(name), difference(before.get(name, ""), after.get(name, "")))
        for name in names
        if before.get(name, "") != after.get(name, "")
    )
