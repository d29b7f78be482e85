from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drafts import views as drafts
from people.paging import page_links, page_of
from people.rules import book_on
from supervision import access, actions
from supervision.forms import CloseForm, NarrowForm, NoteForm
from supervision.models import ActionContent
from supervision.queries import developing
from supervision.queries.developing import Narrowed
from supervision.queries.reading import Openings
from supervision.views.finding import or_404, require

FILTERS = {
    "open": "Open",
    "late": "Late",
    "closed": "Closed",
    "done": "Done",
    "dropped": "Dropped",
    "all": "All",
}
TEAM_FILTERS = {"late": "Late", "open": "All that are open"}


@require_safe
def plan_of(request: HttpRequest, pk: int) -> HttpResponse:
    """All actions of a person, over all their PLRs: the development plan (P22-2.5j)."""
    person = or_404(developing.person_whose_plan_is_open_to(request.user, pk))
    show, today = shown(request, FILTERS), timezone.localdate()
    book = book_on(today)
    form = NarrowForm(
        request.GET,
        sources=developing.SOURCES,
        standards=developing.standards_in(person),
        book=book,
    )
    chosen = form.chosen()
    narrowed = Narrowed(**chosen)
    with Openings(request.user) as openings:
        contents = developing.plan_of(
            person, openings=openings, show=show, narrowed=narrowed, today=today
        )
    context = {
        "person": person,
        "is_own": person.pk == request.user.pk,
        "contents": contents,
        "form": form,
        "chosen": show,
        "narrowed": any(chosen.values()),
        "filters": [(key, label, address(show=key, **chosen)) for key, label in FILTERS.items()],
        "counts": developing.counts(person, FILTERS, narrowed=narrowed, today=today),
        "book": book,
        "today": today,
    }
    return render(request, "supervision/development_plan.html", context)


def shown(request: HttpRequest, filters: Mapping[str, str]) -> str:
    """The filter in the address, or the first there is."""
    wanted = request.GET.get("show", "")
    return wanted if wanted in filters else next(iter(filters))


def address(**wanted: str) -> str:
    return f"?{urlencode({key: value for key, value in wanted.items() if value})}"


@require_safe
def of_team(request: HttpRequest) -> HttpResponse:
    """Actions that are late, of everybody in reach; what is written to whoever may read it."""
    reader, today = request.user, timezone.localdate()
    or_404(reader if access.sees_others(reader) else None)
    show = shown(request, TEAM_FILTERS)
    actions_of = developing.actions_of_team(reader, show=show, today=today)
    page = page_of(actions_of, request.GET.get("page"))
    with Openings(reader) as openings:
        written = developing.written_of(page.object_list, openings=openings)
    context = {
        "page": page,
        "rows": [(action, written.get(action.pk)) for action in page],
        "pagination": page_links(page, request.GET),
        "chosen": show,
        "filters": [(key, label, address(show=key)) for key, label in TEAM_FILTERS.items()],
        "book": book_on(today),
        "today": today,
        "back_url": "/",
        "back_text": "Home",
    }
    return render(request, "supervision/team_actions.html", context)


def visible_action(request: HttpRequest, pk: int) -> ActionContent:
    contents = ActionContent.objects.visible_to(request.user)
    related = [f"action__{one}" for one in ("person", "owner", *developing.SOURCES)]
    return get_object_or_404(contents.select_related(*related), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def action_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: its notes, and a line on what has moved."""
    content = visible_action(request, pk)
    note_form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and note_form.is_valid():
        require(access.may_work_on(request.user, content.action))
        text = note_form.cleaned_data["text"]
        actions.note_progress(action=content.action, text=text, by=request.user, now=timezone.now())
        messages.success(request, "Your note is kept.")
        return redirect("supervision:action", pk)
    return show_action(request, content, note_form=note_form, close_form=CloseForm())


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    content = visible_action(request, pk)
    require(access.may_work_on(request.user, content.action))
    form = CloseForm(request.POST)
    if not access.may_close(request.user, content.action):
        return closed_already(request, content, form)
    if not form.is_valid():
        return show_action(request, content, note_form=NoteForm(), close_form=form)
    if not actions.close_action(
        action=content.action,
        by=request.user,
        now=timezone.now(),
        today=timezone.localdate(),
        **form.cleaned_data,
    ):
        return closed_already(request, content, form)
    messages.success(request, "The action is closed.")
    return redirect(plan_or_home(request, content))


def closed_already(request: HttpRequest, content: ActionContent, form: CloseForm) -> HttpResponse:
    """The first word stands; another one that was typed is shown, to be copied."""
    sentence = "This action is closed already."
    back_url = reverse("supervision:action", args=[content.pk])
    if form.data.get("impact", "").strip() not in ("", content.impact):
        return drafts.closed_page(request, form=form, sentence=sentence, back_url=back_url)
    messages.info(request, sentence)
    return redirect(back_url)


def plan_or_home(request: HttpRequest, content: ActionContent) -> str:
    """Whoever has to do an action of somebody else does not see the rest of their plan."""
    person = content.action.person
    if developing.may_read_plan(request.user, person.pk):
        return reverse("supervision:plan_of", args=[person.pk])
    return reverse("supervision:mine")


def show_action(
    request: HttpRequest, content: ActionContent, *, note_form, close_form
) -> HttpResponse:
    with Openings(request.user) as openings:
        openings.add_pieces([content])
    form = close_form if close_form.is_bound else note_form
    context = {
        "content": content,
        "action": content.action,
        "notes": content.action.notes.select_related("by"),
        "note_form": note_form,
        "close_form": close_form,
        "form": form,
        "may_read_plan": developing.may_read_plan(request.user, content.action.person_id),
        "may_close": access.may_close(request.user, content.action),
        "book": book_on(timezone.localdate()),
        "today": timezone.localdate(),
        "back_url": plan_or_home(request, content),
        "back_text": "Actions",
    }
    return render(request, "supervision/action.html", context)
