"""A year of a team as dates that can be changed, and how often one wants to meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django import forms

from drafts.forms import DayInput
from govuk.forms import GovukForm, LongTextField, TextField, TimeField
from people.models import Person
from policy import cadence
from policy.calendar import day_off
from policy.months import Interval
from policy.rulebook import Rulebook
from supervision.queries.year import YEAR, PersonYear

SPARE = 1
MOST = 60
Chosen = tuple[Person, date, time | None, str]


@dataclass(frozen=True)
class DateFields:
    """The fields of one date; for all of a person's without a day."""

    day: forms.BoundField | None
    starts_at: forms.BoundField
    place: forms.BoundField

    @property
    def when(self) -> list[forms.BoundField]:
        return [self.starts_at, self.place]

    @property
    def is_open(self) -> bool:
        """Whether a time or place is typed, or wrong."""
        return any(one.errors or one.value() for one in self.when)


class YearForm(GovukForm):
    """For each person the dates that are offered, and one to spare; an empty one is left out.

    Each date has a time and a place of its own, or else those for all of the person's.
    """

    def __init__(self, *args, years: Sequence[PersonYear], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.years, self.today = years, today
        for year in years:
            name, key = year.person.name, str(year.person.pk)
            self.add_when(key, f"all PLRs of {name}")
            days = [one.on for one in year.offered]
            spare = max(SPARE, self.number_typed(year) - len(days))
            for number, day in enumerate([*days, *[None] * spare], 1):
                label = f"PLR {number} of {name}"
                self.fields[f"{key}-{number}"] = forms.DateField(
                    label=label,
                    initial=day,
                    required=False,
                    widget=DayInput(attrs={"min": today.isoformat(), "class": "app-year__date"}),
                    error_messages={"invalid": f"Enter a real date for {name}"},
                )
                self.add_when(f"{key}-{number}", label)

    def add_when(self, prefix: str, of: str) -> None:
        self.fields[f"{prefix}-time"] = TimeField(label=f"Time of {of}", required=False)
        self.fields[f"{prefix}-place"] = TextField(
            label=f"Place or link of {of}", limit=300, required=False
        )

    def number_typed(self, year: PersonYear) -> int:
        """How many dates the page had that was sent: since then fewer may be on offer."""
        numbers = range(1, MOST + 1)
        return max((one for one in numbers if f"{year.person.pk}-{one}" in self.data), default=0)

    def dates_of(self, year: PersonYear) -> list[DateFields]:
        prefix = f"{year.person.pk}-"
        numbers = (name.removeprefix(prefix) for name in self.fields if name.startswith(prefix))
        return [self.bound(f"{prefix}{number}") for number in numbers if number.isdigit()]

    def for_all_of(self, year: PersonYear) -> DateFields:
        return self.bound(str(year.person.pk))

    def bound(self, prefix: str) -> DateFields:
        day = self[prefix] if prefix in self.fields else None
        return DateFields(day, self[f"{prefix}-time"], self[f"{prefix}-place"])

    def wishes(self) -> list[Chosen]:
        """Each day once for each person; only of a valid form."""
        chosen = {
            (year.person.pk, self.cleaned_data[one.day.name]): (year, one)
            for year in self.years
            for one in self.dates_of(year)
            if self.cleaned_data.get(one.day.name)
        }
        return [self.chosen(day, *chosen[key, day]) for key, day in sorted(chosen)]

    def chosen(self, day: date, year: PersonYear, fields: DateFields) -> Chosen:
        given, for_all = self.cleaned_data, self.for_all_of(year)
        starts_at = given[fields.starts_at.name] or given[for_all.starts_at.name]
        place = given[fields.place.name] or given[for_all.place.name]
        return year.person, day, starts_at, place

    def clean(self) -> dict:
        given = super().clean()
        days = {name: day for name, day in given.items() if isinstance(day, date)}
        for name, day in days.items():
            if problem := self.problem_of(day):
                self.add_error(name, f"{self.fields[name].label}: {problem}")
        if not self.errors and not days:
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


class SupportForm(GovukForm):
    """That greater support is needed, or, where it lasts, that it is needed no longer."""

    reason = LongTextField(
        label="",
        help_text="The person reads this. Nobody else but their line manager does.",
        error_messages={"required": "Write why"},
    )

    def __init__(self, *args, lasts: bool, **kwargs):
        super().__init__(*args, **kwargs)
        label = "Why is it needed no longer?" if lasts else "What support is needed, and why?"
        self.fields["reason"].label = label
