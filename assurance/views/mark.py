"""The marker's form, which saves itself; then a check; then it is sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assurance import access, actions
from assurance.forms.marking import MarkingForm
from assurance.models import Marking
from assurance.queries.samples import own_marking
from assurance.views.finding import visible_draw
from assurance.views.home import back_to
from assurance.words import form_of, in_words
from drafts import views as drafts
from drafts.actions import Conflict, StaleRecord
from drafts.guard import warnings_in
from people.rules import book_on
from people.views.finding import or_404
from policy.marking_gaps import gaps_in_marking

CLOSED = "This sample was sent or handed back, or the record is no longer open to you."
TYPED = "What you typed is below."


def marking_for(request: HttpRequest, pk: int) -> Marking:
    return or_404(own_marking(visible_draw(request, pk), request.user))


def form_for(marking: Marking, data=None) -> MarkingForm:
    book = book_on(marking.draw.period_start)
    asked = form_of(marking.draw, book)
    return MarkingForm(data, rulebook=book, asked=asked, body=marking.content.body)


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    marking = marking_for(request, pk)
    form = form_for(marking, request.POST if request.method == "POST" else None)
    if not access.may_mark(request.user, marking):
        if request.method == "POST":
            sentence, back_url = f"{CLOSED} {TYPED}", marking.draw.get_absolute_url()
            return drafts.closed_page(request, form=form, sentence=sentence, back_url=back_url)
        return redirect(marking.draw)
    if request.method == "POST":
        saved = drafts.save_by_button(request, draft=marking.content, form=form)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(request, marking, form, version=saved.version, theirs=theirs, status=409)
        if saved:
            if request.POST.get("then") == "check":
                return redirect("assurance:check", pk)
            messages.success(request, "The draft is saved. Only you can see it.")
            return redirect("assurance:mark", pk)
    return page(request, marking, form, version=marking.content.version)


def page(request, marking: Marking, form: MarkingForm, *, version, theirs=(), status=200):
    context = {
        "draw": marking.draw,
        "programme": marking.draw.rules,
        "form": form,
        "draft": marking.content,
        "version": version,
        "theirs": theirs,
        "questions": form.questions(),
        **back_to(marking.draw),
    }
    return render(request, "assurance/mark.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, pk: int) -> HttpResponse:
    marking = marking_for(request, pk)
    if not access.may_mark(request.user, marking):
        return drafts.closed(CLOSED)
    if request.method != "POST":
        return drafts.draft_state(request, marking.content)
    form = form_for(marking, request.POST)
    return drafts.autosave(request, draft=marking.content, form=form, extra=lambda body: {})


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole marking and what is missing; the button that sends it."""
    marking = marking_for(request, pk)
    if not access.may_mark(request.user, marking):
        return redirect(marking.draw)
    gaps = gaps_in_marking(marking.content.body, form_of(marking.draw))
    if request.method == "POST" and not gaps:
        return send(request, marking)
    form = form_for(marking, form_for(marking).kept)
    form.show_gaps(gaps)
    context = {
        "draw": marking.draw,
        "form": form,
        "gaps": gaps,
        "version": marking.content.version,
        "marked": in_words(marking.draw, [marking]),
        "warnings": warnings_in(form, reader=request.user),
        "back_url": back_to_form(marking),
        "back_text": "Go on writing",
    }
    return render(request, "assurance/check.html", context)


def back_to_form(marking: Marking) -> str:
    return f"{marking.draw.get_absolute_url()}mark/"


def send(request: HttpRequest, marking: Marking) -> HttpResponse:
    version = drafts.version_in(request)
    given = {"on": timezone.localdate(), "now": timezone.now()}
    try:
        actions.send_marking(marking=marking, version=version, **given)
    except StaleRecord:
        messages.warning(request, "It was changed after you checked it. Check it again.")
        return redirect("assurance:check", marking.draw_id)
    messages.success(request, "It is sent. The record is closed to you now.")
    return redirect("assurance:result", marking.draw_id)
