from drafts.forms import DayInput, choices_of
from govuk.forms import TextField
from policy.rulebook.record import Part
from supervision.forms.draft import StandardsForm

BLANK_ROW = "__index__"


class SelfAssessmentForm(StandardsForm):
    """The seven parts of the self-assessment in the words for one role (P22-2.8a)."""

    def build(self) -> None:
        for part in self.rulebook.self_assessment_parts(self.role):
            for question in part.questions:
                self.add_text(f"texts-{question.key}", question.label, question.hint)
            if part.kind == "standards":
                self.add_standards()
        for number in self.row_numbers("actions"):
            self.add_action(number)

    def add_action(self, number: int | str) -> None:
        prefix = f"actions-{number}"
        self.add_line(f"{prefix}-description", "What you propose to do")
        self.fields[f"{prefix}-due"] = TextField(label="By when", widget=DayInput())
        self.add_choice(
            f"{prefix}-category", "About", choices_of(self.rulebook.choices.action_categories)
        )

    def parts(self) -> list[dict]:
        """The parts in order, each with its fields and whether anything is written."""
        return [
            {"part": part, "questions": [self[f"texts-{q.key}"] for q in part.questions]}
            for part in self.rulebook.self_assessment_parts(self.role)
        ]

    def blank_row(self) -> dict:
        """The row that the script copies when one is added."""
        blank = SelfAssessmentForm(rulebook=self.rulebook, role=self.role, body={})
        blank.add_action(BLANK_ROW)
        return blank.row("actions", BLANK_ROW)


def parts_written(body: dict, parts: tuple[Part, ...]) -> dict[str, bool]:
    """Which parts have anything written in them."""
    texts = body.get("texts", {})
    own = {"standards": bool(body.get("standards")), "actions": bool(body.get("actions"))}
    return {
        part.key: own.get(part.kind, False) or any(texts.get(q.key) for q in part.questions)
        for part in parts
    }
