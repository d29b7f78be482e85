"""The pages of whoever is asked: a colleague who signs in, or somebody outside with a link."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from drafts.guard import warnings_in
from people.typed import typed_in
from supervision import actions
from supervision.forms.feedback import FeedbackForm
from supervision.links import hash_of
from supervision.models import FeedbackInvitation
from supervision.queries import feedback as queries

LINKS, MOST_LINKS = "feedback_links", 20
OUTSIDE = "supervision/feedback/outside.html"
TOO_OFTEN = "This was sent too often. Wait a minute, then send it again"


@require_safe
def asked_of_me(request: HttpRequest) -> HttpResponse:
    """What one is asked about others, until one answers or it closes."""
    waiting = queries.asked_of(request.user, on=timezone.localdate())
    return render(request, "supervision/feedback/asked_of_me.html", {"waiting": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The question put to a colleague, and nothing of the PLR that it is for."""
    invitations = FeedbackInvitation.objects.visible_to(request.user)
    related = ("request__plr__reportee", "request__question")
    invitation = get_object_or_404(invitations.select_related(*related), pk=pk)
    if not queries.can_be_answered(invitation, on=timezone.localdate()):
        return closed(request, "supervision/feedback/closed.html")
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if is_to_be_kept(request, form, invitation):
        if not keep(invitation, form):
            return closed(request, "supervision/feedback/closed.html")
        messages.success(request, "Thank you. Your answer has arrived.")
        return redirect("supervision:feedback")
    return page(request, "supervision/feedback/answer.html", invitation, form)


@login_not_required
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Uses nothing up, and leads on to an address without the link in it.

    So a look ahead by a mail program harms nothing, and neither a log, nor the history of a
    browser, nor the next site gets the link.
    """
    opened = [one for one in request.session.get(LINKS, []) if one != hash_of(token)]
    request.session[LINKS] = [*opened, hash_of(token)][-MOST_LINKS:]
    answer = redirect("supervision:feedback_outside")
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest) -> HttpResponse:
    """The form behind a link: one page for every link that leads nowhere, whatever the reason."""
    found = link_of(request)
    invitation = queries.invitation_of_link(found, on=timezone.localdate())
    if invitation is None:
        return closed(request, "supervision/feedback/outside_closed.html")
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if not ratelimit.consume(request, action="feedback"):
        form.add_error(None, TOO_OFTEN)
        return page(request, OUTSIDE, invitation, form, link=found, status=429)
    if is_to_be_kept(request, form, invitation):
        if keep(invitation, form):
            forget(request, found)
            return redirect("supervision:feedback_thanks")
        return closed(request, "supervision/feedback/outside_closed.html")
    return page(request, OUTSIDE, invitation, form, link=found)


def link_of(request: HttpRequest) -> str:
    """Of the form that was sent, as two tabs may be about two people; else the last opened."""
    opened = request.session.get(LINKS, [])
    wanted = request.POST.get("link", opened[-1] if opened else "")
    return wanted if wanted in opened else ""


def forget(request: HttpRequest, link: str) -> None:
    others = [one for one in request.session[LINKS] if one != link]
    if others:
        request.session[LINKS] = others
    else:
        del request.session[LINKS]


@login_not_required
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "supervision/feedback/thanks.html")


def is_to_be_kept(request: HttpRequest, form: FeedbackForm, invitation: FeedbackInvitation) -> bool:
    """What may identify a child or family is pointed at once; then the writer decides."""
    if request.method != "POST" or not form.is_valid():
        return False
    form.pointed_at = warnings_in(form, reader=invitation.request.plr.reportee)
    return not form.pointed_at or "knowingly" in request.POST


def keep(invitation: FeedbackInvitation, form: FeedbackForm) -> bool:
    return actions.answer_feedback(
        invitation=invitation,
        text=form.cleaned_data["text"],
        by=invitation.person,
        now=timezone.now(),
    )


def closed(request: HttpRequest, template: str) -> HttpResponse:
    return render(request, template, {"typed": typed_in(request)}, status=404)


def page(
    request: HttpRequest,
    template: str,
    invitation: FeedbackInvitation,
    form: FeedbackForm,
    *,
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    asked = invitation.request
    context = {
        "form": form,
        "link": link,
        "warnings": getattr(form, "pointed_at", ()),
        "reportee": asked.plr.reportee,
        "asked": asked,
        "number": queries.number_asked(asked),
        "day": asked.plr.day_of_meeting,
    }
    return render(request, template, context, status=status)
