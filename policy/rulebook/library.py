"""The rule files that come with the product, each read once."""

from datetime import date
from functools import cache
from pathlib import Path

from policy.rulebook.book import Rulebook
from policy.rulebook.building import build
from policy.rulebook.checks import check
from policy.rulebook.places import Place, RulebookError
from policy.rulebook.reading import read_tables

RULEBOOKS = Path(__file__).resolve().parent.parent / "rulebooks"


@cache
def load(name: str) -> Rulebook:
    """The rulebook of that name."""
    folder = RULEBOOKS / name
    if not folder.is_dir():
        known = ", ".join(sorted(path.name for path in RULEBOOKS.iterdir() if path.is_dir()))
        raise RulebookError(f"{name}: no such rulebook. Use one of: {known}.")
    return read(folder)


def read(folder: Path) -> Rulebook:
    """A rulebook from any folder of TOML files, checked as a whole."""
    table, files = read_tables(folder)
    place = Place((), files)
    book = build(Rulebook, {"name": folder.name, **table}, place)
    check(book, place)
    return book


def file_names(name: str) -> list[str]:
    return sorted(path.name for path in (RULEBOOKS / name).glob("*.toml"))


def file_text(name: str, file: str) -> str | None:
    """One file of a rulebook as it is written; None for one that it does not have."""
    return (
        (RULEBOOKS / name / file).read_text(encoding="utf-8") if file in file_names(name) else None
    )


def in_force(name: str, on: date) -> Rulebook:
    """The policy that applied on that day: `name`, or the one which it replaced.

    A day before the first of them is judged by the first.
    """
    book = load(name)
    while on < book.meta.in_force_from and book.meta.replaces:
        book = load(book.meta.replaces)
    return book
