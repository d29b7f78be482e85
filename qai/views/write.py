"""The auditor's page: the questions of the tool on the left, what is known beside them."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from drafts import views as drafts
from drafts.actions import Conflict, StaleRecord
from drafts.guard import warnings_in
from people.views.finding import require
from qai import access
from qai.actions import pieces
from qai.actions.pieces import ToolRefused
from qai.forms.piece import PieceForm
from qai.models import Piece
from qai.queries.of_person import last_pieces, next_due
from qai.rules import rules_for
from qai.views.desk import Desk, desk_for
from qai.views.finding import visible_piece
from qai.words import heading_of

CLOSED = "It has been finalised, so it can no longer be changed here. What you typed is below."
NOT_OPEN = "It has been finalised, so it can no longer be changed here."


def own_piece(request: HttpRequest, kind: type[Piece], pk: int) -> Piece:
    piece = visible_piece(request, kind, pk)
    require(access.is_author(request.user, piece))
    return piece


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    piece = own_piece(request, kind, pk)
    desk = desk_for(piece, writer=request.user)
    form = desk.form(request.POST if request.method == "POST" else None)
    if piece.is_final:
        if request.method == "POST":
            back_url = piece.get_absolute_url()
            return drafts.closed_page(request, form=form, sentence=CLOSED, back_url=back_url)
        return redirect(piece)
    if request.method == "POST":
        saved = drafts.save_by_button(request, draft=desk.draft, form=form)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(request, desk, form, version=saved.version, theirs=theirs, status=409)
        if saved:
            to = "check" if request.POST.get("then") == "check" else "write"
            if to == "write":
                messages.success(request, "The draft is saved. Only you can see it.")
            return redirect(f"qai:{to}", piece.slug, piece.pk)
    return page(request, desk, form, version=desk.draft.version)


def page(request, desk: Desk, form: PieceForm, *, version, theirs=(), status=200) -> HttpResponse:
    piece, book, today = desk.piece, desk.rules.book, timezone.localdate()
    desk.show()
    context = {
        "piece": piece,
        "heading": heading_of(piece, book),
        "form": form,
        "draft": desk.draft,
        "version": version,
        "theirs": theirs,
        **with_part(form, desk.part.body if desk.part else {}),
        "part": desk.part,
        "waits_for_part": desk.waits_for_part,
        "refused": desk.refused,
        "discussion_needed": desk.rules.source and desk.rules.source.discussion == "required",
        "rows": form.rows("actions"),
        "blank_row": form.blank_row(),
        "grades": book.grades,
        "due": next_due(piece.person, reader=request.user, book=book, today=today),
        "last": last_pieces(piece.person, reader=request.user, book=book),
        "today": today,
        "back_url": reverse("qai:home"),
        "back_text": "Audits and observations",
    }
    return render(request, "qai/write.html", context, status=status)


def with_part(form: PieceForm, part: Mapping[str, Any]) -> dict[str, list[dict]]:
    """Beside each domain and each finding what the practitioner wrote about it."""
    domains, texts = part.get("domains", {}), part.get("texts", {})
    return {
        "sections": [
            {**one, "part": domains.get(one["domain"].key, "")} for one in form.sections()
        ],
        "findings": [{**one, "part": texts.get(one["key"], "")} for one in form.findings()],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    piece = own_piece(request, kind, pk)
    if piece.is_final:
        return drafts.closed(NOT_OPEN)
    desk = desk_for(piece, writer=request.user)
    if request.method != "POST":
        return drafts.draft_state(request, desk.draft)
    return drafts.autosave(
        request, draft=desk.draft, form=desk.form(request.POST), extra=lambda body: {}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    """The whole piece and what is missing; the button that finalises it."""
    piece = own_piece(request, kind, pk)
    if piece.is_final:
        return redirect(piece)
    desk = desk_for(piece, writer=request.user)
    gaps = desk.gaps(today=timezone.localdate())
    if request.method == "POST" and not gaps:
        return finalise(request, desk)
    desk.show()
    form = desk.form(desk.form().kept)
    form.show_gaps(gaps)
    context = {
        "piece": piece,
        "heading": heading_of(piece, desk.rules.book),
        "form": form,
        "gaps": gaps,
        "refused": desk.refused,
        "version": desk.draft.version,
        "words": desk.in_words(),
        "warnings": warnings_in(form, reader=request.user),
        "back_url": reverse("qai:write", args=[piece.slug, piece.pk]),
        "back_text": "Go on writing",
    }
    return render(request, "qai/check.html", context)


def finalise(request: HttpRequest, desk: Desk) -> HttpResponse:
    piece = desk.piece
    again = redirect("qai:check", piece.slug, piece.pk)
    try:
        first = pieces.finalise(
            piece=piece,
            version=drafts.version_in(request),
            by=request.user,
            now=timezone.now(),
            today=timezone.localdate(),
        )
    except StaleRecord:
        messages.warning(request, "It was changed after you checked it. Check it again.")
        return again
    except ToolRefused as refused:
        messages.warning(request, str(refused))
        return again
    if first:
        messages.success(request, f"It is finalised. {piece.person} is told and can read it now.")
    return redirect(piece)


@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    """Begun by mistake; asked once more, because what was typed goes with it."""
    piece = own_piece(request, kind, pk)
    if piece.is_final:
        return redirect(piece)
    if request.method != "POST":
        context = {
            "piece": piece,
            "heading": heading_of(piece, rules_for(piece).book),
            "back_url": reverse("qai:write", args=[piece.slug, piece.pk]),
            "back_text": "Go on writing",
        }
        return render(request, "qai/drop.html", context)
    if pieces.drop_draft(piece=piece, by=request.user):
        messages.success(request, "The draft is deleted.")
        return redirect("qai:home")
    messages.warning(request, "It is kept, because the practitioner has written their part.")
    return redirect(piece)
