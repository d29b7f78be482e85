from django import forms

from govuk.forms import GovukForm, LongText, LongTextField
from supervision.models import PLR


class AnswerForm(GovukForm):
    """Seen is not agreed: the reportee says which."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=PLR.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your answer"},
    )
    comment = LongTextField(
        label="Your comment",
        help_text="Your manager reads it, and it stays with the record.",
        required=False,
        widget=LongText(rows=5),
    )

    def clean(self) -> dict:
        given = super().clean()
        if given.get("answer") == PLR.Answer.DISAGREE and not given.get("comment"):
            self.add_error("comment", "Say what you disagree with")
        return given


class SettlementForm(GovukForm):
    settlement = LongTextField(
        label="Your answer to the disagreement",
        help_text="Both the reportee and the line manager read it.",
        error_messages={"required": "Write your answer"},
    )
