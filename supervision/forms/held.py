from collections.abc import Collection
from datetime import date

from django import forms

from govuk.forms import DateField, GovukForm


class HeldForm(GovukForm):
    held_on = DateField(
        label="On which day did the meeting take place?",
        help_text="For example, 27 3 2027. If there were two sessions, the day of the last.",
        error_messages={"required": "Enter the day of the meeting"},
        past=True,
    )

    def __init__(self, *args, today: date, joined: date, days: Collection[date], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].min = joined
        self.days = days

    def clean_held_on(self) -> date:
        day = self.cleaned_data["held_on"]
        if day in self.days:
            raise forms.ValidationError(
                "There is a PLR of this day already. Open it instead of writing a second one",
                params={"parts": ["day", "month", "year"]},
                code="taken",
            )
        return day
