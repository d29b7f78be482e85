from collections.abc import Sequence
from datetime import date, timedelta

from django import forms

from govuk.forms import DateField, GovukForm, TextField, TimeField
from people.models import Person
from policy.rulebook import Rulebook
from supervision.forms.draft import choices_of

FURTHEST_DAYS = 366


class PlanForm(GovukForm):
    """A day within the coming year; time and place may wait."""

    planned_for = DateField(
        label="Date",
        help_text="For example, 27 3 2027",
        error_messages={"required": "Enter the date of the PLR"},
    )
    starts_at = TimeField(
        label="Time (optional)", help_text="For example, 14:30 or 2.30pm", required=False
    )
    place = TextField(
        label="Place or link (optional)",
        help_text="A room, or the address of an online meeting",
        limit=300,
        required=False,
    )
    led_by = forms.ChoiceField(
        label="Who leads it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who leads the PLR"},
    )

    def __init__(
        self, *args, leaders: Sequence[Person], today: date, taken: dict[date, str], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.leaders = {str(leader.pk): leader for leader in leaders}
        self.taken = taken
        self.today = today
        self.fields["led_by"].choices = [(key, leader.name) for key, leader in self.leaders.items()]
        self.fields["planned_for"].min = today
        self.fields["planned_for"].max = today + timedelta(days=FURTHEST_DAYS)

    def clean_led_by(self) -> Person:
        return self.leaders[self.cleaned_data["led_by"]]

    def clean_planned_for(self) -> date:
        day = self.cleaned_data["planned_for"]
        if day in self.taken:
            raise forms.ValidationError(
                self.taken[day], params={"parts": ["day", "month", "year"]}, code="taken"
            )
        return day


class CancelForm(GovukForm):
    reason = forms.ChoiceField(
        label="Why is the PLR cancelled?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why the PLR is cancelled"},
    )

    def __init__(self, *args, rulebook: Rulebook, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = choices_of(rulebook.choices.cancellation_reasons)
