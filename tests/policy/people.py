"""Short ways of saying what is known of somebody."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from policy import rulebook
from policy.facts import Absence, Audit, GeneralMeeting, Observation, Person, Plr, Posting
from policy.judge import Judgement, judge

BOOK = rulebook.load("plr-policy-2022")
NOW = date(2026, 11, 22)


def day(text: str) -> date:
    return date.fromisoformat(text)


def posted(
    start: str,
    role: str = "family_court_adviser",
    *,
    end: str | None = None,
    employment_type: str = "employed",
    case_holding: bool | None = None,
) -> Posting:
    holds_cases = role == "family_court_adviser" if case_holding is None else case_holding
    until = day(end) if end else None
    return Posting(day(start), role, "A1-T1", employment_type, holds_cases, until)


def somebody(
    joined: str = "2015-06-01", role: str = "family_court_adviser", **facts: Any
) -> Person:
    return replace(
        Person(staff_number="P001", joined=day(joined), postings=(posted(joined, role),)), **facts
    )


def plrs(*days: str, graded: Mapping[str, str] | None = None) -> tuple[Plr, ...]:
    """Finalised on the day, with one standard graded."""
    return tuple(
        Plr(day(d), "finalised", day(d), dict(graded or {"quality": "good"}), "service_manager")
        for d in days
    )


def audits(*days: str, grade: str = "good") -> tuple[Audit, ...]:
    """Supervision audits on the full tool. 'C 2023-01-16' and 'N 2023-01-16' name the format."""
    made = []
    for text in days:
        letter, _, rest = text.rpartition(" ")
        named = {"C": "collaborative", "N": "normal", "": "normal"}[letter]
        made.append(Audit(day(rest), "full", "supervision", grade, named, day(rest)))
    return tuple(made)


def observed(*days: str, grade: str = "good") -> tuple[Observation, ...]:
    return tuple(Observation(day(d), "court", grade, day(d)) for d in days)


def group_sessions(*days: str) -> tuple[GeneralMeeting, ...]:
    return tuple(GeneralMeeting(day(d), "group_supervision", day(d)) for d in days)


def away(
    start: str,
    end: str | None = None,
    kind: str = "sickness",
    *,
    back: str | None = None,
    recorded: str | None = None,
) -> Absence:
    return Absence(
        day(start),
        kind,
        day(end) if end else None,
        day(back) if back else None,
        day(recorded) if recorded else None,
    )


def on(person: Person, as_of: str, known_on: date = NOW) -> Judgement:
    return judge(person, day(as_of), known_on, BOOK)


def statuses(judgement: Judgement, measure: str) -> dict[str, str]:
    """The status of each column."""
    return {column.key: column.status for column in judgement.measures[measure].columns}


def dues(judgement: Judgement, measure: str) -> dict[str, str]:
    columns: Iterable[Any] = judgement.measures[measure].columns
    return {column.key: str(column.due) for column in columns}
