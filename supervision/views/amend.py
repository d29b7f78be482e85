from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from drafts import views as drafts
from drafts.actions import Conflict, StaleRecord
from policy import grading
from policy.completeness import Circumstances, Gap, gaps_in_record, graded
from policy.rulebook import Leading
from supervision import access, actions
from supervision.forms import AmendmentForm
from supervision.models import PLR
from supervision.queries.reading import Openings, open_amendment, record_in_work
from supervision.rules import Rules, rules_and_leading_as_it_was
from supervision.views.finding import require, visible_plr

CLOSED = "This amendment was made or dropped elsewhere. What you typed is below."


def form_for(
    plr: PLR, rules: Rules, body: Mapping[str, object], leading: Leading, data=None
) -> AmendmentForm:
    return AmendmentForm(
        data,
        rulebook=rules.book,
        role=rules.role,
        body=body,
        owners=(),
        open_actions=(),
        asks_leader_reason=leading.outcome != "allowed",
        self_assessed=plr.is_shared,
    )


def proposal_for(rules: Rules, body: dict, frozen: dict) -> grading.GradeProposal | None:
    """The quality assurance that counted when it was finalised counts still (AMB-52)."""
    return grading.propose(graded(body), frozen.get("qai", []), rules.book)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    plr = visible_plr(request, pk)
    require(access.may_amend(request.user, plr))
    actions.begin_amendment(plr=plr)
    return redirect("supervision:amend", plr.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The finalised record again, to be changed with a reason."""
    plr = visible_plr(request, pk)
    require(access.may_amend(request.user, plr))
    draft = open_amendment(plr, reader=request.user)
    if draft is None:
        return gone(request, plr)
    rules, leading = rules_and_leading_as_it_was(plr)
    data = request.POST if request.method == "POST" else None
    form = form_for(plr, rules, draft.body, leading, data)
    if request.method == "POST":
        try:
            saved = drafts.save_by_button(request, draft=draft, form=form)
        except StaleRecord:
            return gone(request, plr)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(
                request, plr, rules, draft, form, version=saved.version, theirs=theirs, status=409
            )
        if saved:
            return amend_if_complete(request, plr, rules, leading)
    return page(request, plr, rules, draft, form, version=draft.version)


def gone(request: HttpRequest, plr: PLR) -> HttpResponse:
    back_url = reverse("supervision:finished", args=[plr.pk])
    if request.method != "POST":
        return redirect(back_url)
    rules, leading = rules_and_leading_as_it_was(plr)
    names = form_for(plr, rules, {}, leading)
    return drafts.closed_page(request, form=names, sentence=CLOSED, back_url=back_url)


def amend_if_complete(
    request: HttpRequest, plr: PLR, rules: Rules, leading: Leading
) -> HttpResponse:
    draft = open_amendment(plr, reader=request.user)
    frozen = record_in_work(plr, writer=request.user)
    if draft is None or frozen is None:
        return gone(request, plr)
    proposal = proposal_for(rules, draft.body, frozen.grade_inputs)
    gaps = gaps_in(plr, rules, leading, draft.body, proposal)
    reason = draft.body.get("amendment_reason", "")
    if gaps or not reason:
        form = form_for(plr, rules, draft.body, leading)
        form = form_for(plr, rules, draft.body, leading, form.kept)
        form.show_gaps(gaps)
        if not reason:
            form.add_error("amendment_reason", "Say why you amend this record")
        return page(request, plr, rules, draft, form, version=draft.version)
    try:
        actions.amend_record(
            plr=plr,
            version=draft.version,
            reason=reason,
            proposal=proposal,
            rulebook=rules.book,
            by=request.user,
            now=timezone.now(),
        )
    except StaleRecord:
        return gone(request, plr)
    messages.success(
        request, f"The record is amended. {plr.reportee} is told, and sees what changed."
    )
    return redirect("supervision:finished", plr.pk)


def gaps_in(
    plr: PLR,
    rules: Rules,
    leading: Leading,
    body: Mapping[str, object],
    proposal: grading.GradeProposal | None,
) -> tuple[Gap, ...]:
    facts = Circumstances(
        role=rules.role,
        leading=leading,
        self_assessed=plr.is_shared,
        open_actions={},
        proposed_grade=proposal.grade if proposal else None,
        today=plr.day_of_meeting,
    )
    return gaps_in_record(body, rulebook=rules.book, facts=facts)


def page(request, plr, rules, draft, form, *, version, theirs=(), status=200) -> HttpResponse:
    with Openings(request.user) as openings:
        openings.add_record(plr)
    context = {
        "plr": plr,
        "form": form,
        "draft": draft,
        "version": version,
        "theirs": theirs,
        "sections": form.sections(),
        "standards": [
            {
                "standard": standard,
                "fields": form.standard_fields(standard.key),
                "open": form.has_written(standard.key),
            }
            for standard in rules.book.standards_for(rules.role)
        ],
        "back_url": reverse("supervision:finished", args=[plr.pk]),
        "back_text": "The record",
    }
    return render(request, "supervision/amend.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, pk: int) -> HttpResponse:
    plr = visible_plr(request, pk)
    require(access.may_amend(request.user, plr))
    draft = open_amendment(plr, reader=request.user)
    if draft is None:
        return drafts.closed("This amendment was made or dropped elsewhere.")
    if request.method != "POST":
        return drafts.draft_state(request, draft)
    rules, leading = rules_and_leading_as_it_was(plr)
    form = form_for(plr, rules, draft.body, leading, request.POST)
    return drafts.autosave(request, draft=draft, form=form, extra=lambda body: {})


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    plr = visible_plr(request, pk)
    require(access.may_amend(request.user, plr))
    actions.drop_amendment(plr=plr, by=request.user)
    messages.success(request, "The amendment is dropped. The record stands as it was.")
    return redirect("supervision:finished", plr.pk)
