"""What a marker is asked about a record, from the rule file."""

from django import forms

from drafts.forms import DraftForm, choices_of
from govuk.forms import LongText, LongTextField
from policy.rulebook.assurance import Form


class MarkingForm(DraftForm):
    def __init__(self, data=None, *, asked: Form, **kwargs):
        self.asked = asked
        super().__init__(data, role="", **kwargs)

    def build(self) -> None:
        words = enumerate(self.rulebook.assurance.scores)
        scores = [(str(score), f"{score}: {word}") for score, word in words]
        for number, question in enumerate(self.asked.questions, start=1):
            self.fields[f"scores-{question.key}"] = forms.ChoiceField(
                label=f"{number}. {question.text}", choices=scores, widget=forms.RadioSelect
            )
            self.fields[f"notes-{question.key}"] = LongTextField(
                label=f"Note on question {number}", widget=LongText(rows=2)
            )
        self.fields["judgement"] = forms.ChoiceField(
            label="Overall judgement",
            choices=choices_of(self.asked.judgements),
            widget=forms.RadioSelect,
        )
        self.add_text(
            "feedback",
            "Feedback to whoever made the record",
            "What is good about the record, and what would make the next one better.",
            rows=6,
        )

    def questions(self) -> list[dict]:
        return [
            {"score": self[f"scores-{one.key}"], "note": self[f"notes-{one.key}"]}
            for one in self.asked.questions
        ]
