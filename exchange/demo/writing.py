"""Self-assessments and records, in the shape in which the application keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from exchange.demo.corpus import Writer
from exchange.demo.development import Step, proposals
from exchange.demo.grades import POINTS
from exchange.demo.pieces import Piece, case_reference
from exchange.demo.reviews import Review
from policy.rulebook import Rulebook
from policy.rulebook.record import Section

Body = dict[str, Any]
OBSERVATION_HOLDS = timedelta(days=365)
EVIDENCE_VOICES = ("fca", "ps", "lead", "business", "corporate")

# How often a question is answered, and a section written; how often a second paragraph follows.
ANSWERED = {
    "wellbeing": 0.95,
    "went_well": 1,
    "strengths": 0.9,
    "areas_for_learning": 1,
    "learning_applied": 0.8,
    "workload": 0.95,
    "feedback_received": 0.8,
    "career_goals": 0.55,
}
WRITTEN = {
    "wellbeing": 0.95,
    "reflective_practice": 0.93,
    "case_samples": 0.96,
    "workload": 0.9,
    "manager_comments": 0.9,
}
USUALLY = 0.78
SECOND = 0.4
MAY_HAVE_A_SECOND = (
    "self_assessment.went_well", "self_assessment.strengths", "self_assessment.areas_for_learning",
    "self_assessment.learning_applied", "self_assessment.feedback_received",
    "record.performance_data", "record.feedback", "record.learning",
)  # fmt: skip
FOLLOWS = {"wellbeing": "wellbeing_agreed", "reflective_practice": "reflective_change"}
OBSERVED = ("observed_practice", "observed_supervision")
HALF = 4


@dataclass(frozen=True)
class Writing:
    """What whoever writes about one person knows. `ids`: of people, by staff number."""

    writer: Writer
    role: str
    book: Rulebook
    pieces: Sequence[Piece]
    steps: Sequence[Step]
    ids: Mapping[str, int]

    @property
    def evidence_voice(self) -> str:
        return next(voice for voice in self.writer.voices if voice in EVIDENCE_VOICES)


def self_assessment(writing: Writing, review: Review) -> Body:
    writer = writing.writer
    texts = {}
    for part in writing.book.self_assessment_parts(writing.role):
        for question in part.questions:
            if writer.maybe(ANSWERED.get(question.key, USUALLY)):
                texts[question.key] = paragraphs(writer, f"self_assessment.{question.key}")
    body: Body = {"texts": texts}
    grades = review.self_standards or open_grades(writing)
    body["standards"] = {key: own_evidence(writing, key, grade) for key, grade in grades.items()}
    if rows := proposals(writer, review.day):
        body["actions"] = rows
    return body


def half_a_self_assessment(writing: Writing, review: Review) -> Body:
    """The first answers; the last of them breaks off in the middle of a sentence."""
    body = self_assessment(writing, review)
    texts = dict(list(body["texts"].items())[:HALF])
    last = next(reversed(texts))
    words = texts[last].split(" ")
    texts[last] = " ".join(words[: max(3, len(words) // 2)]).rstrip(".,;:")
    return {"texts": texts}


def open_grades(writing: Writing) -> dict[str, str]:
    """Before the meeting nobody else has graded."""
    rng = writing.writer.rng
    keys = rng.sample(list(writing.book.standards), 2)
    return {key: rng.choice(("good", "good", "met", "outstanding")) for key in sorted(keys)}


def own_evidence(writing: Writing, standard: str, grade: str) -> dict[str, str]:
    band = "strong" if POINTS[grade] >= POINTS["good"] else "weak"
    path = f"self_evidence.{standard}.{writing.evidence_voice}.{band}"
    entry = {"grade": grade, "evidence": writing.writer.draw(path)}
    if support := writing.writer.draw("self_support.any"):
        entry["support"] = support
    return entry


def record(writing: Writing, review: Review, action_ids: Mapping[int, int]) -> Body:
    """`action_ids`: by the identity of a step, of those that are stored."""
    body: Body = {"texts": sections(writing, review)}
    if any(
        section.kind == "case_samples" for section in writing.book.record_sections(writing.role)
    ):
        body["cases"] = two_cases(writing, review)
    body["standards"] = {
        key: evidence(writing, key, grade) for key, grade in review.standards.items()
    }
    if reviewed := reviews_of_actions(writing, review, action_ids):
        body["reviews"] = reviewed
    if rows := [action_row(writing, step) for step in writing.steps if step.review is review]:
        body["actions"] = rows
    if review.stand_in:
        body["leader_reason"] = writing.writer.draw("record.leader_reason.any")
    body["overall_grade"] = review.overall_grade
    if review.override:
        body["override_evidence"] = writing.writer.draw(f"override.{review.override}.any")
    return body


def begun_record(writing: Writing, review: Review) -> Body:
    """Three sections, one case and a grade without its evidence."""
    whole = record(writing, review, {})
    standard, entry = next(iter(whole["standards"].items()))
    body: Body = {
        "texts": dict(list(whole["texts"].items())[:3]),
        "standards": {standard: {"grade": entry["grade"]}},
    }
    if "cases" in whole:
        body["cases"] = whole["cases"][:1]
    return body


def amended(writing: Writing, body: Body) -> Body:
    """The same record with a paragraph more, in the section on figures if there is one."""
    texts = dict(body["texts"])
    section = "performance_data" if "performance_data" in texts else next(reversed(texts))
    texts[section] = f"{texts[section]}\n\n{writing.writer.draw('amendment.added')}"
    return {**body, "texts": texts}


def sections(writing: Writing, review: Review) -> dict[str, str]:
    texts = {}
    for section in writing.book.record_sections(writing.role):
        if section.kind in ("text", "case_samples") and (
            text := in_section(writing, review, section)
        ):
            texts[section.key] = text
    return texts


def in_section(writing: Writing, review: Review, section: Section) -> str:
    writer, path = writing.writer, f"record.{section.key}"
    if section.key == "self_assessment_review" and review.shared_on is None:
        return writer.draw("record.no_self_assessment.any")
    if section.key in OBSERVED:
        return observed(writing, review.day, section.key)
    is_needed = section.needed == "required" and section.kind == "text"
    if not is_needed and not writer.maybe(WRITTEN.get(section.key, USUALLY)):
        return ""
    if section.key not in FOLLOWS:
        return paragraphs(writer, path)
    text = writer.speak(path)
    return f"{text} {writer.speak(f'record.{FOLLOWS[section.key]}')}" if writer.maybe(0.7) else text


def observed(writing: Writing, day: date, section: str) -> str:
    """After an observation in the last year; else when the next will be, or nothing."""
    writer = writing.writer
    recent = [p for p in writing.pieces if p.setting and day - OBSERVATION_HOLDS < p.day <= day]
    if recent:
        return writer.speak(f"record.{section}") if writer.maybe(0.7) else ""
    return writer.draw(f"record.{section}_planned.any") if writer.maybe(0.6) else ""


def paragraphs(writer: Writer, path: str) -> str:
    first = writer.speak(path)
    has_second = path in MAY_HAVE_A_SECOND and writer.maybe(SECOND)
    second = writer.speak(path) if has_second else ""
    return f"{first}\n\n{second}" if second and second != first else first


def two_cases(writing: Writing, review: Review) -> list[str]:
    """The last audited case, if there is one, and others."""
    audited = [p.case_reference for p in writing.pieces if p.case_reference and p.day <= review.day]
    fresh = [case_reference(writing.writer.rng) for _ in range(2)]
    return [*audited[-1:], *fresh][:2]


def evidence(writing: Writing, standard: str, grade: str) -> dict[str, str]:
    writer = writing.writer
    path = f"evidence.{standard}.{writing.evidence_voice}.{grade}"
    entry = {"grade": grade, "evidence": writer.draw(path)}
    if POINTS[grade] < POINTS["good"] or writer.maybe(0.65):
        entry["support"] = writer.speak(f"support.{standard}")
    return entry


def reviews_of_actions(
    writing: Writing, review: Review, action_ids: Mapping[int, int]
) -> dict[str, dict[str, str]]:
    return {
        str(action_ids[id(step)]): {"status": word.kind, "note": word.text}
        for step in writing.steps
        for word in step.words
        if word.review is review and id(step) in action_ids
    }


def action_row(writing: Writing, step: Step) -> dict[str, str]:
    row = {
        "description": step.description,
        "owner": str(writing.ids[step.owner]),
        "due": step.due.isoformat(),
        "category": step.category,
    }
    return row | ({"standard": step.standard} if step.standard else {})
