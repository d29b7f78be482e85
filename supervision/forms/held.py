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

    def __init__(self, *args, joined: date, days: Collection[date], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].min = joined
        self.days = days

    def clean_held_on(self) -> date:
        day = self.cleaned_data["held_on"]
        if day in self.days:
            raise taken()
        return day

    def refuse_day(self) -> None:
        """Somebody else was quicker."""
        self.add_error("held_on", taken())


def taken() -> forms.ValidationError:
    return forms.ValidationError(
        "There is a PLR of this day already. Open it instead of writing a second one",
        params={"parts": ["day", "month", "year"]},
        code="taken",
    )
