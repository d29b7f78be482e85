"""What the forms of drafts share: many optional fields, one body."""

import re
from collections.abc import Iterable, Mapping, Sequence

from django import forms

from drafts.body import Body, flatten, nest
from govuk.forms import GovukForm, LongText, LongTextField, TextField
from govuk.wording import speak_plainly
from people.models import Person
from policy.completeness import Gap
from policy.rulebook import Rulebook

SPARE_ROWS = 2
ROW_NAMES = {"actions": "Action", "cases": "Case"}
BLANK_ROW = "__index__"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict | None = None):
        super().__init__(attrs, format="%Y-%m-%d")


class DraftForm(GovukForm):
    """Refuses only what cannot be kept. Whether it is complete is asked when it is shared."""

    use_required_attribute = False

    def __init__(self, data=None, *, rulebook: Rulebook, role: str, body: Mapping[str, object]):
        self.rulebook, self.role = rulebook, role
        self.kept = flatten(body)
        super().__init__(data, initial=self.kept)
        self.build()
        for field in self.fields.values():
            field.required = False
            speak_plainly(field)

    def build(self) -> None:
        """Adds the fields, which depend on the rule file, the role and what was kept."""

    def body(self) -> Body:
        """What was typed, as it is stored; only of a valid form."""
        return nest({name: str(value or "") for name, value in self.cleaned_data.items()})

    def show_gaps(self, gaps: Iterable[Gap]) -> None:
        """Marks what is missing at its field, as if it had been typed wrongly."""
        self.is_valid()
        for gap in gaps:
            name = "-".join(gap.path)
            self.add_error(name if name in self.fields else None, gap.sentence)

    def first_refusal(self) -> str:
        """Why it cannot be kept; of a row with its number on the page."""
        name, sentences = next(iter(self.errors.items()))
        for kind, row_name in ROW_NAMES.items():
            if (number := row_number(kind, name)) is not None:
                return f"{row_name} {self.row_numbers(kind).index(number) + 1}: {sentences[0]}"
        return sentences[0]

    def add_text(self, name: str, label: str, hint: str = "", rows: int = 8) -> None:
        self.fields[name] = LongTextField(label=label, help_text=hint, widget=LongText(rows=rows))

    def add_line(self, name: str, label: str, hint: str = "") -> None:
        self.fields[name] = TextField(label=label, help_text=hint)

    def add_choice(self, name: str, label: str, choices: Iterable[tuple[str, str]]) -> None:
        self.fields[name] = choice_field(label, choices)

    def row_numbers(self, kind: str) -> list[int]:
        """The rows that were typed, and two to spare for those who work without script."""
        names = self.data if self.is_bound else self.kept
        found = {int(n) for name in names if (n := row_number(kind, name)) is not None}
        spare = 0 if self.is_bound else SPARE_ROWS
        return [*sorted(found), *range(len(found), len(found) + spare)]

    def rows(self, kind: str) -> list[dict[str, forms.BoundField]]:
        return [self.row(kind, number) for number in self.row_numbers(kind)]

    def row(self, kind: str, number: int | str) -> dict[str, forms.BoundField]:
        prefix = f"{kind}-{number}-"
        return {
            name.removeprefix(prefix): self[name] for name in self.fields if name.startswith(prefix)
        }


class ActionsForm(DraftForm):
    """A draft in which actions are agreed, each a row. `owners`: who can be given one."""

    owners: Sequence[Person] = ()

    def action_fields(self) -> dict[str, forms.Field]:
        """The fields of one row, new ones each time."""
        categories = choices_of(self.rulebook.choices.action_categories)
        owners = [(str(owner.pk), owner.name) for owner in self.owners]
        return {
            "description": TextField(label="What is to be done"),
            "owner": choice_field("Who", owners),
            "due": TextField(label="By when", widget=DayInput()),
            "category": choice_field("About", categories),
        }

    def add_actions(self) -> None:
        for number in self.row_numbers("actions"):
            for part, field in self.action_fields().items():
                self.fields[f"actions-{number}-{part}"] = field

    def blank_row(self) -> dict[str, forms.BoundField]:
        """The row that the script copies when one is added."""
        blank = GovukForm()
        names = {part: f"actions-{BLANK_ROW}-{part}" for part in self.action_fields()}
        blank.fields |= {names[part]: field for part, field in self.action_fields().items()}
        return {part: blank[name] for part, name in names.items()}


def choice_field(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", ""), *choices])


def row_number(kind: str, name: str) -> int | None:
    found = re.fullmatch(rf"{kind}-([0-9]{{1,4}})-[a-z_]+", name)
    return int(found[1]) if found else None


def choices_of(entries: Mapping) -> Sequence[tuple[str, str]]:
    return [(key, entry.title) for key, entry in entries.items()]
