from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compliance import access
from compliance.reading_policy import cadences, choices, measures, reminders
from policy import rulebook


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """The rules as the site applies them today, each with its clause."""
    book = rulebook.in_force(settings.RULEBOOK, timezone.localdate())
    context = {
        "book": book,
        "measures": measures(book),
        "cadences": cadences(book),
        "choices": choices(book),
        "reminders": reminders(book),
        "may_ask": access.may_ask_what_if(request.user),
    }
    return render(request, "compliance/policy.html", context)
