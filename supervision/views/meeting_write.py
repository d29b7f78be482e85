"""Writing up a general meeting, or a session of group supervision, and putting it on record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from drafts import views as drafts
from drafts.actions import Conflict, StaleRecord
from drafts.guard import warnings_in
from supervision import actions
from supervision.actions import MeetingThere
from supervision.models import MeetingDraft
from supervision.queries import meetings as queries
from supervision.views.finding import or_404
from supervision.views.meeting_desk import MeetingDesk, desk_for

CLOSED = "It is on record or was deleted, so it can no longer be changed here."


def own_draft(request: HttpRequest, pk: int) -> MeetingDraft:
    return or_404(queries.own_draft(pk, writer=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(own_draft(request, pk))
    draft, form = desk.draft, desk.form(request.POST if request.method == "POST" else None)
    if not draft.is_open:
        return closed(request, form)
    if request.method == "POST":
        saved = drafts.save_by_button(request, draft=draft, form=form)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(request, desk, form, version=saved.version, theirs=theirs, status=409)
        if saved:
            check = request.POST.get("then") == "check"
            if not check:
                messages.success(request, "The draft is saved. Only you can see it.")
            return redirect(f"supervision:meeting_{'check' if check else 'write'}", draft.pk)
    return page(request, desk, form, version=draft.version)


def closed(request: HttpRequest, form) -> HttpResponse:
    back_url = reverse("supervision:meetings")
    if request.method != "POST":
        messages.info(request, CLOSED)
        return redirect(back_url)
    sentence = f"{CLOSED} What you typed is below."
    return drafts.closed_page(request, form=form, sentence=sentence, back_url=back_url)


def page(request, desk: MeetingDesk, form, *, version, theirs=(), status=200) -> HttpResponse:
    draft = desk.draft
    context = {
        "draft": draft,
        "title": desk.title,
        "form": form,
        "version": version,
        "theirs": theirs,
        "prompts": desk.book.meetings[draft.kind].prompts,
        "people": desk.people,
        "way": desk.book.choices.general_meeting_ways[draft.way],
        "last": [] if draft.is_group else queries.last_with(desk.people, reader=request.user),
        "kinds": desk.book.choices.general_meeting_kinds,
        "back_url": reverse("supervision:meetings"),
        "back_text": "General meetings",
        "rows": form.rows("actions"),
        "blank_row": form.blank_row(),
    }
    return render(request, "supervision/meeting_write.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, pk: int) -> HttpResponse:
    draft = own_draft(request, pk)
    if not draft.is_open:
        return drafts.closed(CLOSED)
    if request.method != "POST":
        return drafts.draft_state(request, draft)
    form = desk_for(draft).form(request.POST)
    return drafts.autosave(request, draft=draft, form=form, extra=lambda body: {})


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """All of it and what is missing; the button that puts it on record."""
    desk = desk_for(own_draft(request, pk))
    if not desk.draft.is_open:
        messages.info(request, CLOSED)
        return redirect("supervision:meetings")
    gaps = desk.gaps(today=timezone.localdate())
    if request.method == "POST" and not gaps:
        return finalise(request, desk)
    form = desk.form(desk.form().kept)
    form.show_gaps(gaps)
    context = {
        "draft": desk.draft,
        "title": desk.title,
        "people": desk.people,
        "form": form,
        "gaps": gaps,
        "version": desk.draft.version,
        "words": desk.in_words(),
        "each": desk.each_in_words() if desk.draft.is_group else [],
        "follow_up": desk.draft.body.get("follow_up", {}).get("due", ""),
        "warnings": warnings_in(form, reader=request.user),
        "back_url": desk.draft.get_absolute_url(),
        "back_text": "Go on writing",
    }
    return render(request, "supervision/meeting_check.html", context)


def finalise(request: HttpRequest, desk: MeetingDesk) -> HttpResponse:
    draft, now = desk.draft, timezone.now()
    try:
        meetings = actions.finalise_meeting(
            draft=draft,
            version=drafts.version_in(request),
            by=request.user,
            now=now,
            today=timezone.localdate(now),
        )
    except (StaleRecord, MeetingThere):
        messages.warning(request, "Something changed after you checked it. Check it again.")
        return redirect("supervision:meeting_check", draft.pk)
    if draft.is_group:
        messages.success(request, f"It is on the record of {len(meetings)} people, who are told.")
        return redirect("supervision:meetings")
    messages.success(request, f"It is on record. {draft.person} is told and can read it now.")
    return redirect(meetings[0])


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    draft = own_draft(request, pk)
    if actions.drop_meeting(draft=draft, by=request.user, now=timezone.now()):
        messages.success(request, "The draft is deleted.")
    return redirect("supervision:meetings")
