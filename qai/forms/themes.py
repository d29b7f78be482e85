from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from drafts.forms import DraftForm
from govuk.forms import GovukForm, NameField, TextField
from qai.models import Tag, Theme
from qai.queries.theme_trends import Quarter
from qai.themes import LONGEST, MOST_OWN, OWN, field_name, own_words

SIDES = (Tag.Side.LEARNING, Tag.Side.STRENGTHS)


class ThemeForm(GovukForm):
    title = NameField(
        label="Title of the theme",
        help_text="A few words that an auditor recognises, such as “Voice of the child”",
        limit=LONGEST,
        error_messages={"required": "Enter the title of the theme"},
    )

    def refuse_title(self) -> None:
        self.add_error("title", "There is a theme of this title already, perhaps a retired one")


class OwnWordsField(TextField):
    """Some themes in own words, with commas between."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        words = own_words(text)
        if len(words) > MOST_OWN:
            raise ValidationError(f"Enter no more than {MOST_OWN} themes of your own")
        if any(len(one) > LONGEST for one in words):
            raise ValidationError(f"Enter no theme of more than {LONGEST} characters")
        return text


class TrendForm(GovukForm):
    """Filters in the address; what cannot be understood asks for nothing."""

    part = forms.ChoiceField(label="Team or area", required=False)
    side = forms.ChoiceField(
        label="Found in", required=False, choices=[(one, one.label) for one in SIDES]
    )
    theme = forms.TypedChoiceField(label="Theme", required=False, coerce=int, empty_value=0)
    quarter = forms.ChoiceField(label="By part, in", required=False)

    def __init__(
        self,
        *args: Any,
        parts: Sequence[tuple[str, str]],
        themes: Sequence[Theme],
        quarters: Sequence[Quarter],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = parts
        titles = [(theme.pk, theme.title) for theme in themes]
        self.fields["theme"].choices = [("", "The one found most"), *titles]
        self.fields["quarter"].choices = [(one.key, one.title) for one in reversed(quarters)]

    def asked(self) -> dict[str, Any]:
        """What was asked as far as it can be understood."""
        self.full_clean()
        return self.cleaned_data


def add_theme_fields(form: DraftForm, side: str, themes: Sequence[Theme]) -> None:
    """One box for each theme on the list, and a line for others."""
    for theme in themes:
        form.fields[field_name(side, theme.pk)] = forms.BooleanField(label=theme.title)
    form.fields[field_name(side, OWN)] = OwnWordsField(
        label=f"Other themes of the {Tag.Side(side).label.lower()}, with commas between",
        limit=LONGEST * MOST_OWN,
    )


def theme_fields(form: DraftForm, side: str, themes: Sequence[Theme]) -> dict[str, Any]:
    """The boxes of one side, the line below them, and how many are chosen."""
    boxes = [form[field_name(side, theme.pk)] for theme in themes]
    own = form[field_name(side, OWN)]
    chosen = sum(bool(box.value()) for box in boxes) + len(own_words(own.value() or ""))
    return {"boxes": boxes, "own": own, "chosen": chosen, "open": bool(own.errors)}
