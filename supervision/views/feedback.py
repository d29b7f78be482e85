"""Feedback from others on a PLR: whom one asks, what came, and what enters the record."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.rules import book_on
from supervision import access, actions
from supervision.actions import Question, TooManyOutside
from supervision.forms.feedback import NAMED, AskForm, EnterForm
from supervision.models import PLR, FeedbackAnswer, FeedbackRequest
from supervision.queries import feedback as queries
from supervision.queries.reading import Openings
from supervision.views.finding import or_404, require, visible_plr, visible_plr_with_requests


@require_safe
def of_plr(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was asked about the reportee, and how many have answered."""
    plr, today = visible_plr_with_requests(request, pk), timezone.localdate()
    require(access.may_see_feedback(request.user, plr))
    may_ask = access.may_ask_for_contribution(request.user, plr)
    context = {
        "plr": plr,
        "requests": queries.lines_of(plr, reader=request.user, on=today),
        "supervisors": queries.practice_supervisors_to_ask(plr, on=today) if may_ask else [],
        "is_reportee": plr.reportee_id == request.user.pk,
        "may_ask": access.may_ask_for_feedback(request.user, plr),
        "back_url": plr.get_absolute_url(),
        "back_text": "PLR",
    }
    return render(request, "supervision/feedback/of_plr.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Of colleagues and of people outside, with or without their names (P22-2.6b)."""
    plr = visible_plr(request, pk)
    require(access.may_ask_for_feedback(request.user, plr))
    form = ask_form(request, plr)
    if request.method == "POST" and form.is_valid():
        question = Question(
            text=form.cleaned_data["question"],
            asked=form.cleaned_data["asked"],
            closes_on=form.cleaned_data["closes_on"],
            named=form.cleaned_data["names"] == NAMED,
            least_answers=form.rules.least_unnamed,
        )
        try:
            made = actions.ask_for_feedback(
                plr=plr, question=question, by=request.user, now=timezone.now()
            )
        except TooManyOutside as refused:
            form.add_error("others", str(refused))
        else:
            messages.success(request, "They are asked, each by a message of their own.")
            return redirect(made)
    context = {"plr": plr, "form": form, "is_reportee": plr.reportee_id == request.user.pk}
    return render(request, "supervision/feedback/ask.html", context)


def ask_form(request: HttpRequest, plr: PLR) -> AskForm:
    today = timezone.localdate()
    rules = book_on(today).feedback
    last = today + timedelta(days=rules.days_open)
    before = plr.planned_for - timedelta(days=1)
    return AskForm(
        request.POST if request.method == "POST" else None,
        initial={
            "question": rules.question.format(person=plr.reportee.name),
            "closes_on": min(last, before) if before > today else last,
        },
        near=queries.colleagues_near(plr, asker=request.user, on=today),
        people_at=queries.people_at,
        refused=queries.not_to_be_asked(plr, asker=request.user, on=today),
        rules=rules,
        today=today,
    )


@require_POST
def ask_supervisors(request: HttpRequest, pk: int) -> HttpResponse:
    """By hand, before the day on which they are asked by themselves (P22-2.7b)."""
    plr = visible_plr(request, pk)
    require(access.may_ask_for_contribution(request.user, plr))
    ask_one = partial(actions.ask_for_contribution, plr=plr, by=request.user, now=timezone.now())
    supervisors = queries.practice_supervisors_to_ask(plr, on=timezone.localdate())
    asked = [one.name for one in supervisors if ask_one(contributor=one)]
    if asked:
        messages.success(request, f"Asked to contribute: {', '.join(asked)}.")
    else:
        messages.info(request, "No practice supervisor is left to be asked.")
    return redirect("supervision:feedback_of_plr", plr.pk)


def visible_request(request: HttpRequest, pk: int) -> FeedbackRequest:
    requests = FeedbackRequest.objects.visible_to(request.user)
    related = ("plr__reportee", "plr__led_by", "asked_by", "contributor", "question")
    found = get_object_or_404(requests.select_related(*related), pk=pk)
    return or_404(found if access.may_open_request(request.user, found) else None)


@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked; for whoever leads the PLR what was answered as well."""
    found, today = visible_request(request, pk), timezone.localdate()
    with Openings(request.user) as openings:
        answers = queries.answers_of(found, openings=openings)
    invitations = queries.invitations_of(found)
    answered = sum(one.answered for one in invitations)
    own = found.asked_by_id == request.user.pk
    context = {
        "found": found,
        "plr": found.plr,
        "answers": answers,
        "invitations": invitations if found.named or own else [],
        "asked": len(invitations),
        "answered": answered,
        "is_open": found.is_open(on=today) and answered < len(invitations),
        "is_reportee": found.plr.reportee_id == request.user.pk,
        "may_enter": access.may_write_record(request.user, found.plr),
    }
    return render(request, "supervision/feedback/request.html", context)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody can answer any more; links that were sent lead nowhere."""
    found = visible_request(request, pk)
    if actions.close_request(request=found, by=request.user, on=timezone.localdate()):
        messages.success(request, "The request is closed.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The line manager decides what of an answer enters the record."""
    answers = FeedbackAnswer.objects.visible_to(request.user)
    related = ("request__plr__reportee", "request__plr__led_by", "invitation__person")
    answer = get_object_or_404(answers.select_related(*related), pk=pk)
    plr = answer.request.plr
    require(access.may_write_record(request.user, plr))
    posted = request.POST if request.method == "POST" else None
    form = EnterForm(posted, initial={"text": answer.text})
    if request.method == "POST" and form.is_valid():
        entered = actions.enter_in_record(
            answer=answer, plr=plr, by=request.user, now=timezone.now(), **form.cleaned_data
        )
        if entered:
            messages.success(request, "It stands in the draft of the record.")
        return redirect(answer.request)
    with Openings(request.user) as openings:
        openings.add_feedback(plr, answer.request_id)
    context = {"plr": plr, "answer": answer, "form": form}
    return render(request, "supervision/feedback/enter.html", context)
