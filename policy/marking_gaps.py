"""What keeps a marking from being sent."""

from collections.abc import Mapping
from typing import Any

from policy.completeness import Gap
from policy.rulebook.assurance import Form

NOT_THERE = "0"


def gaps_in_marking(body: Mapping[str, Any], form: Form) -> tuple[Gap, ...]:
    """Every question scored, a note where something is not there, a judgement and feedback."""
    scores, notes = body.get("scores", {}), body.get("notes", {})
    gaps = []
    for question in form.questions:
        score = scores.get(question.key)
        if score is None:
            sentence = f"Answer: {question.text}"
            gaps.append(Gap(("scores", question.key), sentence, question.clause))
        elif score == NOT_THERE and not notes.get(question.key):
            sentence = f"Say what is missing: {question.text}"
            gaps.append(Gap(("notes", question.key), sentence, question.clause))
    if not body.get("judgement"):
        gaps.append(Gap(("judgement",), "Choose your overall judgement", form.clause))
    if not body.get("feedback"):
        sentence = "Write your feedback to whoever made the record"
        gaps.append(Gap(("feedback",), sentence, form.clause))
    return tuple(gaps)
