"""With whom, of which kind, on which day; all of it can be put right while it is a draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from people.rules import book_on
from supervision import access, actions
from supervision.actions import MeetingThere
from supervision.forms.meetings import GroupForm, MeetingForm
from supervision.models import MeetingDraft
from supervision.queries import meetings as queries
from supervision.views.finding import or_404, require

GROUP_WAY = "group"


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """`?person=` chooses the person on the page before."""
    require(bool(access.meets(request.user)))
    initial = {"held_on": timezone.localdate(), "person": request.GET.get("person", "")}
    form = form_for(request, initial)
    if request.method == "POST" and form.is_valid():
        draft = actions.begin_meeting(by=request.user, **form.cleaned_data)
        return redirect(draft)
    return show(request, "supervision/meeting_begin.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def begin_group(request: HttpRequest) -> HttpResponse:
    """Group supervision: entered once, on the record of each who was to take part."""
    require(bool(access.meets(request.user)))
    form = group_form_for(request, {"held_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        draft = actions.begin_group(by=request.user, way=GROUP_WAY, **form.cleaned_data)
        return redirect(draft)
    return show(request, "supervision/meeting_group.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    draft = or_404(queries.own_draft(pk, writer=request.user))
    if not draft.is_open:
        return redirect("supervision:meetings")
    if draft.is_group:
        return change_group(request, draft)
    initial = {name: getattr(draft, name) for name in ("kind", "way", "held_on")}
    form = form_for(request, {**initial, "person": str(draft.person_id)}, draft)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(draft=draft, facts=form.cleaned_data)
            return changed(request, draft)
        except MeetingThere as there:
            form.refuse_day(there.person)
    return show(request, "supervision/meeting_begin.html", form, draft)


def change_group(request: HttpRequest, draft: MeetingDraft) -> HttpResponse:
    chosen = [str(person.pk) for person in draft.people]
    form = group_form_for(request, {"held_on": draft.held_on, "people": chosen}, draft)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        day = {"held_on": given["held_on"]}
        actions.change_meeting(draft=draft, facts=day, people=given["people"])
        return changed(request, draft)
    return show(request, "supervision/meeting_group.html", form, draft)


def changed(request: HttpRequest, draft: MeetingDraft) -> HttpResponse:
    messages.success(request, "Changed. What you typed is kept.")
    return redirect(draft)


def form_for(request: HttpRequest, initial: dict, draft: MeetingDraft | None = None) -> MeetingForm:
    data = request.POST if request.method == "POST" else None
    book = book_on(timezone.localdate())
    return MeetingForm(data, people=people_for(request, draft), book=book, initial=initial)


def group_form_for(
    request: HttpRequest, initial: dict, draft: MeetingDraft | None = None
) -> GroupForm:
    data = request.POST if request.method == "POST" else None
    return GroupForm(data, people=people_for(request, draft), initial=initial)


def people_for(request: HttpRequest, draft: MeetingDraft | None) -> list:
    """Those whom one leads or supervises today; of a draft also whoever is in it."""
    people = queries.people_met_by(request.user)
    return list(dict.fromkeys([*people, *(draft.people if draft else ())]))


def show(request: HttpRequest, template: str, form, draft: MeetingDraft | None = None):
    context = {"form": form, "draft": draft}
    if draft:
        back = {"back_url": draft.get_absolute_url(), "back_text": "Go on writing"}
    else:
        back = {"back_url": "/meetings/", "back_text": "General meetings"}
    return render(request, template, {**context, **back})
