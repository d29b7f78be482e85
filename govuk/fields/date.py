import datetime as dt
from collections.abc import Callable
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateformat import format as format_date

from govuk.dates import PARTS, DateError, parse_date
from govuk.times import parse_time, uk_time
from govuk.widgets import DateParts, TimeInput
from govuk.wording import named

Limit = dt.date | Callable[[], dt.date]
EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2099, 12, 31)
EXAMPLE = "like 27 3 2026"


def day_in_words(value: dt.date) -> str:
    return format_date(value, "j F Y")


class DateField(forms.Field):
    """Three boxes. An error says which of them is wrong; `min` and `max` are dates or callables."""

    widget = DateParts

    def __init__(
        self,
        *,
        past: bool = False,
        min: Limit | None = None,
        max: Limit | None = None,
        **kwargs: Any,
    ):
        self.past = past
        self.min = min
        self.max = max
        super().__init__(**kwargs)

    def fail(self, text: str, parts: list[str], code: str) -> NoReturn:
        raise ValidationError(text, code=code, params={"parts": parts})

    def to_python(self, value: list[Any] | None) -> dt.date | None:
        typed = [str(part or "").strip() for part in value or ["", "", ""]]
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if len(missing) == len(PARTS):
            return None
        if missing:
            text = f"{named(self.label)} must include a {' and '.join(missing)}, {EXAMPLE}"
            self.fail(text, missing, "incomplete")
        try:
            return parse_date(*typed, today=timezone.localdate())
        except DateError as problem:
            self.fail(self.wording(problem.code), problem.parts, problem.code)

    def wording(self, code: str) -> str:
        if code == "year":
            return f"{named(self.label)} must have a year of 4 numbers, like 2026"
        if code == "month_first":
            return f"{named(self.label)} must have the day before the month, {EXAMPLE}"
        return f"{named(self.label)} must be a real date, {EXAMPLE}"

    def validate(self, value: dt.date | None) -> None:
        if value is None:
            if self.required:
                self.fail(self.error_messages["required"], list(PARTS), "required")
            return
        if self.past and value > timezone.localdate():
            self.fail(f"{named(self.label)} must be today or in the past", list(PARTS), "future")
        if problem := self.out_of_range(value):
            self.fail(f"{named(self.label)} must be {problem}", list(PARTS), "range")

    def out_of_range(self, value: dt.date) -> str:
        """What the date must be, in words; empty when it is within the limits."""
        earliest, latest = (limit() if callable(limit) else limit for limit in (self.min, self.max))
        if (earliest or EARLIEST) <= value <= (latest or LATEST):
            return ""
        if earliest and latest:
            return f"between {day_in_words(earliest)} and {day_in_words(latest)}"
        if value < (earliest or EARLIEST):
            return f"on or after {day_in_words(earliest or EARLIEST)}"
        return f"on or before {day_in_words(latest or LATEST)}"

    def has_changed(self, initial: Any, data: list[Any] | None) -> bool:
        before = [str(part) for part in self.widget.decompress(initial)]
        return before != [str(part or "") for part in data or ["", "", ""]]


class TimeField(forms.Field):
    """One box: 14:30, 2:30pm, 2pm, midday. Local time."""

    widget = TimeInput

    def __init__(self, *, min: dt.time | None = None, max: dt.time | None = None, **kwargs: Any):
        self.min = min
        self.max = max
        super().__init__(**kwargs)

    def to_python(self, value: str | dt.time | None) -> dt.time | None:
        if not value or isinstance(value, dt.time):
            return value or None
        time = parse_time(value)
        if time is None and value.strip():
            raise ValidationError(
                f"{named(self.label)} must be a time, like 14:30 or 2pm", code="invalid"
            )
        return time

    def validate(self, value: dt.time | None) -> None:
        super().validate(value)
        if value is None:
            return
        earliest, latest = self.min or dt.time.min, self.max or dt.time.max
        if not earliest <= value <= latest:
            text = f"{named(self.label)} must be between {uk_time(earliest)} and {uk_time(latest)}"
            raise ValidationError(text, code="range")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, parse_time(data or "") or data)
