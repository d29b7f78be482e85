"""A finished audit or observation: reading it, its history, and the practitioner's word on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from drafts import views as drafts
from people.views.finding import or_404, require
from qai import access
from qai.actions import finished
from qai.forms.finished import AcknowledgeForm
from qai.models import Piece
from qai.queries.reading import Opened, content_in_work, open_piece
from qai.queries.themes import titles_in
from qai.queries.versions import count_versions, versions_of
from qai.rules import rules_for
from qai.views.finding import visible_piece
from qai.words import heading_of, piece_in_words


def finished_piece(request: HttpRequest, kind: type[Piece], pk: int) -> Piece:
    piece = visible_piece(request, kind, pk)
    return or_404(piece if piece.is_final else None)


@require_safe
def read(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    """Reads like a letter, and prints. Whoever sees the facts alone sees them here too."""
    piece = visible_piece(request, kind, pk)
    if not piece.is_final:
        return redirect_to_draft(request, piece)
    rules = rules_for(piece)
    opened = open_piece(piece, reader=request.user)
    context = {
        "piece": piece,
        "heading": heading_of(piece, rules.book, with_case=opened.content is not None),
        "content": opened.content,
        "part": opened.part,
        "words": words_for(piece, opened, rules),
        "amendments": max(0, count_versions(opened.content) - 1) if opened.content else 0,
        "may_acknowledge": access.may_acknowledge(request.user, piece),
        "may_amend": access.may_amend(request.user, piece),
        "is_own": piece.person_id == request.user.pk,
        "reads_by_grant": access.reads_by_grant(request.user, piece),
    }
    return render(request, "qai/piece.html", context)


def redirect_to_draft(request: HttpRequest, piece: Piece) -> HttpResponse:
    """To the voice in which the reader writes it."""
    if access.is_author(request.user, piece):
        return redirect("qai:write", piece.slug, piece.pk)
    return redirect("qai:part", piece.pk)


def words_for(piece: Piece, opened: Opened, rules):
    """None for whoever sees the facts alone."""
    if opened.content is None:
        return None
    return piece_in_words(
        opened.content.as_body(),
        tool=rules.tool,
        book=rules.book,
        names={person.pk: person.name for person in (piece.person, piece.author)},
        part=opened.part.body if opened.part else None,
        themes=titles_in(opened.content.as_body()),
    )


@require_safe
def history(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    """Every version, and what changed from one to the next."""
    piece = finished_piece(request, kind, pk)
    require(not access.reads_by_grant(request.user, piece))
    content = or_404(open_piece(piece, reader=request.user).content)
    rules = rules_for(piece)
    context = {
        "piece": piece,
        "heading": heading_of(piece, rules.book),
        "versions": versions_of(content, rules),
        "back_url": piece.get_absolute_url(),
        "back_text": piece.thing.capitalize(),
    }
    return render(request, "qai/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def acknowledge(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    """The practitioner says that they have read it, with or without a word about it."""
    piece = finished_piece(request, kind, pk)
    require(piece.person_id == request.user.pk)
    form = AcknowledgeForm(request.POST if request.method == "POST" else None)
    if piece.acknowledged_at:
        return acknowledged_already(request, piece, form)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if not finished.acknowledge(piece=piece, words=words, now=timezone.now()):
            return acknowledged_already(request, piece, form)
        messages.success(request, "Thank you. It is kept with the record.")
        return redirect(piece)
    context = {
        "piece": piece,
        "form": form,
        "back_url": piece.get_absolute_url(),
        "back_text": piece.thing.capitalize(),
    }
    return render(request, "qai/acknowledge.html", context)


def acknowledged_already(request: HttpRequest, piece: Piece, form: AcknowledgeForm) -> HttpResponse:
    """The first time stands; other words that were typed are shown, to be copied."""
    kept = or_404(content_in_work(piece, writer=request.user)).acknowledgement
    sentence = "You have said already that you have read it."
    if form.is_bound and form.data.get("words", "").strip() not in ("", kept):
        back_url = piece.get_absolute_url()
        return drafts.closed_page(request, form=form, sentence=sentence, back_url=back_url)
    messages.info(request, sentence)
    return redirect(piece)
