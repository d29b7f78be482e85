"""Whose work is looked at, with which tool, on which day; all of it can be put right in a draft."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from people.rules import book_on
from people.views.finding import require
from qai import access
from qai.actions.pieces import AlreadyThere, begin_piece, change_facts
from qai.models import Piece
from qai.queries.of_person import NextDue, draft_begun_with, last_pieces, next_due
from qai.queries.reading import has_written_part
from qai.views.facts_forms import FULL, form_for, initial_of
from qai.views.finding import person_to_look_at, visible_piece


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int, kind: type[Piece]) -> HttpResponse:
    person = person_to_look_at(request, pk)
    today = timezone.localdate()
    book = book_on(today)
    due = next_due(person, reader=request.user, book=book, today=today)
    form = form_for(request, kind, person, initial=offered(kind, due, today))
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            piece = begin_piece(kind=kind, person=person, by=request.user, facts=form.cleaned_data)
            return redirect("qai:write", piece.slug, piece.pk)
        except AlreadyThere:
            begun = draft_begun_with(form.cleaned_data, kind=kind, person=person, by=request.user)
            if begun:
                return redirect("qai:write", begun.slug, begun.pk)
            form.refuse_twice()
    context = {
        "person": person,
        "thing": kind.THING,
        "form": form,
        "due": due,
        "last": last_pieces(person, reader=request.user, book=book),
        "today": today,
    }
    return render(request, "qai/begin.html", context)


def offered(kind: type[Piece], due: NextDue | None, today: date) -> dict:
    """Today, on the full tool, in the format that is due."""
    form = due.audit_format.key if due and due.audit_format else ""
    return {kind.DAY: today, "tool": FULL, "format": form}


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    """Case, tool, format or day of a draft; what was typed stays."""
    piece = visible_piece(request, kind, pk)
    require(access.may_write(request.user, piece))
    form = form_for(request, kind, piece.person, initial=initial_of(piece, request), piece=piece)
    if request.method == "POST" and form is not None and form.is_valid():
        if loses_part(piece, form.cleaned_data):
            form.add_error("format", "The practitioner has written their part: it stays so")
        else:
            try:
                if change_facts(piece=piece, by=request.user, facts=form.cleaned_data):
                    messages.success(request, "Changed. What you typed is kept.")
                return redirect("qai:write", piece.slug, piece.pk)
            except AlreadyThere:
                form.refuse_twice()
    context = {"piece": piece, "form": form}
    return render(request, "qai/facts.html", context)


def loses_part(piece: Piece, given: dict) -> bool:
    leaves = piece.is_collaborative and given.get("format") != piece.format
    return leaves and has_written_part(piece)
