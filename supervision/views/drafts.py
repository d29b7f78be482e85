"""Saving a draft: by itself as it is typed (JSON), or by the button (a page)."""

from collections.abc import Callable, Mapping

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone

from govuk.times import uk_time
from supervision.actions import Conflict, Saved, save_draft
from supervision.drafts import flatten
from supervision.forms.draft import DraftForm
from supervision.guard import warnings_in

Extra = Callable[[Mapping[str, object]], dict]


def version_in(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise BadRequest("The form came without its version.")
    return int(version)


def clock(moment) -> str:
    return uk_time(timezone.localtime(moment).time()) if moment else ""


def draft_state(request: HttpRequest, draft) -> JsonResponse:
    """Asked for after signing in again: a fresh token, and where the draft stands."""
    state = {
        "csrf": get_token(request),
        "version": draft.version,
        "saved_at": clock(draft.saved_at),
    }
    return JsonResponse(state)


def closed(sentence: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=409)


def autosave(request: HttpRequest, *, draft, form: DraftForm, extra: Extra) -> JsonResponse:
    if not form.is_valid():
        return JsonResponse({"error": next(iter(form.errors.values()))[0]}, status=400)
    body = form.body()
    result = save_draft(draft=draft, version=version_in(request), body=body, now=timezone.now())
    if isinstance(result, Conflict):
        return JsonResponse({"version": result.version}, status=409)
    return JsonResponse(
        {
            "version": result.version,
            "saved_at": clock(result.at),
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
    """The fields in which what is stored differs from what was typed, both texts of each."""
    mine, theirs = flatten(form.body()), flatten(conflict.body)
    labels = {name: field.label for name, field in form.fields.items()}
    return [
        {
            "label": labels.get(name, "An action or note"),
            "mine": mine.get(name, ""),
            "theirs": theirs.get(name, ""),
        }
        for name in sorted(mine.keys() | theirs.keys())
        if mine.get(name, "") != theirs.get(name, "")
    ]


def closed_page(request: HttpRequest, *, plr, form: DraftForm, sentence: str) -> HttpResponse:
    """An old page sent after the draft was closed: what was typed is shown, to be copied."""
    typed = flatten(form.body()) if form.is_valid() else {}
    labels = {name: field.label for name, field in form.fields.items()}
    texts = [{"label": labels.get(name, name), "text": text} for name, text in typed.items()]
    context = {"plr": plr, "sentence": sentence, "texts": texts}
    return render(request, "supervision/closed.html", context, status=409)
