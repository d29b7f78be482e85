"""The forms of 'what if': other numbers, or an edited rule file, each refused with its cure."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from compliance.models import Calculation
from govuk.boundfield import GovukBoundField
from govuk.forms import GovukForm, WholeNumberField
from govuk.text import DIRECTION_MARKS, tidy_name
from policy.rulebook import Rulebook, RulebookError
from policy.rulebook.adjusting import Setting, adjusted, settings_of, with_file
from policy.rulebook.lengths import MOST_DAYS

LARGEST_FILE = 200_000
NOTHING = "Change at least one number. As they are, nothing would be different."


class NumbersForm(GovukForm):
    """A field for each number of the rule file that may be tried otherwise."""

    def __init__(self, *args: Any, book: Rulebook, **kwargs: Any):
        self.book = book
        self.settings = {field_name(setting): setting for setting in settings_of(book)}
        super().__init__(*args, **kwargs)
        for name, setting in self.settings.items():
            self.fields[name] = number_field(setting)

    def groups(self) -> Iterator[tuple[str, list[GovukBoundField], bool]]:
        """A measure and a group of roles, its fields, and whether one of them is wrong."""
        for group, found in groupby(self.settings.items(), key=lambda item: item[1].group):
            fields = [self[name] for name, _ in found]
            yield group, fields, any(field.errors for field in fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if not self.edits():
            raise ValidationError(NOTHING)
        try:
            adjusted(self.book.name, dict(self.edits()))
        except RulebookError as refused:
            raise ValidationError(str(refused)) from refused
        return cleaned

    def edits(self) -> list[tuple[tuple[str, ...], int | None]]:
        """The path and the new value of each number that is another one now."""
        return [
            (setting.path, self.cleaned_data.get(name))
            for name, setting in self.settings.items()
            if self.cleaned_data.get(name) != setting.value
        ]


def field_name(setting: Setting) -> str:
    return "-".join(setting.path)


def number_field(setting: Setting) -> WholeNumberField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})
    return WholeNumberField(
        label=setting.label,
        required=not setting.may_be_dropped,
        initial=setting.value,
        min_value=0,
        max_value=MOST_DAYS,
        widget=widget,
    )


class FileForm(GovukForm):
    file = forms.FileField(
        label="Edited rule file",
        help_text="compliance.toml, roles.toml or policy.toml, with your changes.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )

    def __init__(self, *args: Any, book: Rulebook, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.book = book
        self.text = ""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError("The file is too large for a rule file: at most 200 KB")
        try:
            self.text = file.read().decode("utf-8-sig")
            with_file(self.book.name, self.text, self.name())
        except UnicodeDecodeError as problem:
            raise ValidationError("The file is not UTF-8 text. Save it as UTF-8") from problem
        except RulebookError as refused:
            raise ValidationError(str(refused)) from refused
        return file

    def name(self) -> str:
        """As it is shown: without marks that would turn it round."""
        given = self.cleaned_data["file"].name if "file" in self.cleaned_data else ""
        shown = "".join(char for char in tidy_name(given) if char not in DIRECTION_MARKS)
        return shown[:200] or "file"


class ChangesForm(GovukForm):
    """Which of those who would stand otherwise are listed."""

    measure = forms.ChoiceField(label="Measure", required=False)
    change = forms.ChoiceField(label="Change", required=False)

    def __init__(self, *args: Any, calculation: Calculation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = calculation.measures
        self.fields["change"].choices = [
            ("", "All"),
            ("worse", "Late after"),
            ("better", "Late before, and not after"),
            ("other", "Other"),
        ]
