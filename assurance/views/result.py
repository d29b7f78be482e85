"""What the markers wrote, how far they agree, and the manager's answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assurance import access, actions
from assurance.forms.samples import AnswerForm
from assurance.queries.samples import answer_to, open_markings
from assurance.views.finding import visible_draw
from assurance.views.home import back_to
from assurance.words import in_words
from drafts import views as drafts
from people.views.finding import or_404, require

ANSWERED = "You have answered this feedback already."


@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    drawn = visible_draw(request, pk)
    markings = or_404(open_markings(drawn, reader=request.user) or None)
    context = {
        "draw": drawn,
        "programme": drawn.rules,
        "marked": in_words(drawn, markings),
        "answer": answer_to(drawn, reader=request.user),
        "may_answer": access.may_answer(request.user, drawn),
        **back_to(drawn),
    }
    return render(request, "assurance/result.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever led the PLR or made the audit says what they make of it, once."""
    drawn = visible_draw(request, pk)
    require(access.is_asked_to_answer(request.user, drawn))
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, today=timezone.localdate())
    if not access.may_answer(request.user, drawn):
        return answered_already(request, drawn, form)
    if sent is not None and form.is_valid():
        given = {"text": form.cleaned_data["text"], "actions": form.actions(), "by": request.user}
        if not actions.answer_feedback(draw=drawn, now=timezone.now(), **given):
            return answered_already(request, drawn, form)
        messages.success(request, "Your answer is sent. Your actions are in your development plan.")
        return redirect("assurance:result", pk)
    context = {"draw": drawn, "form": form, "back_url": reverse("assurance:result", args=[pk])}
    return render(request, "assurance/answer.html", {**context, "back_text": "The feedback"})


def answered_already(request: HttpRequest, drawn, form: AnswerForm) -> HttpResponse:
    """The first answer stands; another text that was typed is shown, to be copied."""
    back_url = reverse("assurance:result", args=[drawn.pk])
    if form.is_bound and form.data.get("text", "").strip():
        return drafts.closed_page(request, form=form, sentence=ANSWERED, back_url=back_url)
    messages.info(request, ANSWERED)
    return redirect(back_url)
