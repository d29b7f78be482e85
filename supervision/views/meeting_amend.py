"""A general meeting on record again, to be changed by whoever recorded it, with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from drafts import views as drafts
from drafts.actions import Conflict, StaleRecord
from people.rules import book_on
from supervision import access, actions
from supervision.forms.meetings import MeetingAmendmentForm
from supervision.meeting_words import kind_of
from supervision.models import GeneralMeeting
from supervision.queries import meetings as queries
from supervision.views.finding import require
from supervision.views.meetings import visible_meeting

GONE = "This amendment was made or dropped elsewhere."
NEEDED = {
    "amendment_reason": "Say why you amend it",
    "texts-summary": "Write a summary of the meeting",
}


def amendable(request: HttpRequest, pk: int) -> GeneralMeeting:
    meeting = visible_meeting(request, pk)
    require(access.may_amend_meeting(request.user, meeting))
    return meeting


def form_for(meeting: GeneralMeeting, body: dict, data=None) -> MeetingAmendmentForm:
    return MeetingAmendmentForm(
        data,
        rulebook=book_on(meeting.held_on),
        role="",
        body=body,
        group=meeting.is_group,
        attended=meeting.attended,
    )


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = amendable(request, pk)
    actions.begin_meeting_amendment(meeting=meeting)
    return redirect("supervision:meeting_amend", meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = amendable(request, pk)
    draft = queries.amendment_of(meeting, writer=request.user)
    if draft is None:
        return gone(request, meeting)
    form = form_for(meeting, draft.body, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            saved = drafts.save_by_button(request, draft=draft, form=form)
        except StaleRecord:
            return gone(request, meeting)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(
                request, meeting, draft, form, version=saved.version, theirs=theirs, status=409
            )
        if saved:
            return amend_if_complete(request, meeting)
    return page(request, meeting, draft, form, version=draft.version)


def gone(request: HttpRequest, meeting: GeneralMeeting) -> HttpResponse:
    if request.method != "POST":
        return redirect(meeting)
    sentence, back_url = f"{GONE} What you typed is below.", meeting.get_absolute_url()
    names = form_for(meeting, {})
    return drafts.closed_page(request, form=names, sentence=sentence, back_url=back_url)


def amend_if_complete(request: HttpRequest, meeting: GeneralMeeting) -> HttpResponse:
    draft = queries.amendment_of(meeting, writer=request.user)
    if draft is None:
        return gone(request, meeting)
    kept = form_for(meeting, draft.body).kept
    missing = {name: sentence for name, sentence in NEEDED.items() if not kept.get(name)}
    if missing:
        form = form_for(meeting, draft.body, kept)
        for name, sentence in missing.items():
            form.add_error(name, sentence)
        return page(request, meeting, draft, form, version=draft.version)
    try:
        actions.amend_meeting(
            meeting=meeting, version=draft.version, by=request.user, now=timezone.now()
        )
    except StaleRecord:
        return gone(request, meeting)
    messages.success(request, f"It is amended. {meeting.person} is told, and sees what changed.")
    return redirect(meeting)


def page(request, meeting, draft, form, *, version, theirs=(), status=200) -> HttpResponse:
    context = {
        "meeting": meeting,
        "kind": kind_of(meeting, form.rulebook),
        "form": form,
        "draft": draft,
        "version": version,
        "theirs": theirs,
        "back_url": meeting.get_absolute_url(),
        "back_text": "General meeting",
    }
    return render(request, "supervision/meeting_amend.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = amendable(request, pk)
    draft = queries.amendment_of(meeting, writer=request.user)
    if draft is None:
        return drafts.closed(GONE)
    if request.method != "POST":
        return drafts.draft_state(request, draft)
    form = form_for(meeting, draft.body, request.POST)
    return drafts.autosave(request, draft=draft, form=form, extra=lambda body: {})


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = amendable(request, pk)
    actions.drop_meeting_amendment(meeting=meeting, by=request.user)
    messages.success(request, "The amendment is dropped. It stands as it was.")
    return redirect(meeting)
