"""What is planned or given by hand: case files to draw from, reviews, calibrations."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django import forms

from govuk.forms import DateField, GovukForm, LongText, LongTextField, TextField
from people.models import Person, Unit
from policy.rulebook import Rulebook
from policy.rulebook.assurance import Programme
from qai.models import Audit

MOST_CASES = 2000
KnownStaff = Callable[[Collection[str]], Collection[str]]


class CaseListForm(GovukForm):
    """One case a line: its reference and the staff number of whoever works it, never a name."""

    lines = LongTextField(
        label="Case files",
        help_text="One a line: the case reference, a comma, and the staff number of the adviser.",
        widget=LongText(rows=12),
        error_messages={"required": "Enter the case files"},
    )

    def __init__(self, *args: Any, rulebook: Rulebook, known_staff: KnownStaff, **kwargs: Any):
        self.rulebook, self.known_staff = rulebook, known_staff
        super().__init__(*args, **kwargs)

    def clean_lines(self) -> list[tuple[str, str]]:
        """An error names the line as it stands on the page, empty ones counted."""
        lines = enumerate(self.cleaned_data["lines"].splitlines(), start=1)
        found = {number: self.one(number, row) for number, row in lines if row.strip()}
        if len(found) > MOST_CASES:
            raise forms.ValidationError(f"Enter {MOST_CASES:,} case files at most")
        known = self.known_staff({staff for _, staff in found.values()})
        given: set[str] = set()
        for number, (case, staff) in found.items():
            if staff not in known:
                raise forms.ValidationError(f"Line {number}: nobody has this staff number")
            if case in given:
                raise forms.ValidationError(f"Line {number}: this case reference is given twice")
            given.add(case)
        return list(found.values())

    def one(self, number: int, row: str) -> tuple[str, str]:
        case, _, staff = (part.strip() for part in row.partition(","))
        if not re.fullmatch(self.rulebook.case_reference.pattern, case):
            raise forms.ValidationError(f"Line {number}: {self.rulebook.case_reference.error}")
        return case, staff


class CalibrationForm(GovukForm):
    programme = forms.ChoiceField(
        label="For which programme?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the programme"},
    )

    def __init__(self, *args: Any, programmes: Mapping[str, Programme], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [(key, one.title) for key, one in programmes.items()]


class ReviewForm(GovukForm):
    """A thematic audit or an area quality review: planned first, written up later."""

    programme = forms.ChoiceField(
        label="What is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    title = TextField(
        label="Theme or title", limit=200, error_messages={"required": "Enter the theme"}
    )
    area = forms.ModelChoiceField(Unit.objects.none(), label="Service area", required=False)
    commissioned_by = forms.ModelChoiceField(
        Person.objects.none(), label="Commissioned by", required=False
    )
    starts_on = DateField(label="First day", error_messages={"required": "Enter the first day"})
    ends_on = DateField(label="Last day", error_messages={"required": "Enter the last day"})
    reviewers = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Who does it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    audits = forms.ModelMultipleChoiceField(
        Audit.objects.none(),
        label="Audits that belong to it",
        help_text="Audits in the name of the national improvement service in these days.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    findings = LongTextField(
        label="Findings",
        help_text="About practice, never about a person, a case or a family.",
        required=False,
        widget=LongText(rows=8),
    )
    finished_on = DateField(
        label="Finished on", help_text="Leave it empty until it is done.", required=False, past=True
    )

    def __init__(self, *args: Any, offers: Mapping[str, Any], needs_area: set[str], **kwargs: Any):
        self.needs_area = needs_area
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = offers["programmes"]
        for name in ("area", "commissioned_by", "reviewers", "audits"):
            self.fields[name].queryset = offers[name]
        if not offers["audits"]:
            del self.fields["audits"]

    def clean(self) -> dict:
        given = super().clean()
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Enter a last day that is not before the first")
        needs_area = given.get("programme") in self.needs_area
        if needs_area and not given.get("area"):
            self.add_error("area", "Choose the service area")
        if given.get("programme") and not needs_area and not given.get("commissioned_by"):
            self.add_error("commissioned_by", "Choose who commissioned it")
        if given.get("finished_on") and not given.get("findings"):
            self.add_error("findings", "Write what was found before you finish it")
        given.setdefault("audits", [])
        return given

    def facts(self) -> dict[str, Any]:
        beside = ("reviewers", "audits")
        return {name: value for name, value in self.cleaned_data.items() if name not in beside}
