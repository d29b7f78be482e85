from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drafts import views as drafts
from drafts.actions import Conflict, StaleRecord
from drafts.guard import warnings_in
from policy.completeness import gaps_in_self_assessment
from supervision import access, actions
from supervision.forms import SelfAssessmentForm
from supervision.forms.self_assessment import parts_written
from supervision.models import PLR, SelfAssessment
from supervision.queries.leading import leader_of
from supervision.queries.past import past_of
from supervision.queries.reading import Openings, own_self_assessment
from supervision.queries.self_assessing import last_self_assessment
from supervision.rules import Rules, rules_for
from supervision.views.finding import or_404, require, visible_plr

SHARED = "You have shared this self-assessment, so it can no longer be changed."
CLOSED = "This PLR was finalised or cancelled, so the self-assessment can no longer be changed."
TYPED = "What you typed is below."


def form_for(rules: Rules, draft: SelfAssessment, data=None) -> SelfAssessmentForm:
    return SelfAssessmentForm(data, rulebook=rules.book, role=rules.role, body=draft.body)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The reportee's own page: seven parts, saved as they are typed."""
    plr = visible_plr(request, pk, "self_assessment")
    require(plr.reportee_id == request.user.pk)
    rules = rules_for(plr)
    draft = or_404(own_self_assessment(plr, writer=request.user))
    form = form_for(rules, draft, request.POST if request.method == "POST" else None)
    if not access.may_write_self_assessment(request.user, plr):
        if request.method == "POST":
            back_url = plr.get_absolute_url()
            sentence = f"{why_closed(plr)} {TYPED}"
            return drafts.closed_page(request, form=form, sentence=sentence, back_url=back_url)
        return redirect("supervision:self_assessment_read", plr.pk)
    if request.method == "POST":
        saved = drafts.save_by_button(request, draft=draft, form=form)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(
                request, plr, rules, draft, form, version=saved.version, theirs=theirs, status=409
            )
        if saved:
            return after_saving(request, plr)
    return page(request, plr, rules, draft, form, version=draft.version)


def why_closed(plr: PLR) -> str:
    return SHARED if plr.is_shared else CLOSED


def after_saving(request: HttpRequest, plr: PLR) -> HttpResponseRedirect:
    if request.POST.get("then") == "preview":
        return redirect("supervision:self_assessment_preview", plr.pk)
    messages.success(request, "Your draft is saved. Only you can see it until you share it.")
    return redirect("supervision:self_assessment", plr.pk)


def page(request, plr, rules, draft, form, *, version, theirs=(), status=200) -> HttpResponse:
    coverage = past_of(plr.reportee_id).coverage(on=timezone.localdate(), book=rules.book)
    ages = {entry.standard: entry.on for entry in coverage.by_age}
    standards = {standard.key: standard for standard in rules.book.standards_for(rules.role)}
    last = last_self_assessment(plr)
    context = {
        "plr": plr,
        "form": form,
        "draft": draft,
        "version": version,
        "theirs": theirs,
        "leader": leader_of(plr, on=timezone.localdate()),
        "parts": form.parts(),
        "written": parts_written(draft.body, rules.book.self_assessment_parts(rules.role)),
        "standards": [
            {
                "standard": standards[key],
                "last_assessed": ages[key],
                "open": number == 0 or form.has_written(key),
                "fields": form.standard_fields(key),
                "last_time": last.get("standards", {}).get(key, {}),
            }
            for number, key in enumerate(ages)
        ],
        "grades": rules.book.grades.values(),
        "last_time": last.get("texts", {}),
        "rows": form.rows("actions"),
        "blank_row": form.blank_row(),
        "back_url": plr.get_absolute_url(),
        "back_text": "PLR",
    }
    return render(request, "supervision/self_assessment.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, pk: int) -> HttpResponse:
    plr = visible_plr(request, pk, "self_assessment")
    require(plr.reportee_id == request.user.pk)
    draft = or_404(own_self_assessment(plr, writer=request.user))
    if request.method != "POST":
        return drafts.draft_state(request, draft)
    if not access.may_write_self_assessment(request.user, plr):
        return drafts.closed(why_closed(plr))
    rules = rules_for(plr)
    parts = rules.book.self_assessment_parts(rules.role)
    return drafts.autosave(
        request,
        draft=draft,
        form=form_for(rules, draft, request.POST),
        extra=lambda body: {"parts": parts_written(body, parts)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole self-assessment as the manager will read it, and the button that shares it."""
    plr = visible_plr(request, pk, "self_assessment")
    require(plr.reportee_id == request.user.pk)
    if not access.may_write_self_assessment(request.user, plr):
        return redirect(plr)
    rules = rules_for(plr)
    draft = or_404(own_self_assessment(plr, writer=request.user))
    form = form_for(rules, draft, data=draft_as_data(rules, draft))
    gaps = gaps_in_self_assessment(draft.body, rulebook=rules.book, role=rules.role)
    form.show_gaps(gaps)
    if request.method == "POST" and not gaps:
        return share(request, plr)
    context = {
        "plr": plr,
        "form": form,
        "gaps": gaps,
        "version": draft.version,
        "leader": leader_of(plr, on=timezone.localdate()),
        "warnings": warnings_in(form, reader=request.user),
        "letter": letter(rules, draft),
        "back_url": reverse("supervision:self_assessment", args=[plr.pk]),
        "back_text": "Go on writing",
    }
    return render(request, "supervision/self_assessment_preview.html", context)


def share(request: HttpRequest, plr: PLR) -> HttpResponseRedirect:
    version = drafts.version_in(request)
    try:
        actions.share_self_assessment(plr=plr, version=version, now=timezone.now())
    except StaleRecord:
        messages.warning(request, "Your text was changed after you looked at it. Look again.")
        return redirect("supervision:self_assessment_preview", plr.pk)
    leader = leader_of(plr, on=timezone.localdate())
    messages.success(request, f"You have shared your self-assessment with {leader}.")
    return redirect(plr)


def draft_as_data(rules: Rules, draft: SelfAssessment) -> dict[str, str]:
    return form_for(rules, draft).kept


@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """What was shared, for both sides."""
    plr = visible_plr(request, pk, "self_assessment")
    with Openings(request.user) as openings:
        draft = or_404(openings.self_assessment(plr))
    rules = rules_for(plr)
    context = {
        "plr": plr,
        "letter": letter(rules, draft),
        "leader": leader_of(plr, on=timezone.localdate()),
        "may_take_back": access.may_take_back_self_assessment(request.user, plr),
        "back_url": plr.get_absolute_url(),
        "back_text": "PLR",
    }
    return render(request, "supervision/self_assessment_read.html", context)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    plr = visible_plr(request, pk, "self_assessment")
    require(plr.reportee_id == request.user.pk)
    if actions.take_back_self_assessment(plr=plr):
        messages.success(
            request, "You have taken your self-assessment back. Only you can see it now."
        )
    elif plr.is_shared:
        messages.info(request, "The record was begun, so it can no longer be taken back.")
    return redirect("supervision:self_assessment", plr.pk)


def letter(rules: Rules, draft: SelfAssessment) -> list[dict]:
    """The written parts in order, to be read from top to bottom."""
    texts, standards = draft.body.get("texts", {}), draft.body.get("standards", {})
    titles = {standard.key: standard.title for standard in rules.book.standards_for(rules.role)}
    grades = {key: grade.title for key, grade in rules.book.grades.items()}
    return [
        {
            "part": part,
            "texts": [(q.label, texts[q.key]) for q in part.questions if texts.get(q.key)],
            "standards": [
                (titles[key], grades.get(entry.get("grade", ""), ""), entry)
                for key, entry in standards.items()
            ]
            if part.kind == "standards"
            else [],
            "actions": draft.body.get("actions", []) if part.kind == "actions" else [],
        }
        for part in rules.book.self_assessment_parts(rules.role)
    ]
