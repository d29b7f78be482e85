"""What was disposed of, one JSON object a line, outside the database: an older backup does not know
it. Numbers and days alone."""

import fcntl
import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

from stewardship.models import Tombstone

FIELDS = (
    "id", "at", "kind", "person_id", "staff_number", "since", "until", "rule", "number",
    "disposal_id", "proposed_by_id", "confirmed_by_id",
)  # fmt: skip
DATES = ("since", "until")


def as_line(tombstone: Tombstone) -> str:
    values = {name: getattr(tombstone, name) for name in FIELDS}
    return json.dumps({name: plain(value) for name, value in values.items()}, ensure_ascii=False)


def plain(value: object) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def read(lines: Iterable[str]) -> tuple[list[Tombstone], list[int]]:
    """And the numbers of lines that are none: a machine that stopped may have left half a line."""
    found, broken = [], []
    for number, line in enumerate(lines, start=1):
        try:
            found += [from_line(json.loads(line))] if line.strip() else []
        except (ValueError, KeyError, TypeError):
            broken.append(number)
    return found, broken


def from_line(values: dict[str, Any]) -> Tombstone:
    given = {name: values[name] for name in FIELDS}
    given |= {name: date.fromisoformat(given[name]) for name in DATES}
    given |= {"id": UUID(given["id"]), "at": datetime.fromisoformat(given["at"])}
    return Tombstone(**given)


def write(tombstones: Iterable[Tombstone], file: TextIO) -> int:
    number = 0
    for tombstone in tombstones:
        file.write(f"{as_line(tombstone)}\n")
        number += 1
    return number


def catch_up(path: Path, tombstones: Iterable[Tombstone]) -> int:
    """Adds to the file what it lacks, and nothing twice, whoever else is at it. Never rewritten."""
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        text = file.read()
        known = {one.pk for one in read(text.splitlines())[0]}
        if text and not text.endswith("\n"):
            file.write("\n")
        return write((one for one in tombstones if one.pk not in known), file)
