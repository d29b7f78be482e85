"""Handing a sample back, and answering the feedback of one."""

from datetime import date
from typing import Any

from django import forms

from assurance.actions import PlannedAction
from govuk.forms import DateField, GovukForm, LongText, LongTextField, TextField
from policy.rulebook.assurance import Reason

ACTIONS = (1, 2)


class HandBackForm(GovukForm):
    reason = forms.ChoiceField(
        label="Why do you hand it back?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the reason"},
    )

    def __init__(self, *args: Any, reasons: list[Reason], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(one.key, one.title) for one in reasons]


class AnswerForm(GovukForm):
    """Up to two actions; each has a day if it is there at all."""

    text = LongTextField(
        label="Your answer",
        help_text="Whoever sampled the record reads it.",
        widget=LongText(rows=6),
        error_messages={"required": "Write your answer"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any):
        self.today = today
        super().__init__(*args, **kwargs)
        for number in ACTIONS:
            self.fields[f"action_{number}"] = TextField(
                label=f"Action {number} (optional)", required=False
            )
            self.fields[f"due_{number}"] = DateField(
                label=f"By when, action {number}", required=False
            )

    def clean(self) -> dict:
        given = super().clean()
        for number in ACTIONS:
            due = given.get(f"due_{number}")
            if given.get(f"action_{number}") and f"due_{number}" not in self.errors:
                if not due:
                    self.add_error(f"due_{number}", "Enter the day by which it is done")
                elif due < self.today:
                    self.add_error(f"due_{number}", "Enter today or a day to come")
        return given

    def actions(self) -> list[PlannedAction]:
        return [
            PlannedAction(text, self.cleaned_data[f"due_{number}"])
            for number in ACTIONS
            if (text := self.cleaned_data[f"action_{number}"])
        ]
