from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from govuk.text import browser_length, cannot_be_stored, is_blank, tidy, tidy_name, turns_direction
from govuk.widgets import LongText
from govuk.wording import named

LINE_LIMIT = 200
WRITING_LIMIT = 50_000


def text_to_keep(value: Any, *, label: str) -> str:
    """Tidied text, empty when a reader would see nothing. Raises ValidationError."""
    text = "" if value is None else str(value)
    if cannot_be_stored(text):
        raise ValidationError(
            f"{label} has a hidden character that cannot be saved: type what you pasted",
            code="cannot_be_stored",
        )
    return "" if is_blank(text) else tidy(text)


class CountedField(forms.CharField):
    """`limit` counts as the browser counts; `max_length` would stop people pasting over it."""

    def __init__(self, *, limit: int, **kwargs: Any):
        self.limit = limit
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = text_to_keep(value, label=named(self.label))
        return text.strip() if self.strip else text

    def validate(self, value: str) -> None:
        super().validate(value)
        if browser_length(value) > self.limit:
            raise ValidationError(
                f"{named(self.label)} must be {self.limit:,} characters or less", code="max_length"
            )


class TextField(CountedField):
    """One line of plain text."""

    def __init__(self, *, limit: int = LINE_LIMIT, **kwargs: Any):
        super().__init__(limit=limit, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).splitlines())


class NameField(TextField):
    """A name: no mark that turns the direction of writing, no zero-width character."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if turns_direction(text):
            raise ValidationError(
                f"{named(self.label)} has a hidden mark that turns the writing round:"
                " type it again",
                code="direction",
            )
        return tidy_name(text)


class LongTextField(CountedField):
    """Paragraphs. With a `limit` the characters left are shown, without one the words written."""

    widget = LongText

    def __init__(self, *, limit: int | None = None, **kwargs: Any):
        self.counts_words = limit is None
        super().__init__(limit=limit or WRITING_LIMIT, **kwargs)
