"""What may be silenced, as it is asked."""

from collections.abc import Collection
from typing import Any

from django import forms

from govuk.forms import GovukForm
from notices.mailing import OPTIONAL


class MailForm(GovukForm):
    wanted = forms.MultipleChoiceField(
        label="Email me when",
        choices=list(OPTIONAL.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, unmailed: Collection[str], **kwargs: Any):
        wanted = [kind for kind in OPTIONAL if kind not in unmailed]
        super().__init__(*args, initial={"wanted": wanted}, **kwargs)
