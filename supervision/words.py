"""A draft or a record in words, to be read from top to bottom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from govuk.dates import uk_date
from govuk.times import uk_time
from policy.rulebook import Rulebook
from policy.rulebook.record import Section


@dataclass(frozen=True)
class GradedStandard:
    title: str
    grade: str
    self_grade: str
    evidence: str
    support: str


@dataclass(frozen=True)
class Written:
    section: Section
    text: str
    cases: tuple[str, ...] = ()
    standards: tuple[GradedStandard, ...] = ()


def day_in_words(day: date) -> str:
    return uk_date(day)


def when_in_words(day: date, at: time | None) -> str:
    return f"{uk_date(day)} at {uk_time(at)}" if at else uk_date(day)


def record_in_words(
    body: Mapping[str, Any], *, book: Rulebook, role: str, own: Mapping[str, Any] | None = None
) -> list[Written]:
    """The sections in which something is written; `own`: the body of the self-assessment."""
    sections = [
        _written(section, body, book, role, own or {}) for section in book.record_sections(role)
    ]
    return [one for one in sections if one.text or one.cases or one.standards]


def _written(
    section: Section, body: Mapping[str, Any], book: Rulebook, role: str, own: Mapping[str, Any]
) -> Written:
    return Written(
        section=section,
        text=body.get("texts", {}).get(section.key, ""),
        cases=tuple(body.get("cases", ())) if section.kind == "case_samples" else (),
        standards=graded_standards(body, own, book, role) if section.kind == "standards" else (),
    )


def graded_standards(
    body: Mapping[str, Any], own: Mapping[str, Any], book: Rulebook, role: str
) -> tuple[GradedStandard, ...]:
    manager, self_given = body.get("standards", {}), own.get("standards", {})
    return tuple(
        GradedStandard(
            title=standard.title,
            grade=grade_title(manager.get(standard.key, {}), book),
            self_grade=grade_title(self_given.get(standard.key, {}), book),
            evidence=manager.get(standard.key, {}).get("evidence", ""),
            support=manager.get(standard.key, {}).get("support", ""),
        )
        for standard in book.standards_for(role)
        if manager.get(standard.key) or self_given.get(standard.key, {}).get("grade")
    )


def grade_title(entry: Mapping[str, Any], book: Rulebook) -> str:
    grade = entry.get("grade", "")
    return book.grades[grade].title if grade in book.grades else ""


def reviews_in_words(
    body: Mapping[str, Any], descriptions: Mapping[int, str]
) -> list[dict[str, str]]:
    """What became of the actions of the past, in this PLR."""
    words = {"done": "Done", "carried": "Carried forward", "dropped": "Dropped"}
    return [
        {
            "description": descriptions.get(int(key), "An earlier action"),
            "status": words.get(review.get("status", ""), ""),
            "until": review.get("due", "") if review.get("status") == "carried" else "",
            "note": review.get("note", ""),
        }
        for key, review in body.get("reviews", {}).items()
    ]


def actions_in_words(
    body: Mapping[str, Any], *, names: Mapping[int, str], book: Rulebook
) -> Sequence[dict[str, Any]]:
    categories = book.choices.action_categories
    return [
        {
            "description": row.get("description", ""),
            "owner": names.get(int(row["owner"]), "") if row.get("owner") else "",
            "due": row.get("due", ""),
            "category": categories[row["category"]].title
            if row.get("category") in categories
            else "",
        }
        for row in body.get("actions", [])
    ]
