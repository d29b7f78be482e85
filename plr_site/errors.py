import sys

from django.db import InterfaceError, NotSupportedError, OperationalError, connection
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseServerError,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import render_to_string

from people.typed import typed_in


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from another site, or one that was open while its writer signed in again."""
    return render(request, "403_csrf.html", {"typed": typed_in(request)}, status=403)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Reads nothing of what was sent: Django's own page does, and fails on it again."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was typed for something that was deleted in another tab is shown, to be copied."""
    return render(request, "404.html", {"typed": typed_in(request)}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was typed for something that closed meanwhile is shown, to be copied."""
    context = {"exception": str(exception), "typed": typed_in(request)}
    return render(request, "403.html", context, status=403)


# Seconds; the proxies and the pages that save by themselves wait about as long.
COME_AGAIN_AFTER = 30


def failed(request: HttpRequest) -> HttpResponse:
    """Where the database is away, full or too slow the answer says so; the rest is our fault."""
    error = sys.exception()
    if isinstance(error, OperationalError | InterfaceError):
        return come_again(request)
    if isinstance(error, NotSupportedError):
        # A table was changed beneath a plan that this connection keeps: the next one has none.
        connection.close()
        return come_again(request)
    return HttpResponseServerError(render_to_string("500.html"))


def come_again(request: HttpRequest) -> HttpResponse:
    """Asks the database nothing. Whoever typed is shown their text, to be copied."""
    headers = {"Retry-After": str(COME_AGAIN_AFTER)}
    if "application/json" in request.headers.get("Accept", ""):
        answer = {"error": "The site cannot answer just now. Try again in half a minute."}
        return JsonResponse(answer, status=503, headers=headers)
    page = render_to_string("503.html", {"typed": typed_in(request)})
    return HttpResponse(page, status=503, headers=headers)
