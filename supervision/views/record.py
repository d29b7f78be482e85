from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from drafts import views as drafts
from drafts.actions import Conflict, StaleRecord
from drafts.guard import warnings_in
from govuk.dates import uk_date
from policy import grading
from supervision import access, actions, words
from supervision.actions import AlreadyHeld
from supervision.forms import HeldForm, RecordForm
from supervision.models import PLR, SelfAssessment
from supervision.queries.past import days_held, grades_in
from supervision.queries.preparing import actions_to_review, open_pinned, themes_of, was_away
from supervision.queries.reading import Openings, record_in_work
from supervision.queries.self_regulation import decisions_in
from supervision.rules import Rules, rules_for
from supervision.views.desk import Desk, desk_for
from supervision.views.finding import or_404, require, visible_plr, visible_plr_with_pins
from supervision.views.self_assessment import letter

CLOSED = (
    "This record has been finalised, so it can no longer be changed here. What you typed is below."
)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """On which day the meeting took place; it can be corrected while the record is written."""
    plr = visible_plr(request, pk)
    require(access.may_write_record(request.user, plr))
    form = HeldForm(
        request.POST if request.method == "POST" else None,
        initial={"held_on": plr.held_on or min(plr.planned_for, timezone.localdate())},
        joined=plr.reportee.joined,
        days=days_held(plr.reportee_id) - {plr.held_on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            hold(request, plr, form.cleaned_data["held_on"])
            return redirect("supervision:record", plr.pk)
        except AlreadyHeld:
            form.refuse_day()
    context = {"plr": plr, "form": form, "back_url": plr.get_absolute_url(), "back_text": "PLR"}
    return render(request, "supervision/begin_record.html", context)


def hold(request: HttpRequest, plr: PLR, day: date) -> None:
    act = actions.correct_day if plr.held_on else actions.begin_record
    if act(plr=plr, held_on=day, by=request.user) and was_away(plr.reportee_id, on=day):
        messages.warning(
            request, f"{plr.reportee} was away on {uk_date(day)}. Is it the right day?"
        )


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The manager's page: the sections on the left, what is known beside them."""
    plr = visible_plr_with_pins(request, pk, "record", "self_assessment")
    require(access.leads(request.user, plr))
    if plr.state == PLR.State.SCHEDULED:
        return redirect("supervision:record_begin", plr.pk)
    if not access.may_write_record(request.user, plr):
        if request.method == "POST":
            return closed(request, plr)
        return redirect(plr)
    desk = desk_for(request, plr)
    form = desk.form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        saved = drafts.save_by_button(request, draft=desk.draft, form=form)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(request, desk, form, version=saved.version, theirs=theirs, status=409)
        if saved:
            to = "record_check" if request.POST.get("then") == "check" else "record"
            if to == "record":
                messages.success(request, "The draft is saved.")
            return redirect(f"supervision:{to}", plr.pk)
    return page(request, desk, form, version=desk.draft.version)


def closed(request: HttpRequest, plr: PLR) -> HttpResponse:
    rules = rules_for(plr)
    names = RecordForm(rulebook=rules.book, role=rules.role, body={}, owners=(), open_actions=())
    back_url = plr.get_absolute_url()
    return drafts.closed_page(request, form=names, sentence=CLOSED, back_url=back_url)


def page(request, desk: Desk, form: RecordForm, *, version, theirs=(), status=200) -> HttpResponse:
    plr, rules = desk.plr, desk.rules
    with Openings(request.user) as openings:
        desk.show(openings)
        shared = openings.self_assessment(plr)
        pinned = open_pinned(
            plr, desk.past, desk.work, pinned=plr.pinned, openings=openings, rules=rules
        )
        decisions = decisions_in(plr, openings=openings, book=rules.book)
    context = {
        "plr": plr,
        "form": form,
        "draft": desk.draft,
        "version": version,
        "theirs": theirs,
        "leading": desk.leading,
        "sections": form.sections(),
        "standards": standards_of(form, rules, shared.body if shared else {}),
        "reviews": form.reviews(),
        "rows": form.rows("actions"),
        "blank_row": form.blank_row(),
        "proposal": proposal_in_words(desk, desk.draft.body),
        "letter": letter(rules, shared) if shared else None,
        "pinned": pinned,
        "decisions": decisions,
        "themes": themes_of(desk.work),
        "grades": rules.book.grades,
        "back_url": plr.get_absolute_url(),
        "back_text": "PLR",
    }
    return render(request, "supervision/record.html", context, status=status)


def standards_of(
    form: RecordForm, rules: Rules, self_assessment: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Each standard with its fields, and what the reportee wrote about it."""
    own, self_graded = self_assessment.get("standards", {}), grades_in(self_assessment)
    grades = rules.book.grades
    return [
        {
            "standard": standard,
            "fields": form.standard_fields(standard.key),
            "self_grade": grades[self_graded[standard.key]].title
            if self_graded.get(standard.key)
            else "",
            "own": own.get(standard.key, {}),
            "open": standard.key in own or form.has_written(standard.key),
        }
        for standard in rules.book.standards_for(rules.role)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, pk: int) -> HttpResponse:
    plr = visible_plr(request, pk, "record")
    require(access.leads(request.user, plr))
    if request.method != "POST":
        return drafts.draft_state(request, or_404(record_in_work(plr, writer=request.user)))
    if plr.state != PLR.State.HELD:
        return drafts.closed(
            "This record can no longer be changed: it has been finalised or cancelled."
        )
    desk = desk_for(request, plr, actions=actions_to_review)
    return drafts.autosave(
        request,
        draft=desk.draft,
        form=desk.form(request.POST),
        extra=lambda body: {"live": {"proposal": " ".join(proposal_in_words(desk, body))}},
    )


def proposal_in_words(desk: Desk, body: dict) -> tuple[str, ...]:
    proposal = desk.proposal(body)
    return (
        proposal.working
        if proposal
        else ("Grade a service standard, and a grade will be proposed here.",)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole record and what is missing; the button that finalises it."""
    plr = visible_plr(request, pk, "record", "self_assessment")
    require(access.leads(request.user, plr))
    if not access.may_finalise(request.user, plr):
        return redirect(plr)
    desk = desk_for(request, plr)
    proposal = desk.proposal(desk.draft.body)
    gaps = desk.gaps(proposal)
    if request.method == "POST" and not gaps:
        return finalise(request, desk, proposal)
    with Openings(request.user) as openings:
        desk.show(openings)
        shared = openings.self_assessment(plr)
    form = desk.form(desk.form().kept)
    form.show_gaps(gaps)
    context = {
        "plr": plr,
        "form": form,
        "gaps": gaps,
        "proposal": proposal,
        "chosen_grade": desk.draft.body.get("overall_grade", ""),
        "version": desk.draft.version,
        "grades": desk.rules.book.grades,
        "warnings": warnings_in(form, reader=request.user),
        **in_words(desk, shared),
        "back_text": "Go on writing",
    }
    return render(request, "supervision/record_check.html", context)


def in_words(desk: Desk, shared: SelfAssessment | None) -> dict:
    """The draft as the reportee will read it."""
    body, book = desk.draft.body, desk.rules.book
    descriptions = {content.pk: content.description for content in desk.open_actions}
    names = {owner.pk: owner.name for owner in desk.owners}
    return {
        "written": words.record_in_words(
            body, book=book, role=desk.rules.role, own=shared.body if shared else None
        ),
        "self_assessment_shared": shared is not None,
        "reviewed": words.reviews_in_words(body, descriptions),
        "new_actions": words.actions_in_words(body, names=names, book=book),
    }


def finalise(request: HttpRequest, desk: Desk, proposal: grading.GradeProposal) -> HttpResponse:
    try:
        first = actions.finalise(
            plr=desk.plr,
            version=drafts.version_in(request),
            proposal=proposal,
            rulebook=desk.rules.book,
            by=request.user,
            now=timezone.now(),
            today=timezone.localdate(),
        )
    except StaleRecord:
        messages.warning(request, "The record was changed after you checked it. Check it again.")
        return redirect("supervision:record_check", desk.plr.pk)
    if first:
        messages.success(request, f"The record is finalised. {desk.plr.reportee} can read it now.")
    return redirect(desk.plr)
