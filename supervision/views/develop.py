from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drafts import views as drafts
from people.rules import book_on
from supervision import access, actions
from supervision.forms import CloseForm, NoteForm
from supervision.models import ActionContent
from supervision.queries import developing
from supervision.queries.reading import Openings
from supervision.views.finding import or_404, require

FILTERS = {"open": "Open", "late": "Late", "done": "Done", "dropped": "Dropped", "all": "All"}


@require_safe
def plan_of(request: HttpRequest, pk: int) -> HttpResponse:
    """All actions of a person, over all their PLRs: the development plan (P22-2.5j)."""
    person = or_404(developing.person_whose_plan_is_open_to(request.user, pk))
    chosen = request.GET.get("show", "open")
    chosen = chosen if chosen in FILTERS else "open"
    today = timezone.localdate()
    with Openings(request.user) as openings:
        contents = developing.plan_of(person, openings=openings, show=chosen, today=today)
    context = {
        "person": person,
        "is_own": person.pk == request.user.pk,
        "contents": contents,
        "chosen": chosen,
        "filters": FILTERS.items(),
        "counts": developing.counts(person, today=today),
        "book": book_on(today),
        "today": today,
    }
    return render(request, "supervision/development_plan.html", context)


def visible_action(request: HttpRequest, pk: int) -> ActionContent:
    contents = ActionContent.objects.visible_to(request.user)
    related = ("action__person", "action__owner", "action__plr")
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
        "may_close": access.may_close(request.user, content.action),
        "book": book_on(timezone.localdate()),
        "today": timezone.localdate(),
        "back_url": plan_or_home(request, content),
        "back_text": "Actions",
    }
    return render(request, "supervision/action.html", context)
