from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import actions
from people.queries import sessions as queries
from people.sessions import go_on, time_left

SHOWN = 20


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    found = queries.open_sessions(request.user, this_one=request.session.session_key)
    context = {
        "sessions": found,
        "is_elsewhere": any(not one.is_this_one for one in found),
        "events": queries.events(request.user)[:SHOWN],
        "shown": SHOWN,
        "days_kept": settings.SIGN_IN_ADDRESSES_KEPT.days,
    }
    return render(request, "people/sessions.html", context)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    others = queries.own(request.user).exclude(session_key=request.session.session_key)
    actions.end_session(get_object_or_404(others, pk=pk), by=request.user)
    messages.success(request, "That browser is signed out.")
    return redirect("people:sessions")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    actions.end_other_sessions(person=request.user, this_one=request.session.session_key)
    go_on(request.session, request.user)
    messages.success(request, "You are signed out everywhere but here.")
    return redirect("people:sessions")


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """How long one stays signed in. Sent (POST), it means: I am still here."""
    left = time_left(request.session)
    return JsonResponse(
        {
            "seconds": left.seconds,
            "can_be_extended": left.can_be_extended,
            "person": request.user.pk,
            "csrf": get_token(request),
        }
    )
