"""Django forms in GOV.UK markup. Import forms, fields and widgets from here."""

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.forms.renderers import DjangoTemplates
from django.forms.utils import pretty_name
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from govuk.boundfield import GovukBoundField
from govuk.components import component
from govuk.fields import DateField, LongTextField, NameField, TextField, TimeField, WholeNumberField
from govuk.widgets import DateParts, LongText, TimeInput
from govuk.wording import speak_plainly

__all__ = [
    "DateField",
    "DateParts",
    "GovukForm",
    "GovukFormMixin",
    "GovukRenderer",
    "LongText",
    "LongTextField",
    "NameField",
    "TextField",
    "TimeField",
    "TimeInput",
    "WholeNumberField",
    "error_summary",
]


class GovukRenderer(DjangoTemplates):
    bound_field_class = GovukBoundField


class GovukFormMixin:
    """Before a Form or ModelForm.

    `govuk` holds, by field name, parameters of the component and `conditional`, which names the
    fields that a choice reveals: `{"met": {"conditional": {"no": ["reason"]}}}`. A field that its
    choice does not reveal is neither required nor kept.
    """

    use_required_attribute = False
    govuk: dict[str, dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.label is None:
                field.label = pretty_name(name)
            speak_plainly(field)

    def render(self, template_name=None, context=None, renderer=None) -> SafeString:
        if template_name:
            return super().render(template_name, context, renderer)
        return format_html_join("", "{}", ((field.as_govuk(),) for field in self.top_fields()))

    __str__ = render
    __html__ = render

    def error_summary(self) -> SafeString | str:
        return error_summary(self)

    def top_fields(self) -> list[GovukBoundField]:
        """All but those that a choice reveals, which are drawn below their choice."""
        revealed = {name for _, _, names in self.reveals() for name in names}
        return [self[name] for name in self.fields if name not in revealed]

    def reveals(self) -> list[tuple[str, Any, list[str]]]:
        """(field, choice, fields that the choice reveals)"""
        return [
            (name, choice, names)
            for name, options in self.govuk.items()
            for choice, names in options.get("conditional", {}).items()
        ]

    def _clean_fields(self) -> None:
        self.refuse_repeated_values()
        super()._clean_fields()
        for name, choice, revealed in self.reveals():
            given = self.cleaned_data.get(name)
            chosen = given if isinstance(given, list | tuple | set) else [given]
            if str(choice) not in {str(one) for one in chosen}:
                for hidden in revealed:
                    self.leave_out(hidden)

    def leave_out(self, name: str) -> None:
        self.errors.pop(name, None)
        field = self.fields[name]
        many = isinstance(field, forms.MultipleChoiceField)
        self.cleaned_data[name] = [] if many else getattr(field, "empty_value", None)

    def refuse_repeated_values(self) -> None:
        """A value sent twice where one is asked for was not sent by our page: 400."""
        if not hasattr(self.data, "getlist"):
            return
        for name, field in self.fields.items():
            many = getattr(field.widget, "allow_multiple_selected", False)
            suffixes = getattr(field.widget, "widgets_names", [""])
            for control in [self.add_prefix(name) + suffix for suffix in suffixes]:
                if not many and len(self.data.getlist(control)) > 1:
                    raise BadRequest(f"{control} was sent more than once")


class GovukForm(GovukFormMixin, forms.Form):
    pass


def error_summary(*forms_or_formsets: Any) -> SafeString | str:
    """One summary for everything on the page, in page order, each line linked to its control.

    A formset with `row_name = "Action"` says which row: "Action 2: Enter the action".
    """
    items = [line for part in forms_or_formsets if part for line in summary_lines(part)]
    if not items:
        return ""
    return component("error-summary", {"titleText": "There is a problem", "errorList": items})


def summary_lines(part: Any, prefix: str = "") -> list[dict[str, str]]:
    if isinstance(part, forms.BaseFormSet):
        row_name = getattr(part, "row_name", "")
        lines = [{"text": text} for text in part.non_form_errors()]
        for number, form in enumerate(part.forms, 1):
            lines += summary_lines(form, f"{row_name} {number}: " if row_name else "")
        return lines
    lines = [{"text": prefix + text} for text in part.non_field_errors()]
    return lines + [
        {"text": prefix + part.errors[name][0], "href": f"#{part[name].error_target}"}
        for name in part.fields
        if name in part.errors
    ]
