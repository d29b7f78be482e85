"""What Django's own fields say when something is wrong, in GOV.UK words."""

from django import forms

CHOICE_FIELDS = (forms.ChoiceField, forms.ModelChoiceField)
REQUIRED = forms.Field.default_error_messages["required"]
EMAIL = "Enter an email address in the correct format, like name@example.org"


def as_object(label: str) -> str:
    """The label as it stands in a sentence: Date of meeting -> date of meeting, but PLR stays."""
    first = label.split(" ", 1)[0]
    keep = len(first) == 1 or first[1:] != first[1:].lower()
    return label if keep else label[:1].lower() + label[1:]


def named(label: object) -> str:
    """The label as the subject of a sentence, without what only stands beside its box."""
    return str(label).removesuffix(" (optional)")


def required(field: forms.Field) -> str:
    label = str(field.label)
    if isinstance(field, forms.BooleanField):
        return f"Tick the box “{label}”"
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    verb = "Select" if isinstance(field, CHOICE_FIELDS) else "Enter"
    return f"{verb} {as_object(label)}"


def speak_plainly(field: forms.Field) -> None:
    """Replaces Django's default messages; a message given with the field stays."""
    if field.error_messages.get("required") is REQUIRED:
        field.error_messages["required"] = required(field)
    if isinstance(field, CHOICE_FIELDS):
        plain_choice(field)
    field.error_messages.setdefault(
        "max_length", f"{named(field.label)} must be %(limit_value)d characters or less"
    )
    if isinstance(field, forms.EmailField) and "invalid" not in field.error_messages:
        field.error_messages["invalid"] = EMAIL


def plain_choice(field: forms.Field) -> None:
    """Without the value that was sent: it is not one of ours."""
    for kind in (forms.ChoiceField, forms.ModelChoiceField, forms.ModelMultipleChoiceField):
        said_by_django = kind.default_error_messages.get("invalid_choice")
        if field.error_messages.get("invalid_choice") == said_by_django:
            field.error_messages["invalid_choice"] = "Select one of the answers on the page"
