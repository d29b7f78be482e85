import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

WHOLE = re.compile(r"[-−]?(\d+|\d{1,3}(,\d{3})+)")
MOST_DIGITS = 15


class WholeNumberField(forms.Field):
    """Between `min_value` and `max_value`; reads 1,000 and the digits of other scripts."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"})

    def __init__(self, *, min_value: int, max_value: int, **kwargs: Any):
        self.min_value = min_value
        self.max_value = max_value
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        if not WHOLE.fullmatch(text):
            raise ValidationError(f"{self.label} must be a whole number, like 12", code="invalid")
        digits = text.replace(",", "").replace("−", "-")
        return int(digits) if len(digits) <= MOST_DIGITS else self.max_value + 1

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and not self.min_value <= value <= self.max_value:
            raise ValidationError(
                f"{self.label} must be between {self.min_value:,} and {self.max_value:,}",
                code="range",
            )
