"""Signing in with one click. Refuses outside a demonstration, should its urls ever get there."""

import time
from pathlib import Path

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from people import actions
from people.models import Person
from people.queries import demonstration
from people.queries.sent_mail import LATEST, latest_mails
from people.second_factor import PASSED, USED_AT


@login_not_required
@require_safe
def cast(request: HttpRequest) -> HttpResponse:
    return render(request, "demonstration/cast.html", {"parts": parts_or_404()})


@login_not_required
@require_POST
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    person = next((part.person for part in parts_or_404() if part.person.pk == pk), None)
    if person is None:
        raise Http404
    actions.open_account(person=person, now=timezone.now())
    login(request, person)
    user_logged_in.send(sender=Person, request=request, user=person)
    request.session[PASSED] = True
    request.session[USED_AT] = int(time.time())
    return redirect("home")


@login_not_required
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    mails = latest_mails(Path(settings.EMAIL_FILE_PATH))
    return render(request, "demonstration/mail.html", {"mails": mails, "latest": LATEST})


def parts_or_404() -> list[demonstration.Part]:
    if not settings.DEMO:
        raise Http404
    return demonstration.cast(timezone.localdate())
