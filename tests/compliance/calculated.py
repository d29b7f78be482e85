"""Short ways of asking for a calculation and reading it."""

from django.http import HttpResponse
from django.urls import reverse

from compliance.models import Calculation
from people.models import Person
from tests.visiting import signed_in

AUDITS_EVERY = "measures-case_file_audit-rules-1-every"


def numbers_for(reader: Person, **changed: object) -> dict[str, object]:
    """What the form of the page sends: its own numbers, and what is changed."""
    form = signed_in(reader).get(reverse("compliance:what_if")).context["numbers"]
    shown = {name: field.initial for name, field in form.fields.items()}
    return {name: "" if value is None else value for name, value in {**shown, **changed}.items()}


def ask(reader: Person, **changed: object) -> HttpResponse:
    data = numbers_for(reader, **{name.replace("__", "-"): v for name, v in changed.items()})
    return signed_in(reader).post(reverse("compliance:what_if"), data)


def page_of(reader: Person, calculation: Calculation, **query: object) -> HttpResponse:
    return signed_in(reader).get(calculation.get_absolute_url(), query)
