"""For each kind of widget: the GOV.UK component that draws it, and the parameters it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from govuk.dates import PARTS
from govuk.widgets import DateParts, LongText

if TYPE_CHECKING:
    from govuk.boundfield import GovukBoundField

Drawn = tuple[str, dict[str, Any]]
MACRO_ATTRIBUTES = ("autocomplete", "autocapitalize", "inputmode", "pattern", "spellcheck")
DJANGO_ONLY_ATTRIBUTES = ("class", "id", "maxlength", "rows", *MACRO_ATTRIBUTES)
BLANK_CHOICE = "---------"


def printable(value: Any) -> str | None:
    """What was typed, in a form that a page can hold; None for nothing."""
    if value in (None, ""):
        return None
    return str(value).encode("utf-8", "replace").decode()


def date_input(bound: GovukBoundField, options: dict) -> Drawn:
    value = bound.value()
    parts = value if isinstance(value, list | tuple) else bound.field.widget.decompress(value)
    wrong = bound.wrong_parts()
    return "date-input", {
        "name": None,
        "items": [
            {
                "name": f"{bound.html_name}_{part}",
                "id": f"{bound.auto_id}_{part}",
                "label": part.capitalize(),
                "value": printable(text),
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
                + (" govuk-input--error" if part in wrong else ""),
            }
            for part, text in zip(PARTS, parts, strict=True)
        ],
    }


def choice_items(bound: GovukBoundField, options: dict) -> list[dict[str, Any]]:
    value = bound.value()
    chosen = {str(one) for one in (value if isinstance(value, list | tuple | set) else [value])}
    hints = options.pop("item_hints", {})
    reveals = options.pop("conditional", {})
    return [
        {
            "value": str(choice),
            "text": text,
            "checked": str(choice) in chosen,
            "disabled": bound.field.disabled or None,
            "hint": {"text": hints[choice]} if choice in hints else None,
            "conditional": {"html": fields_html(bound.form, reveals[choice])}
            if choice in reveals
            else None,
        }
        for choice, text in bound.field.choices
        if choice != ""
    ]


def fields_html(form: forms.BaseForm, names: list[str]) -> SafeString:
    return format_html_join("", "{}", ((form[name].as_govuk(),) for name in names))


def radios(bound: GovukBoundField, options: dict) -> Drawn:
    return "radios", {"items": choice_items(bound, options)}


def checkboxes(bound: GovukBoundField, options: dict) -> Drawn:
    return "checkboxes", {"items": choice_items(bound, options)}


def select(bound: GovukBoundField, options: dict) -> Drawn:
    chosen = str(bound.value() or "")
    return "select", {
        "items": [
            {
                "value": str(choice),
                "text": "Choose from the list" if text == BLANK_CHOICE else text,
                "selected": str(choice) == chosen,
            }
            for choice, text in bound.field.choices
        ]
    }


def select_multiple(bound: GovukBoundField, options: dict) -> Drawn:
    raise TypeError(f"{bound.name}: GOV.UK has no list of many choices; use CheckboxSelectMultiple")


def textarea(bound: GovukBoundField, options: dict) -> Drawn:
    rows = bound.field.widget.attrs.get("rows")
    return "textarea", {"value": printable(bound.value()), "rows": rows}


def long_text(bound: GovukBoundField, options: dict) -> Drawn:
    name, params = textarea(bound, options)
    limit = getattr(bound.field, "limit", None)
    if not getattr(bound.field, "counts_words", True):
        threshold = bound.field.widget.threshold
        return "character-count", {**params, "maxlength": limit, "threshold": threshold}
    return name, {**params, "attributes": {"data-words": str(limit or "")}}


def one_checkbox(bound: GovukBoundField, options: dict) -> Drawn:
    item = {
        "value": "on",
        "text": bound.label,
        "checked": bound.field.widget.check_test(bound.value()),
        "name": bound.html_name,
        "id": bound.auto_id,
        "disabled": bound.field.disabled or None,
        "hint": {"text": bound.help_text} if bound.help_text else None,
    }
    return "checkboxes", {"items": [item], "label": None, "hint": None}


def password_input(bound: GovukBoundField, options: dict) -> Drawn:
    """The value never goes back into the page, not even after an error."""
    return "password-input", {}


def file_upload(bound: GovukBoundField, options: dict) -> Drawn:
    return "file-upload", {}


def text_input(bound: GovukBoundField, options: dict) -> Drawn:
    widget = bound.field.widget
    limit = getattr(bound.field, "limit", None) if widget.input_type == "text" else None
    return "input", {
        "value": printable(widget.format_value(bound.value())),
        "type": widget.input_type,
        "attributes": {"data-words": str(limit)} if limit else {},
    }


# The first that fits. CheckboxSelectMultiple is a RadioSelect in Django, so it comes before it.
DRAWN_BY: tuple[tuple[type[forms.Widget], Callable[[GovukBoundField, dict], Drawn]], ...] = (
    (DateParts, date_input),
    (forms.CheckboxSelectMultiple, checkboxes),
    (forms.RadioSelect, radios),
    (forms.SelectMultiple, select_multiple),
    (forms.Select, select),
    (LongText, long_text),
    (forms.Textarea, textarea),
    (forms.CheckboxInput, one_checkbox),
    (forms.PasswordInput, password_input),
    (forms.FileInput, file_upload),
    (forms.widgets.Input, text_input),
)
IN_A_FIELDSET = (DateParts, forms.RadioSelect, forms.CheckboxSelectMultiple)


def caption(bound: GovukBoundField, options: dict) -> dict[str, Any]:
    """The label, or the legend where there are several controls."""
    size, heading = options.pop("size", None) or "s", options.pop("heading", False)
    hidden = options.pop("hidden_label", False)
    kind, base = "label", "govuk-label"
    if grouped := isinstance(bound.field.widget, IN_A_FIELDSET):
        kind, base = "legend", "govuk-fieldset__legend"
    classes = "govuk-visually-hidden" if hidden else f"{base}--{size}"
    words = {"text": bound.label, "isPageHeading": heading, "classes": classes}
    return {"fieldset": {"legend": words}} if grouped else {kind: words}


def attributes(widget: forms.Widget) -> dict[str, Any]:
    """Widget attributes as macro parameters; what only Django understands is left out."""
    own = {key: widget.attrs[key] for key in MACRO_ATTRIBUTES if key in widget.attrs}
    others = {
        key: {"value": True, "optional": True} if value is True else value
        for key, value in widget.attrs.items()
        if key not in DJANGO_ONLY_ATTRIBUTES and value not in (None, False)
    }
    return {**own, "classes": widget.attrs.get("class"), "attributes": others or None}


def component_for(bound: GovukBoundField, options: dict[str, Any]) -> Drawn:
    """The component's name and all its parameters; `options` win over what the field says."""
    params = {
        "name": bound.html_name,
        "id": bound.auto_id,
        "idPrefix": bound.auto_id,
        "hint": {"text": bound.help_text} if bound.help_text else None,
        "errorMessage": {"text": bound.errors[0]} if bound.errors else None,
        "disabled": bound.field.disabled or None,
        **caption(bound, options),
        **attributes(bound.field.widget),
    }
    draw = next(draw for kind, draw in DRAWN_BY if isinstance(bound.field.widget, kind))
    name, special = draw(bound, options)
    merged = {**(params["attributes"] or {}), **special.pop("attributes", {})}
    return name, {**params, **special, "attributes": merged or None, **options}
