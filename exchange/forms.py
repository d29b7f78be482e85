"""A file of the organisation's data, as it is given."""

from typing import Any

from django import forms

from exchange.jobs import MOST_BYTES, MOST_LINES
from govuk.forms import GovukForm
from govuk.text import DIRECTION_MARKS, tidy_name

LIMIT = f"{MOST_BYTES // 1_000_000} MB and {MOST_LINES:,} lines"
TOO_LARGE = f"The file is too large: at most {LIMIT}. Divide it, or ask for the command"


class GiveFileForm(GovukForm):
    file = forms.FileField(
        label="File of JSON lines",
        help_text=f"UTF-8, at most {LIMIT}. Nothing is written before you have seen what changes.",
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty: it has no rows",
        },
    )

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if is_too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE

    def name(self) -> str:
        """As it is shown in lists: without marks that would turn it round."""
        given = self.cleaned_data["file"].name
        shown = "".join(char for char in tidy_name(given) if char not in DIRECTION_MARKS)
        return shown[:200] or "A file without a name"
