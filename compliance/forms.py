"""What is asked of the compliance pages: a day, and who is listed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from compliance.models import HEADLINE, Order, Status
from govuk.forms import GovukForm
from policy.rulebook import Rulebook

FALLING = "falling"
EARLIEST = date(1900, 1, 1)
ISO = ["%Y-%m-%d"]
DAY = {"invalid": "Enter a day like 2026-03-31, with a year, a month and a day that exist."}


class DayInput(forms.DateInput):
    input_type = "date"


def day_field(label: str) -> forms.DateField:
    """A day in an address: 2026-03-31."""
    widget = DayInput(format=ISO[0])
    return forms.DateField(
        label=label, required=False, input_formats=ISO, error_messages=DAY, widget=widget
    )


@dataclass(frozen=True)
class Filters:
    measure: str = HEADLINE
    status: str = ""
    role: str = ""
    due_by: date | None = None
    order: str = ""


class AsAtForm(GovukForm):
    as_at = day_field("As at")

    def __init__(self, *args: Any, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_at(self) -> date | None:
        day = self.cleaned_data["as_at"]
        if day and day > self.today:
            raise ValidationError("Enter a day up to today. What comes is in the due dates.")
        if day and day < EARLIEST:
            raise ValidationError(f"Enter a day from 1 January {EARLIEST.year} on.")
        return day

    def day(self) -> date:
        """What was asked as far as it can be understood."""
        self.full_clean()
        return self.cleaned_data.get("as_at") or self.today


class PastDayForm(AsAtForm):
    """A day before today, and the part of the organisation; none for all that one oversees."""

    unit = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    def clean_as_at(self) -> date:
        day = super().clean_as_at()
        if day is None or day >= self.today:
            raise ValidationError("Enter a day before today.")
        return day


class FilterForm(AsAtForm):
    measure = forms.ChoiceField(label="Measure", required=False)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "All"), (FALLING, "Late within 30 days"), *Status.choices],
    )
    role = forms.ChoiceField(label="Role", required=False)
    due_by = day_field("Due by")
    order = forms.ChoiceField(
        label="Order", required=False, choices=[("", "Most urgent first"), *Order.choices]
    )
    field_order = ["measure", "status", "role", "due_by", "order", "as_at"]

    def __init__(self, *args: Any, book: Rulebook, has_list: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        measures = [(key, entry.title) for key, entry in {**book.measures, **book.duties}.items()]
        self.fields["measure"].choices = [("", "All measures together"), *measures]
        roles = [(key, role.title) for key, role in book.roles.items()]
        self.fields["role"].choices = [("", "All"), *roles]
        if not has_list:
            self.ask_for_figures_alone()

    def ask_for_figures_alone(self) -> None:
        """Without what belongs to a list of people."""
        for name in self.fields.keys() & {"status", "role", "due_by", "order"}:
            del self.fields[name]

    def filters(self) -> Filters:
        self.full_clean()
        asked = self.cleaned_data
        return Filters(
            measure=asked.get("measure") or HEADLINE,
            status=asked.get("status", ""),
            role=asked.get("role", ""),
            due_by=asked.get("due_by"),
            order=asked.get("order", ""),
        )
