"""A finalised audit or observation again, to be changed by its author with a reason."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from drafts import views as drafts
from drafts.actions import Conflict, StaleRecord
from people.views.finding import require
from policy.completeness import Gap
from policy.piece_gaps import PieceFacts, gaps_in_piece
from qai import access
from qai.actions import finished
from qai.forms.piece import AmendmentForm
from qai.models import Piece
from qai.queries.reading import open_amendment
from qai.queries.themes import offered_to
from qai.rules import Rules, rules_for
from qai.views.finding import visible_piece
from qai.words import heading_of

GRADE = ("overall_grade",)
GONE = "This amendment was made or dropped elsewhere."


def amendable(request: HttpRequest, kind: type[Piece], pk: int) -> Piece:
    piece = visible_piece(request, kind, pk)
    require(access.may_amend(request.user, piece))
    return piece


def form_for(rules: Rules, body: Mapping[str, object], data=None) -> AmendmentForm:
    return AmendmentForm(
        data,
        rulebook=rules.book,
        role=rules.role,
        body=body,
        tool=rules.tool,
        owners=(),
        themes=offered_to(body),
    )


@require_POST
def begin(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    piece = amendable(request, kind, pk)
    finished.begin_amendment(piece=piece)
    return redirect("qai:amend", piece.slug, piece.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    piece = amendable(request, kind, pk)
    rules, draft = rules_for(piece), open_amendment(piece, reader=request.user)
    if draft is None:
        return gone(request, piece, rules)
    form = form_for(rules, draft.body, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            saved = drafts.save_by_button(request, draft=draft, form=form)
        except StaleRecord:
            return gone(request, piece, rules)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(
                request, piece, rules, draft, form, version=saved.version, theirs=theirs, status=409
            )
        if saved:
            return amend_if_complete(request, piece, rules)
    return page(request, piece, rules, draft, form, version=draft.version)


def gone(request: HttpRequest, piece: Piece, rules: Rules) -> HttpResponse:
    if request.method != "POST":
        return redirect(piece)
    sentence, back_url = f"{GONE} What you typed is below.", piece.get_absolute_url()
    names = form_for(rules, {})
    return drafts.closed_page(request, form=names, sentence=sentence, back_url=back_url)


def amend_if_complete(request: HttpRequest, piece: Piece, rules: Rules) -> HttpResponse:
    draft = open_amendment(piece, reader=request.user)
    if draft is None:
        return gone(request, piece, rules)
    gaps, reason = gaps_in(piece, rules, draft.body), draft.body.get("amendment_reason", "")
    if gaps or not reason:
        form = form_for(rules, draft.body, form_for(rules, draft.body).kept)
        form.show_gaps(gaps)
        if not reason:
            form.add_error("amendment_reason", f"Say why you amend this {piece.thing}")
        return page(request, piece, rules, draft, form, version=draft.version)
    try:
        finished.amend(piece=piece, version=draft.version, by=request.user, now=timezone.now())
    except StaleRecord:
        return gone(request, piece, rules)
    messages.success(request, f"It is amended. {piece.person} is told, and sees what changed.")
    return redirect(piece)


def gaps_in(piece: Piece, rules: Rules, body: Mapping[str, object]) -> tuple[Gap, ...]:
    """As when it was finalised, but for its actions, which live on in the development plan.

    What was loaded may lack all but its grade.
    """
    facts = PieceFacts(
        tool=rules.tool, source=rules.source, done_on=piece.day, today=timezone.localdate()
    )
    written = {key: value for key, value in body.items() if key != "actions"}
    gaps = gaps_in_piece(written, rulebook=rules.book, facts=facts)
    return gaps if piece.finalised_at else tuple(gap for gap in gaps if gap.path == GRADE)


def page(request, piece, rules, draft, form, *, version, theirs=(), status=200) -> HttpResponse:
    context = {
        "piece": piece,
        "heading": heading_of(piece, rules.book),
        "form": form,
        "draft": draft,
        "version": version,
        "theirs": theirs,
        "sections": form.sections(),
        "findings": form.findings(),
        "grades": rules.book.grades,
        "discussion_needed": rules.source and rules.source.discussion == "required",
        "back_url": piece.get_absolute_url(),
        "back_text": piece.thing.capitalize(),
    }
    return render(request, "qai/amend.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    piece = amendable(request, kind, pk)
    draft = open_amendment(piece, reader=request.user)
    if draft is None:
        return drafts.closed(GONE)
    if request.method != "POST":
        return drafts.draft_state(request, draft)
    form = form_for(rules_for(piece), draft.body, request.POST)
    return drafts.autosave(request, draft=draft, form=form, extra=lambda body: {})


@require_POST
def drop(request: HttpRequest, kind: type[Piece], pk: int) -> HttpResponse:
    piece = amendable(request, kind, pk)
    finished.drop_amendment(piece=piece, by=request.user)
    messages.success(request, "The amendment is dropped. It stands as it was.")
    return redirect(piece)
