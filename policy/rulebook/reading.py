"""The TOML files of one rulebook, read and laid together."""

import tomllib
from pathlib import Path
from typing import Any

from policy.rulebook.places import Keys, Place, RulebookError

Table = dict[str, Any]


def read_tables(folder: Path) -> tuple[Table, dict[Keys, str]]:
    """All files of the folder as one table. No value may be given in two files."""
    table: Table = {}
    files: dict[Keys, str] = {(): folder.name}
    for path in sorted(folder.glob("*.toml")):
        name = f"{folder.name}/{path.name}"
        _merge(table, parse(path.read_text(encoding="utf-8"), name), (), name, files)
    if not table:
        raise RulebookError(f"{folder.name}: no rule files. Give it at least one .toml file.")
    return table, files


def parse(text: str, name: str) -> Table:
    """One file. `name` stands in errors."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise RulebookError(f"{name}: not valid TOML: {problem}. Correct that line.") from problem
    except ValueError as problem:
        raise RulebookError(f"{name}: a number is too long. Shorten it.") from problem
    except RecursionError as problem:
        raise RulebookError(f"{name}: nested too deeply. Take brackets out.") from problem


def _merge(into: Table, table: Table, keys: Keys, name: str, files: dict[Keys, str]) -> None:
    for key, value in table.items():
        here = (*keys, key)
        if key not in into:
            into[key] = {} if isinstance(value, dict) else value
            files[here] = name
        elif not (isinstance(value, dict) and isinstance(into[key], dict)):
            place = Place(here, files)
            raise place.error(f"given again in {name}", "Keep it in one of the two files")
        if isinstance(value, dict):
            _merge(into[key], value, here, name, files)
