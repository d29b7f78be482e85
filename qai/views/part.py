"""The practitioner's part of a collaborative audit: theirs alone until they hand it over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from drafts import views as drafts
from drafts.actions import Conflict, StaleRecord
from people.views.finding import or_404, require
from qai import access
from qai.actions import pieces
from qai.forms.piece import PartForm
from qai.models import Audit, AuditPart
from qai.queries.reading import part_of
from qai.rules import rules_for
from qai.words import heading_of

CLOSED = "You have handed it over, or the audit was finalised, so it can no longer be changed."


def own_audit(request: HttpRequest, pk: int) -> Audit:
    """The practitioner's; the auditor sees the facts and may not write here."""
    audits = Audit.objects.visible_to(request.user).select_related("person", "auditor")
    audit = get_object_or_404(audits, pk=pk)
    require(access.has_part(request.user, audit))
    return audit


def draft_and_form(request: HttpRequest, audit: Audit) -> tuple[AuditPart, PartForm]:
    rules = rules_for(audit)
    draft = or_404(part_of(audit, reader=request.user))
    data = request.POST if request.method == "POST" else None
    form = PartForm(data, rulebook=rules.book, role=rules.role, body=draft.body, tool=rules.tool)
    return draft, form


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    audit = own_audit(request, pk)
    draft, form = draft_and_form(request, audit)
    if not access.may_write_part(request.user, audit):
        if request.method == "POST":
            sentence = f"{CLOSED} What you typed is below."
            return drafts.closed_page(request, form=form, sentence=sentence, back_url="/audits/")
        return page(request, audit, draft, form, version=draft.version)
    if request.method == "POST":
        saved = drafts.save_by_button(request, draft=draft, form=form)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(
                request, audit, draft, form, version=saved.version, theirs=theirs, status=409
            )
        if saved and request.POST.get("then") == "hand-over":
            return hand_over_saved(request, audit, version=saved.version)
        if saved:
            messages.success(request, "The draft is saved. Only you can see it.")
            return redirect("qai:part", audit.pk)
    return page(request, audit, draft, form, version=draft.version)


def page(request, audit, draft, form, *, version, theirs=(), status=200) -> HttpResponse:
    context = {
        "piece": audit,
        "heading": heading_of(audit, form.rulebook),
        "form": form,
        "draft": draft,
        "version": version,
        "theirs": theirs,
        "sections": form.sections(),
        "may_write": access.may_write_part(request.user, audit),
        "back_url": reverse("qai:home"),
        "back_text": "Audits and observations",
    }
    return render(request, "qai/part.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, pk: int) -> HttpResponse:
    audit = own_audit(request, pk)
    if not access.may_write_part(request.user, audit):
        return drafts.closed(CLOSED)
    draft, form = draft_and_form(request, audit)
    if request.method != "POST":
        return drafts.draft_state(request, draft)
    return drafts.autosave(request, draft=draft, form=form, extra=lambda body: {})


def hand_over_saved(request: HttpRequest, audit: Audit, *, version: int) -> HttpResponse:
    if not part_of(audit, reader=request.user).body:
        messages.warning(request, "Write something first: there is nothing to hand over yet.")
        return redirect("qai:part", audit.pk)
    try:
        if pieces.hand_over_part(audit=audit, version=version, now=timezone.now()):
            messages.success(request, f"It is handed over. {audit.auditor} can read it now.")
    except StaleRecord:
        messages.warning(request, "It was changed in another tab. Look at it again.")
    return redirect("qai:part", audit.pk)
