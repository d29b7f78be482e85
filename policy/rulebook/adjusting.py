"""An edited copy of a rule file, to ask 'what if': checked like the file, and never saved."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from policy.rulebook.book import Rulebook
from policy.rulebook.building import build
from policy.rulebook.checks import check
from policy.rulebook.compliance import MeasureEntry, MeasureRule
from policy.rulebook.library import RULEBOOKS
from policy.rulebook.places import Keys, Place, RulebookError
from policy.rulebook.reading import Table, parse, read_tables
from policy.wording import listed

EVERY = "every"
YEAR = 12
EXCLUSIONS = {
    "long_absence_days": "An absence is long-term from its day",
    "returner_months": "Months left out after a return",
    "new_starter_months": "Months left out after joining",
    "position_change_months": "Months left out in a new post",
}
# What decides who stands where. Pages, questions and grades stay as they are.
JUDGED = (
    "windows",
    "measures",
    "duties",
    "exclusions",
    "employment_types",
    "groups",
    "roles",
    "leading",
)
# What stands in the same files.
BESIDE = ("meta", "owner_questions", "quick_qa", "self_regulation")
Changes = Mapping[Keys, int | None]


@dataclass(frozen=True)
class Setting:
    """A number of the rule file that may be tried otherwise. `path`: its keys; lists count from 1.

    `value` is None for the interval that would take the place of all windows of a rule.
    """

    path: Keys
    group: str
    label: str
    value: int | None
    clause: str
    may_be_dropped: bool = False


def settings_of(book: Rulebook) -> Iterator[Setting]:
    """Windows and counts by measure and group of roles, then exclusions and days of grace."""
    for entry in book.measures.values():
        for number, rule in enumerate(entry.rules, start=1):
            yield from _rule(book, entry, rule, number)
        if entry.starter_months is not None:
            path, label = (
                ("measures", entry.key, "starter_months"),
                "Months for a new starter’s first",
            )
            yield Setting(path, entry.title, label, entry.starter_months, entry.clause)
    for key, duty in book.duties.items():
        yield Setting(("duties", key, "months"), duty.title, "Months", duty.months, duty.clause)
    for name, label in EXCLUSIONS.items():
        value = getattr(book.exclusions, name)
        yield Setting(("exclusions", name), "Exclusions", label, value, book.exclusions.clause)
    grace = book.windows.grace_days
    label = "Days of grace after a due date"
    yield Setting(("windows", "grace_days"), "All windows", label, grace, book.windows.clause)


def _rule(book: Rulebook, entry: MeasureEntry, rule: MeasureRule, number: int) -> Iterator[Setting]:
    path: Keys = ("measures", entry.key, "rules", str(number))
    group = f"{entry.title}: {who(book, rule)}"
    label = "One every so many months, in place of the windows below"
    yield Setting((*path, EVERY), group, label, None, rule.clause, may_be_dropped=True)
    for key, column in rule.columns.items():
        here, name = (*path, "columns", key), f"Window of {column.months} months"
        yield Setting(
            (*here, "months"),
            group,
            f"{name}: length in months",
            column.months,
            column.clause,
            may_be_dropped=True,
        )
        label = f"{name}: how many"
        yield Setting((*here, "required"), group, label, column.required, column.clause)
        if column.at_most_of_each is not None:
            most, label = column.at_most_of_each, f"{name}: at most of each format"
            yield Setting((*here, "at_most_of_each"), group, label, most, column.clause)


def who(book: Rulebook, rule: MeasureRule) -> str:
    names = [book.groups[key].title for key in rule.groups]
    names += [book.roles[key].title for key in rule.roles]
    return f"{listed(names)}{', if they hold cases' if rule.case_holders else ''}"


def adjusted(name: str, changes: Changes) -> Rulebook:
    """The rulebook of that name with other numbers. None for the months of a window drops it."""
    table, files = read_tables(RULEBOOKS / name)
    table = deepcopy(table)
    for path, value in changes.items():
        if path[-1] == EVERY and value is not None:
            _even_out(_at(table, path[:-1]), value)
    for path, value in changes.items():
        if path[-1] != EVERY:
            _change(table, path, value)
    return _book(name, table, Place((), files))


def with_file(name: str, text: str, file: str) -> Rulebook:
    """The rulebook of that name with the tables of an edited file in place of its own."""
    table, files = read_tables(RULEBOOKS / name)
    edited = parse(text, file)
    for key in edited:
        if key not in JUDGED + BESIDE:
            sentence = f"Remove it. What can be tried: {', '.join(JUDGED)}"
            raise Place((key,), {(key,): file}).error("changes nobody’s standing", sentence)
    files = {keys: at for keys, at in files.items() if keys[:1] not in {(key,) for key in edited}}
    files |= {(key,): file for key in edited}
    book = _book(name, {**table, **edited}, Place((), files))
    _nothing_in_use_is_gone(book, _book(name, table, Place((), files)), Place((), files))
    return book


def differences(before: Rulebook, after: Rulebook) -> Iterator[tuple[Keys, str, str]]:
    """Path, value before and value after of what is changed beside the measures."""
    old, new = values_of(before), values_of(after)
    for path in sorted({*old, *new}):
        if old.get(path) != new.get(path):
            yield path, old.get(path, "nothing"), new.get(path, "nothing")


def values_of(book: Rulebook) -> dict[Keys, str]:
    keys = (key for key in JUDGED if key != "measures")
    return {path: value for key in keys for path, value in _flat(getattr(book, key), (key,))}


def _flat(entry: Any, path: Keys) -> Iterator[tuple[Keys, str]]:
    if is_dataclass(entry):
        for field in fields(entry):
            yield from _flat(getattr(entry, field.name), (*path, field.name))
    elif isinstance(entry, Mapping):
        for key, item in entry.items():
            yield from _flat(item, (*path, str(key)))
    elif isinstance(entry, tuple) and any(is_dataclass(item) for item in entry):
        for number, item in enumerate(entry, start=1):
            yield from _flat(item, (*path, str(number)))
    elif path[-1] != "key":
        yield path, ", ".join(entry) if isinstance(entry, tuple) else str(entry)


def _book(name: str, table: Table, place: Place) -> Rulebook:
    book = build(Rulebook, {"name": name, **table}, place)
    check(book, place)
    return book


def _nothing_in_use_is_gone(book: Rulebook, real: Rulebook, place: Place) -> None:
    """People are posted in every role, and some day in every kind of employment."""
    for name in ("roles", "employment_types"):
        for key in getattr(real, name):
            if key not in getattr(book, name):
                raise (place / name / key).error("is missing, and in use", "Keep it")


def _at(table: Any, path: Keys) -> Any:
    for key in path:
        table = table[int(key) - 1] if isinstance(table, list) else table[key]
    return table


def _change(table: Table, path: Keys, value: int | None) -> None:
    """Nothing for a window that is dropped, or that an interval has taken the place of."""
    *above, last = path
    try:
        parent = _at(table, tuple(above))
    except KeyError:
        return
    if value is None:
        del _at(table, tuple(above[:-1]))[above[-1]]
    else:
        parent[last] = value


def _even_out(rule: Table, months: int) -> None:
    """One in so many months, two in twice as many, up to a year; formats as evenly as before."""
    if not 1 <= months <= YEAR:
        sentence = f"Write a number of months from 1 to {YEAR}"
        raise RulebookError(f"One every {months} months is no interval. {sentence}.")
    mixed = any("at_most_of_each" in column for column in rule["columns"].values())
    rule["columns"] = {
        f"{number * months}m": {
            "months": number * months,
            "required": number,
            "clause": rule["clause"],
            **({"at_most_of_each": -(-number // 2)} if mixed and number > 1 else {}),
        }
        for number in range(1, YEAR // months + 1)
    }
