"""What is typed to open somebody's records, and by the second person who is asked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from govuk.forms import DateField, GovukForm, LongTextField, TextField
from people.models import Person
from policy.rulebook.disclosure import Disclosure
from stewardship import access
from stewardship.queries.break_glass import person_to_open

AT_ONCE, LATER = "at_once", "later"
AGREE, REFUSE = "agree", "refuse"


class BreakGlassForm(GovukForm):
    govuk = {"telling": {"conditional": {LATER: ["deferral_reason"]}}}

    staff_number = TextField(
        label="Staff number of the person",
        error_messages={"required": "Enter the staff number of the person"},
    )
    reason = LongTextField(label="Why you open their records", limit=2000)
    telling = forms.ChoiceField(
        label="When is the person told?",
        choices=[
            (AT_ONCE, "At once"),
            (LATER, "Later: somebody else with this permission has to agree before it opens"),
        ],
        widget=forms.RadioSelect,
        initial=AT_ONCE,
    )
    deferral_reason = LongTextField(
        label="Why they should be told later",
        required=False,
        limit=2000,
    )

    def __init__(self, *args: Any, by: Person, rules: Disclosure, **kwargs: Any):
        self.by, self.rules = by, rules
        super().__init__(*args, **kwargs)
        self.fields[
            "reason"
        ].help_text = f"At least {rules.least_reason} characters. The person reads this."

    def clean_staff_number(self) -> Person:
        person = person_to_open(self.cleaned_data["staff_number"])
        if person is None:
            raise forms.ValidationError("Nobody has this staff number")
        if not access.may_open_records_of(self.by, person):
            raise forms.ValidationError("You cannot open your own records, or those of your team")
        return person

    def clean_reason(self) -> str:
        return self.long_enough("reason", "Why you open their records")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("telling") == LATER:
            try:
                self.long_enough("deferral_reason", "Why they should be told later")
            except forms.ValidationError as problem:
                self.add_error("deferral_reason", problem)
        return given

    def long_enough(self, name: str, label: str) -> str:
        text: str = self.cleaned_data.get(name, "")
        if len(text.strip()) < self.rules.least_reason:
            raise forms.ValidationError(
                f"{label} must be {self.rules.least_reason} characters or more"
            )
        return text


class DeferralForm(GovukForm):
    answer = forms.ChoiceField(
        label="May the person be told later?",
        choices=[
            (AGREE, "Yes, on the day below"),
            (REFUSE, "No, at once when the records are opened"),
        ],
        widget=forms.RadioSelect,
    )
    tell_on = DateField(label="The day on which they are told", required=False)

    def __init__(self, *args: Any, rules: Disclosure, **kwargs: Any):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        day = self.fields["tell_on"]
        day.min, day.max = today + timedelta(days=1), today + timedelta(days=rules.most_days_untold)
        day.help_text = f"Within {rules.most_days_untold} days. The site tells them on that day."

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") == REFUSE:
            given["tell_on"] = None
        elif given.get("answer") == AGREE and "tell_on" in given and given["tell_on"] is None:
            self.add_error("tell_on", "Enter the day on which they are told")
        return given
