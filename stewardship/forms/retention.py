"""Whose records, or which one, must be kept, and why."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from govuk.forms import GovukForm, LongText, LongTextField, TextField
from people.models import Person
from stewardship.queries.holds import EVERYTHING


class FindPersonForm(GovukForm):
    staff_number = TextField(
        label="Staff number",
        help_text="Also of somebody who has left.",
        limit=40,
        error_messages={"required": "Enter the staff number"},
    )

    def __init__(self, *args: Any, find: Callable[[str], Person | None], **kwargs: Any):
        self.find = find
        super().__init__(*args, **kwargs)

    def clean_staff_number(self) -> str:
        number = self.cleaned_data["staff_number"]
        self.person = self.find(number)
        if self.person is None:
            raise forms.ValidationError("Nobody else has this staff number")
        return number


class ConfirmDisposalForm(GovukForm):
    checked = forms.BooleanField(
        label="I have checked the list",
        error_messages={"required": "Say that you have checked the list"},
    )


class HoldForm(GovukForm):
    what = forms.ChoiceField(
        label="What must be kept?", error_messages={"required": "Choose what must be kept"}
    )
    reason = LongTextField(
        label="Why?",
        help_text="Seen by HR of the whole organisation. The person does not see it here.",
        widget=LongText(rows=4),
        error_messages={"required": "Say why it must be kept"},
    )

    def __init__(self, *args: Any, records: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = records

    def record(self) -> dict[str, Any]:
        """What the hold is of; nothing for everything about the person."""
        if self.cleaned_data["what"] == EVERYTHING:
            return {}
        kind, _, number = self.cleaned_data["what"].partition("-")
        return {"record_kind": kind, "record_id": int(number)}
