"""Widgets that Django lacks; how each is drawn is in params.py."""

import datetime as dt
from typing import Any

from django import forms

from govuk.dates import PARTS, split_whole_date


class DateParts(forms.MultiWidget):
    """Three boxes. A whole date pasted into the first is spread over all three."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: dt.date | str | None) -> list[Any]:
        if isinstance(value, str):
            try:
                value = dt.date.fromisoformat(value)
            except ValueError:
                value = None
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def value_from_datadict(self, data, files, name) -> list[str]:
        typed = [str(part or "").strip() for part in super().value_from_datadict(data, files, name)]
        if typed[0] and not any(typed[1:]):
            return list(split_whole_date(typed[0]) or typed)
        return typed


class TimeInput(forms.TextInput):
    """One box for a time of day as people write it."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"class": "govuk-input--width-5", **(attrs or {})})

    def format_value(self, value: dt.time | str | None) -> str | None:
        return (
            value.strftime("%H:%M") if isinstance(value, dt.time) else super().format_value(value)
        )


class LongText(forms.Textarea):
    """With a small `limit` the characters left are counted, else the words written."""

    def __init__(
        self, *, rows: int = 8, threshold: int | None = None, attrs: dict[str, Any] | None = None
    ):
        self.threshold = threshold
        super().__init__({"rows": rows, **(attrs or {})})
