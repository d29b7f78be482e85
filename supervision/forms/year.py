"""A year of a team as dates that can be changed, and how often one wants to meet."""

from collections.abc import Sequence
from datetime import date, timedelta

from django import forms

from drafts.forms import DayInput
from govuk.forms import GovukForm, LongTextField
from people.models import Person
from policy import cadence
from policy.calendar import day_off
from policy.months import Interval
from policy.rulebook import Rulebook
from supervision.queries.year import YEAR, PersonYear

SPARE = 1
MOST = 60


class YearForm(GovukForm):
    """For each person the dates that are offered, and one to spare; an empty one is left out."""

    def __init__(self, *args, years: Sequence[PersonYear], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.years, self.today = years, today
        for year in years:
            days = [one.on for one in year.offered]
            spare = max(SPARE, self.number_typed(year) - len(days))
            for number, day in enumerate([*days, *[None] * spare], 1):
                self.fields[f"{year.person.pk}-{number}"] = forms.DateField(
                    label=f"PLR {number} of {year.person.name}",
                    initial=day,
                    required=False,
                    widget=DayInput(attrs={"min": today.isoformat(), "class": "app-year__date"}),
                    error_messages={"invalid": f"Enter a real date for {year.person.name}"},
                )

    def number_typed(self, year: PersonYear) -> int:
        """How many dates the page had that was sent: since then fewer may be on offer."""
        numbers = range(1, MOST + 1)
        return max((one for one in numbers if f"{year.person.pk}-{one}" in self.data), default=0)

    def fields_of(self, year: PersonYear) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(f"{year.person.pk}-")]

    def wishes(self) -> list[tuple[Person, date]]:
        """Each day once for each person; only of a valid form."""
        chosen = {
            (year.person.pk, self.cleaned_data[bound.name]): year.person
            for year in self.years
            for bound in self.fields_of(year)
            if self.cleaned_data.get(bound.name)
        }
        return [(chosen[key], key[1]) for key in sorted(chosen)]

    def clean(self) -> dict:
        given = super().clean()
        for name, day in list(given.items()):
            problem = day and self.problem_of(day)
            if problem:
                self.add_error(name, f"{self.fields[name].label}: {problem}")
        if not self.errors and not any(given.values()):
            self.add_error(None, "Leave at least one date to plan")
        return given

    def problem_of(self, day: date) -> str | None:
        if day < self.today:
            return "choose today or a later day"
        if day > self.today + YEAR + timedelta(days=31):
            return "choose a day within the coming year"
        off = day_off(day)
        return f"choose another day, this is {off}" if off else None


class IntervalForm(GovukForm):
    number = forms.IntegerField(
        label="How often?",
        min_value=1,
        max_value=52,
        error_messages={"required": "Enter a number", "invalid": "Enter a whole number"},
    )
    unit = forms.ChoiceField(
        label="Weeks or months?",
        choices=[("weeks", "weeks"), ("months", "months")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose weeks or months"},
    )
    reason = LongTextField(
        label="What was agreed, and why?",
        help_text="The person reads this. Nobody else but their line manager does.",
        error_messages={"required": "Write why this was agreed"},
    )

    def __init__(self, *args, role: str, rulebook: Rulebook, **kwargs):
        super().__init__(*args, **kwargs)
        self.role, self.rulebook = role, rulebook

    def clean(self) -> dict:
        given = super().clean()
        if given.get("number") and given.get("unit"):
            refused = cadence.refuse_interval(self.interval(), self.role, self.rulebook)
            if refused:
                self.add_error("number", refused)
        return given

    def interval(self) -> Interval:
        return Interval(**{self.cleaned_data["unit"]: self.cleaned_data["number"]})
