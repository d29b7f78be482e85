"""General meetings: the lists, one to be read, and what becomes of it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from people.paging import page_links, page_of
from people.rules import book_on
from policy.rulebook import Rulebook
from supervision import access, actions
from supervision.forms.meetings import KindForm
from supervision.meeting_words import kind_of, meeting_in_words
from supervision.models import GeneralMeeting
from supervision.queries import meetings as queries
from supervision.queries.reading import Openings
from supervision.queries.self_regulation import decisions_in
from supervision.views.finding import or_404, require

ABOUT_ME, RECORDED, DRAFTS = "about-me", "recorded", "drafts"
SHOWN = {ABOUT_ME: "About me", RECORDED: "Recorded by me", DRAFTS: "My drafts"}
WAY_OF_A_LOADED_MEETING = "face_to_face"


def visible_meeting(request: HttpRequest, pk: int) -> GeneralMeeting:
    return get_object_or_404(queries.visible_meetings(request.user), pk=pk)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own meetings, those that one recorded, and those that one is writing."""
    reader, book = request.user, book_on(timezone.localdate())
    show = request.GET.get("show", RECORDED if access.meets(reader) else ABOUT_ME)
    show = show if show in SHOWN else ABOUT_ME
    rows = {
        ABOUT_ME: lambda: queries.about(reader, reader=reader),
        RECORDED: lambda: queries.recorded_by(reader),
        DRAFTS: lambda: queries.drafts_of(reader),
    }[show]()
    context = {
        **list_context(request, rows, book),
        "show": show,
        "shown": SHOWN.items(),
        "may_record": bool(access.meets(reader)),
    }
    return render(request, "supervision/meetings.html", context)


@require_safe
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's general meetings as facts; what was said is on the page of each."""
    reader, book = request.user, book_on(timezone.localdate())
    person = or_404(queries.person_whose_meetings_are_open_to(reader, pk))
    rows = queries.about(person, reader=reader)
    context = {
        **list_context(request, rows, book),
        "person": person,
        "is_own": person.pk == reader.pk,
        "sees_own_alone": not access.manages(reader, pk) and access.may_meet(reader, person),
        "may_record": access.may_meet(reader, person),
        "begin_url": f"{reverse('supervision:meeting_begin')}?person={person.pk}",
    }
    return render(request, "supervision/meetings_of.html", context)


def list_context(request: HttpRequest, rows: QuerySet, book: Rulebook) -> dict:
    """A page of the rows of the kind that was chosen."""
    form = KindForm(request.GET, book=book)
    kind = form.chosen()
    page = page_of(rows.filter(kind=kind) if kind else rows, request.GET.get("page"))
    return {
        "form": form,
        "page": page,
        "pagination": page_links(page, request.GET),
        "kind": kind,
        "kinds": book.choices.general_meeting_kinds,
    }


@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads like a letter. Whoever sees the facts alone sees them here too."""
    meeting = visible_meeting(request, pk)
    book = book_on(meeting.held_on)
    content = queries.content_of(meeting, reader=request.user)
    with Openings(request.user) as openings:
        openings.add_pieces([content] if content else [])
        decisions = decisions_in(meeting, openings=openings, book=book)
    is_own = meeting.person_id == request.user.pk
    context = {
        "meeting": meeting,
        "kind": kind_of(meeting, book),
        "way": book.choices.general_meeting_ways.get(meeting.way),
        "words": meeting_in_words(content, book) if content else None,
        "sees_content": content is not None,
        "amendments": max(0, queries.count_versions(content) - 1) if content else 0,
        "decisions": decisions,
        "is_own": is_own,
        "may_follow_up": access.may_follow_up(request.user, meeting),
        "may_take_up": access.may_take_up(request.user, meeting),
        "may_amend": access.may_amend_meeting(request.user, meeting),
    }
    return render(request, "supervision/meeting.html", context)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, and what changed from one to the next."""
    meeting = visible_meeting(request, pk)
    content = or_404(queries.content_of(meeting, reader=request.user))
    with Openings(request.user) as openings:
        openings.add_pieces([content])
    context = {
        "meeting": meeting,
        "kind": kind_of(meeting, book_on(meeting.held_on)),
        "versions": queries.versions_of(content),
        "back_url": meeting.get_absolute_url(),
        "back_text": "General meeting",
    }
    return render(request, "supervision/meeting_history.html", context)


@require_POST
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever set themself a day says that they came back to it."""
    meeting = visible_meeting(request, pk)
    require(meeting.recorded_by_id == request.user.pk)
    if actions.follow_up(meeting=meeting, by=request.user, today=timezone.localdate()):
        messages.success(request, "It is kept that you came back to it.")
    return redirect(meeting)


@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting that was loaded unfinished is written up here."""
    meeting = visible_meeting(request, pk)
    require(access.may_take_up(request.user, meeting))
    draft = actions.take_up(meeting=meeting, by=request.user, way=WAY_OF_A_LOADED_MEETING)
    return redirect(draft)
