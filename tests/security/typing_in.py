"""Fills in a form as somebody would who answers every question, and takes it back."""

from urllib.parse import urljoin

from django.db import transaction
from django.http import HttpResponse
from django.test import Client, TestCase

from tests.security.pages import CHOSEN, Field, Form

LONG_TEXT = ("textarea",)
WRITTEN = ("description", "impact", "comment", "reason", "words")
DATES = {"_day": "1", "_month": "12", "_year": "2026"}
FACTS = {"email": "someone@example.org", "number": "3", "date": "2026-12-01", "time": "10:00"}
NEVER_SENT = ("sign-out", "demonstration")


def typed(form: Form, word: str) -> dict[str, str | list[str]]:
    """The word in every place for somebody's own words; plain facts everywhere else."""
    return {name: answer(name, field, word) for name, field in form.fields.items()}


def answer(name: str, field: Field, word: str) -> str:
    given = [value for value in field.values if value]
    if field.kind in CHOSEN or field.kind in ("select", "hidden"):
        return given[-1] if given else ""
    if field.kind in LONG_TEXT or name.endswith(WRITTEN):
        return word
    part = next((value for end, value in DATES.items() if name.endswith(end)), "")
    return part or FACTS.get(field.kind, given[0] if given else "Room 4")


def sent_and_undone(client: Client, url: str, form: Form, word: str) -> HttpResponse | None:
    """What follows a commit happens too: notices, mails, tasks."""
    place = urljoin(url, form.action)
    if form.method != "post" or any(name in place for name in NEVER_SENT):
        return None
    cookies = client.cookies.copy()
    with transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            response = client.post(place, typed(form, word))
        response.getvalue()
        transaction.set_rollback(True)
    client.cookies = cookies
    return response
