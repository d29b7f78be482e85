from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from drafts import views as drafts
from people.models import Person
from supervision import access, actions
from supervision.forms import SupportForm
from supervision.models import SupportNeed
from supervision.queries import year as queries
from supervision.views.finding import require, visible_person

BEGUN = "It is kept. Agree how often you meet while more support is needed."
ENDED = "It is kept. The dates offered follow the agreed interval, or the minimum of the policy."


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether somebody needs greater support, since when and why; begun and ended here."""
    person = visible_person(request, pk)
    own, may_say = person.pk == request.user.pk, access.manages(request.user, person.pk)
    require(own or may_say)
    needs = queries.support_of(person, reader=request.user)
    lasting = next((one for one in needs if one.ended_at is None), None)
    form = SupportForm(request.POST if request.method == "POST" else None, lasts=bool(lasting))
    if request.method == "POST":
        require(may_say)
        if request.POST.get("ends", "") != (str(lasting.pk) if lasting else ""):
            return said_already(request, person, lasting, form)
        if form.is_valid():
            return said(request, person, lasting, form.cleaned_data["reason"])
    context = {
        "person": person,
        "own": own,
        "form": form if may_say else None,
        "needs": needs,
        "lasting": lasting,
        "back_url": reverse("supervision:interval", args=[person.pk]),
        "back_text": "Interval",
    }
    return render(request, "supervision/support.html", context)


def said_already(
    request: HttpRequest, person: Person, lasting: SupportNeed | None, form: SupportForm
) -> HttpResponse:
    """A page from before it began or ended, or a second click: neither begins nor ends it."""
    sentence = "That more support is needed was said already." if lasting else "It ended already."
    back_url = reverse("supervision:support", args=[person.pk])
    needs = queries.support_of(person, reader=request.user)
    if is_news(form.data.get("reason", "").strip(), needs):
        return drafts.closed_page(request, form=form, sentence=sentence, back_url=back_url)
    messages.info(request, sentence)
    return redirect(back_url)


def is_news(typed: str, needs: Sequence[SupportNeed]) -> bool:
    return bool(typed) and not any(typed in (one.reason, one.why_ended) for one in needs)


def said(
    request: HttpRequest, person: Person, lasting: SupportNeed | None, reason: str
) -> HttpResponse:
    by, now = request.user, timezone.now()
    if lasting is None:
        if actions.begin_support(person=person, reason=reason, by=by, now=now):
            messages.success(request, BEGUN)
        return redirect("supervision:interval", person.pk)
    if actions.end_support(need=lasting, reason=reason, by=by, now=now):
        messages.success(request, ENDED)
    return redirect("supervision:interval", person.pk)
