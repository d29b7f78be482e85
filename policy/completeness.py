"""What keeps a self-assessment from being shared, or a record from being finalised.

Works on the body of a draft: texts, standards, cases, actions and reviews as they were typed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from policy.months import add_months
from policy.rulebook import Leading, Rulebook
from policy.rulebook.record import Section
from policy.wording import spoken

Body = Mapping[str, Any]
LONGEST_ACTION_MONTHS = 36


@dataclass(frozen=True)
class Gap:
    """Something to put right: `path` leads to it in the body, `sentence` says what to do."""

    path: tuple[str, ...]
    sentence: str
    clause: str


@dataclass(frozen=True)
class Circumstances:
    """What is known about a PLR beside what was written in its record.

    `open_actions`: those of earlier PLRs, each with the day by which it is due.
    """

    role: str
    leading: Leading
    self_assessed: bool
    open_actions: Mapping[int, date]
    proposed_grade: str | None
    today: date


def gaps_in_self_assessment(body: Body, *, rulebook: Rulebook, role: str) -> tuple[Gap, ...]:
    """P22-2.8a: strengths and areas for learning; P22-2.14d: one self-graded standard."""
    gaps = [
        Gap(("texts", question.key), f"Write something under “{question.label}”", "P22-2.8a")
        for part in rulebook.self_assessment_parts(role)
        if part.key in ("strengths", "learning")
        for question in part.questions[:1]
        if not _text(body, question.key)
    ]
    if not graded(body):
        path = ("standards", next(iter(rulebook.standards)), "grade")
        gaps.append(Gap(path, "Grade yourself in at least one service standard", "P22-2.14d"))
    return (*gaps, *_gaps_in_grades(body, rulebook), *_gaps_in_proposals(body))


def gaps_in_record(body: Body, *, rulebook: Rulebook, facts: Circumstances) -> tuple[Gap, ...]:
    return (
        *_gaps_in_sections(body, rulebook, facts),
        *_gaps_in_leading(body, facts),
        *_gaps_in_grades(body, rulebook),
        *_gaps_in_reviews(body, facts),
        *gaps_in_actions(body, facts.today),
        *_gaps_in_overall_grade(body, facts),
    )


def graded(body: Body) -> dict[str, str]:
    """Standard to grade, for the standards that have one."""
    standards: Mapping[str, Mapping[str, str]] = body.get("standards") or {}
    return {key: entry["grade"] for key, entry in standards.items() if entry.get("grade")}


def _gaps_in_sections(body: Body, rulebook: Rulebook, facts: Circumstances) -> list[Gap]:
    gaps = []
    for section in rulebook.record_sections(facts.role):
        if section.needed != "required":
            continue
        if section.kind == "text" and not _text(body, section.key):
            gaps.append(
                Gap(("texts", section.key), _section_sentence(section, facts), section.clause)
            )
        elif section.kind == "case_samples":
            gaps += _gaps_in_cases(body, rulebook, section.key)
        elif section.kind == "standards" and not graded(body):
            path = ("standards", next(iter(rulebook.standards)), "grade")
            gaps.append(Gap(path, "Grade at least one service standard", "P22-2.4c, AMB-16"))
    return gaps


def _section_sentence(section: Section, facts: Circumstances) -> str:
    if section.key == "self_assessment_review" and not facts.self_assessed:
        return "Say why there was no self-assessment"
    return f"Write something under “{section.title}”"


def _gaps_in_cases(body: Body, rulebook: Rulebook, section: str) -> list[Gap]:
    rule = rulebook.case_reference
    cases = [str(case).strip() for case in body.get("cases") or []]
    gaps = [
        Gap(("cases", str(number)), rule.error, rule.clause)
        for number, case in enumerate(cases)
        if case and not re.fullmatch(rule.pattern, case)
    ]
    if len(set(filter(None, cases))) < rule.samples_per_plr and not _text(body, section):
        sentence = (
            f"Give {rule.samples_per_plr} different case references, or say why there are fewer"
        )
        gaps.append(Gap(("cases", "0"), sentence, rule.clause))
    return gaps


def _gaps_in_leading(body: Body, facts: Circumstances) -> list[Gap]:
    if facts.leading.outcome == "refused":
        return [Gap(("leader_reason",), facts.leading.sentence, facts.leading.clause)]
    if facts.leading.outcome == "with_reason" and not _plain(body, "leader_reason"):
        return [Gap(("leader_reason",), facts.leading.sentence, facts.leading.clause)]
    return []


def _gaps_in_grades(body: Body, rulebook: Rulebook) -> list[Gap]:
    standards = body.get("standards") or {}
    return [
        Gap(
            ("standards", key, "evidence"),
            f"Give your evidence for the grade in “{rulebook.standards[key].title}”",
            "P22-2.14b",
        )
        for key in graded(body)
        if not (standards[key].get("evidence") or "").strip()
    ]


def _gaps_in_reviews(body: Body, facts: Circumstances) -> list[Gap]:
    reviews: Mapping[str, Mapping[str, str]] = body.get("reviews") or {}
    gaps = []
    for action, due_on in facts.open_actions.items():
        review = reviews.get(str(action), {})
        path = ("reviews", str(action))
        if not review.get("status"):
            words = f"Say what became of the action due by {spoken(due_on)}"
            gaps.append(Gap((*path, "status"), words, "P22-2.5i"))
        elif review["status"] == "dropped" and not (review.get("note") or "").strip():
            gaps.append(Gap((*path, "note"), "Say why the action is dropped", "P22-2.5i"))
        elif review["status"] == "carried" and (review.get("due") or due_on < facts.today):
            gaps += _gaps_in_due_date(review.get("due") or "", (*path, "due"), facts.today)
    return gaps


def gaps_in_actions(body: Body, today: date) -> list[Gap]:
    """Each row says what, who, by when and what it is about (P22-2.9d); of several, which."""
    actions = _actions(body)
    gaps = []
    for number, action in enumerate(actions):
        which = f" (action {number + 1})" if len(actions) > 1 else ""
        found = _gaps_in_action(("actions", str(number)), action, today)
        gaps += [replace(gap, sentence=f"{gap.sentence}{which}") for gap in found]
    return gaps


def _gaps_in_action(path: tuple[str, ...], action: Mapping[str, str], today: date) -> list[Gap]:
    gaps = []
    if not (action.get("description") or "").strip():
        gaps.append(Gap((*path, "description"), "Say what is to be done", "P22-2.9d"))
    if not action.get("owner"):
        gaps.append(Gap((*path, "owner"), "Say who will do the action", "P22-2.9d"))
    if not action.get("category"):
        gaps.append(Gap((*path, "category"), "Say what the action is about", "P22-2.6i"))
    return gaps + _gaps_in_due_date(action.get("due") or "", (*path, "due"), today)


def _gaps_in_due_date(due: str, path: tuple[str, ...], today: date) -> list[Gap]:
    try:
        day = date.fromisoformat(due)
    except ValueError:
        return [Gap(path, "Enter the date by which the action is due", "P22-2.9d")]
    if day < today:
        return [Gap(path, "The action must be due today or later", "P22-2.9d")]
    if day > add_months(today, LONGEST_ACTION_MONTHS):
        return [Gap(path, "The action must be due within three years", "P22-2.9d")]
    return []


def _gaps_in_proposals(body: Body) -> list[Gap]:
    return [
        Gap(("actions", str(number), "description"), "Say what you propose to do", "P22-2.5i")
        for number, action in enumerate(_actions(body))
        if not (action.get("description") or "").strip()
    ]


def _gaps_in_overall_grade(body: Body, facts: Circumstances) -> list[Gap]:
    if facts.proposed_grade is None:
        return []
    grade = _plain(body, "overall_grade")
    if not grade:
        return [
            Gap(("overall_grade",), "Confirm the proposed grade or choose another", "P22-2.15a")
        ]
    if grade != facts.proposed_grade and not _plain(body, "override_evidence"):
        return [
            Gap(("override_evidence",), "Give your evidence for another grade", "P22-2.15b, AMB-55")
        ]
    return []


def _actions(body: Body) -> Sequence[Mapping[str, str]]:
    return body.get("actions") or ()


def _text(body: Body, key: str) -> str:
    texts: Mapping[str, str] = body.get("texts") or {}
    return (texts.get(key) or "").strip()


def _plain(body: Body, key: str) -> str:
    return str(body.get(key) or "").strip()
