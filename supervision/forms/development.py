from django import forms

from govuk.forms import GovukForm, LongText, LongTextField
from supervision.models import Action


class NoteForm(GovukForm):
    text = LongTextField(
        label="What has moved?",
        widget=LongText(rows=3),
        error_messages={"required": "Write what has moved"},
    )


class CloseForm(GovukForm):
    state = forms.ChoiceField(
        label="What became of it?",
        choices=[(Action.State.DONE, "It is done"), (Action.State.DROPPED, "It is dropped")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of the action"},
    )
    impact = LongTextField(
        label="What difference did it make, or why is it dropped?",
        widget=LongText(rows=3),
        error_messages={"required": "Write what difference it made, or why it is dropped"},
    )
