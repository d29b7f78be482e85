from django import forms

from govuk.forms import TextField
from policy.rulebook.record import Part
from supervision.forms.draft import StandardsForm


class SelfAssessmentForm(StandardsForm):
    """The seven parts of the self-assessment in the words for one role (P22-2.8a)."""

    def build(self) -> None:
        for part in self.rulebook.self_assessment_parts(self.role):
            for question in part.questions:
                self.add_text(f"texts-{question.key}", question.label, question.hint)
            if part.kind == "standards":
                self.add_standards()
        self.add_actions()

    def action_fields(self) -> dict[str, forms.Field]:
        """What is proposed; who does it is agreed in the meeting."""
        fields = super().action_fields()
        del fields["owner"]
        return {**fields, "description": TextField(label="What you propose to do")}

    def parts(self) -> list[dict]:
        """The parts in order, each with its fields and whether anything is written."""
        return [
            {"part": part, "questions": [self[f"texts-{q.key}"] for q in part.questions]}
            for part in self.rulebook.self_assessment_parts(self.role)
        ]


def parts_written(body: dict, parts: tuple[Part, ...]) -> dict[str, bool]:
    """Which parts have anything written in them."""
    texts = body.get("texts", {})
    own = {"standards": bool(body.get("standards")), "actions": bool(body.get("actions"))}
    return {
        part.key: own.get(part.kind, False) or any(texts.get(q.key) for q in part.questions)
        for part in parts
    }
