"""The rule file in sentences, for the page that shows it."""

from dataclasses import dataclass

from policy.rulebook import Rulebook
from policy.rulebook.compliance import ColumnRule, MeasureEntry, MeasureRule
from policy.rulebook.judging import Reminder
from policy.rulebook.readings import value_at
from policy.wording import counted, listed


@dataclass(frozen=True)
class Rule:
    """For whom, and what is needed over which time, each with its clause."""

    who: str
    columns: list[tuple[str, str]]
    clause: str


@dataclass(frozen=True)
class MeasureText:
    key: str
    title: str
    clause: str
    rules: list[Rule]
    starters: str


@dataclass(frozen=True)
class Cadence:
    """How often the roles of a group have a PLR at least."""

    title: str
    months: int
    roles: str
    clause: str


@dataclass(frozen=True)
class Choice:
    """How one point is read that the words leave open. `setting`: where to change it, and to what
    it is set."""

    key: str
    point: str
    says: str
    setting: str
    clause: str
    is_to_confirm: bool


def choices(book: Rulebook) -> list[Choice]:
    to_confirm = " ".join(question.clause for question in book.owner_questions)
    return [
        Choice(
            key=key,
            point=reading.point,
            says=reading.says,
            setting=setting_in_words(book, reading.setting) if reading.setting else "",
            clause=reading.clause,
            is_to_confirm=key in to_confirm,
        )
        for key, reading in book.readings.items()
    ]


def setting_in_words(book: Rulebook, path: str) -> str:
    value = value_at(book, path)
    if isinstance(value, bool | int | str):
        return f"{path} = {value}"
    return path


def measures(book: Rulebook) -> list[MeasureText]:
    return [
        MeasureText(
            key=entry.key,
            title=entry.title,
            clause=entry.clause,
            rules=[rule_in_words(book, entry, rule) for rule in entry.rules],
            starters=starters(entry),
        )
        for entry in book.measures.values()
    ]


def rule_in_words(book: Rulebook, entry: MeasureEntry, rule: MeasureRule) -> Rule:
    names = [book.groups[key].title for key in rule.groups]
    names += [book.roles[key].title for key in rule.roles]
    who = listed(names)
    if rule.case_holders:
        who = f"{who}, if they hold cases"
    columns = [(column_in_words(entry, column), column.clause) for column in rule.columns.values()]
    return Rule(who, columns, rule.clause)


def column_in_words(entry: MeasureEntry, column: ColumnRule) -> str:
    number = counted(column.required, entry.thing, entry.things)
    text = f"{number} in any {column.months} months"
    if column.at_most_of_each:
        verb = "counts" if column.at_most_of_each == 1 else "count"
        text = f"{text}; {counted(column.at_most_of_each, verb, verb)} at most of each format"
    return f"{text[0].upper()}{text[1:]}."


def starters(entry: MeasureEntry) -> str:
    if entry.starter_months is None:
        return ""
    return f"New starters: {counted(1, entry.thing)} in their first {entry.starter_months} months."


def cadences(book: Rulebook) -> list[Cadence]:
    found = []
    for key, group in book.groups.items():
        roles = [role for role in book.roles.values() if role.group == key]
        months = max((role.plr_months for role in roles), default=0)
        names = listed([role.title for role in roles])
        found.append(Cadence(group.title, months, names, group.clause))
    return found


@dataclass(frozen=True)
class Told:
    title: str
    when: str
    clause: str


def reminders(book: Rulebook) -> list[Told]:
    return [Told(one.title, when_told(one), one.clause) for one in book.reminders.values()]


def when_told(reminder: Reminder) -> str:
    """'14, 7 and 1 days before', with the day on which somebody higher is told."""
    parts = [
        f"{listed([str(number) for number in days])} {words}"
        for days, words in (
            (reminder.days_before, "days before"),
            (reminder.days_after, "days after"),
            (reminder.working_days_after, "working days after"),
        )
        if days
    ]
    if reminder.escalate_days_after:
        parts.append(f"somebody higher after {reminder.escalate_days_after} days")
    return "; ".join(parts)
