"""Saving a draft: by itself as it is typed (JSON), or by the button (a page)."""

import re
from collections.abc import Callable, Mapping

from django.forms import BaseForm, BooleanField, Field
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone

from drafts.actions import Conflict, Saved, StaleRecord, save_draft
from drafts.body import flatten
from drafts.forms import DraftForm
from drafts.guard import warnings_in
from govuk.dates import time_near

Extra = Callable[[Mapping[str, object]], dict]
VERSION = re.compile(r"[0-9]{1,9}")
NOT_TYPED = {"csrfmiddlewaretoken", "version", "then"}


def version_in(request: HttpRequest) -> int:
    """0 where it is missing or unreadable: no draft has it, so nothing is overwritten unseen."""
    version = request.POST.get("version", "")
    return int(version) if VERSION.fullmatch(version) else 0


def draft_state(request: HttpRequest, draft) -> JsonResponse:
    """Asked for after signing in again: a fresh token, and where the draft stands."""
    state = {
        "csrf": get_token(request),
        "version": draft.version,
        "saved_at": time_near(draft.saved_at),
    }
    return JsonResponse(state)


def closed(sentence: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=409)


def autosave(request: HttpRequest, *, draft, form: DraftForm, extra: Extra) -> JsonResponse:
    if not form.is_valid():
        return JsonResponse({"error": form.first_refusal()}, status=400)
    body = form.body()
    try:
        result = save_draft(draft=draft, version=version_in(request), body=body, now=timezone.now())
    except StaleRecord:
        return closed("This was made or dropped elsewhere.")
    if isinstance(result, Conflict):
        return JsonResponse({"version": result.version}, status=409)
    return JsonResponse(
        {
            "version": result.version,
            "saved_at": time_near(result.at),
            "warnings": warnings_in(form, reader=request.user),
            **extra(body),
        }
    )


def save_by_button(request: HttpRequest, *, draft, form: DraftForm) -> Saved | Conflict | None:
    """None if the form cannot be kept; what is wrong is said at its fields."""
    if not form.is_valid():
        return None
    return save_draft(
        draft=draft, version=version_in(request), body=form.body(), now=timezone.now()
    )


def differences(form: DraftForm, conflict: Conflict) -> list[dict[str, str]]:
    """The fields in which what is stored differs from what was typed, with what is stored."""
    mine, theirs = flatten(form.body()), flatten(conflict.body)
    return [
        {"label": label_of(field), "theirs": typed_text(field, theirs.get(name, ""))}
        for name in sorted(mine.keys() | theirs.keys())
        if mine.get(name, "") != theirs.get(name, "")
        for field in [form.fields.get(name)]
    ]


def closed_page(
    request: HttpRequest, *, form: BaseForm, sentence: str, back_url: str
) -> HttpResponse:
    """An old page sent after it was too late: what was typed is shown, to be copied.

    `form` names the fields; what is typed is shown whether it could be kept or not.
    """
    texts = [
        {"label": label_of(field), "text": typed_text(field, text)}
        for name, text in request.POST.items()
        if name not in NOT_TYPED and text.strip()
        for field in [form.fields.get(name)]
    ]
    context = {"sentence": sentence, "texts": texts, "back_url": back_url}
    return render(request, "drafts/closed.html", context, status=409)


def label_of(field: Field | None) -> str:
    return str(field.label) if field else "An action or note"


def typed_text(field: Field | None, text: str) -> str:
    """What stands on the page for a choice; any other text as it was typed."""
    if isinstance(field, BooleanField):
        return "Ticked" if text else "Not ticked"
    choices = dict(getattr(field, "choices", ()))
    return choices.get(text, text)
