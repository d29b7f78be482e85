from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from policy import grading
from policy.completeness import Circumstances, gaps_in_record, graded
from policy.rulebook import Leading
from supervision import access, actions
from supervision.actions import Conflict, StaleRecord
from supervision.forms import AmendmentForm
from supervision.models import PLR, Amendment
from supervision.queries.reading import open_amendment, open_record
from supervision.rules import Rules, leading_of, rules_for
from supervision.views import drafts
from supervision.views.finding import or_404, require, visible_plr
from supervision.views.record import owners_for

CLOSED = "This amendment was made or dropped elsewhere. What you typed is below."


def form_for(
    plr: PLR, rules: Rules, draft: Amendment, leading: Leading, data=None
) -> AmendmentForm:
    return AmendmentForm(
        data,
        rulebook=rules.book,
        role=rules.role,
        body=draft.body,
        owners=owners_for(plr),
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
    rules = rules_for(plr)
    leading = leading_of(plr, rules)
    record = or_404(open_record(plr, reader=request.user))
    draft = open_amendment(plr, reader=request.user)
    if draft is None:
        return redirect("supervision:finished", plr.pk)
    form = form_for(plr, rules, draft, leading, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        saved = drafts.save_by_button(request, draft=draft, form=form)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(
                request, plr, rules, draft, form, version=saved.version, theirs=theirs, status=409
            )
        if saved:
            return amend_if_complete(request, plr, rules, leading, record.grade_inputs)
    return page(request, plr, rules, draft, form, version=draft.version)


def amend_if_complete(
    request, plr: PLR, rules: Rules, leading: Leading, frozen: dict
) -> HttpResponse:
    draft = open_amendment(plr, reader=request.user)
    proposal = proposal_for(rules, draft.body, frozen)
    facts = Circumstances(
        role=rules.role,
        leading=leading,
        self_assessed=plr.is_shared,
        open_actions=(),
        proposed_grade=proposal.grade if proposal else None,
        today=plr.day_of_meeting,
    )
    gaps = gaps_in_record(draft.body, rulebook=rules.book, facts=facts)
    form = form_for(plr, rules, draft, leading)
    form = form_for(plr, rules, draft, leading, form.kept)
    form.show_gaps(gaps)
    reason = draft.body.get("amendment_reason", "")
    if not reason:
        form.add_error("amendment_reason", "Say why you amend this record")
    if gaps or not reason:
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
        return drafts.closed_page(request, plr=plr, form=form, sentence=CLOSED)
    messages.success(
        request, f"The record is amended. {plr.reportee} is told, and sees what changed."
    )
    return redirect("supervision:finished", plr.pk)


def page(request, plr, rules, draft, form, *, version, theirs=(), status=200) -> HttpResponse:
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
        "back_url": f"{plr.get_absolute_url()}finished/",
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
    rules = rules_for(plr)
    form = form_for(plr, rules, draft, leading_of(plr, rules), request.POST)
    return drafts.autosave(request, draft=draft, form=form, extra=lambda body: {})


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    plr = visible_plr(request, pk)
    require(access.may_amend(request.user, plr))
    actions.drop_amendment(plr=plr, by=request.user)
    messages.success(request, "The amendment is dropped. The record stands as it was.")
    return redirect("supervision:finished", plr.pk)
