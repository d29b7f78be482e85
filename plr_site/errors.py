from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from people.typed import typed_in


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from another site, or one that was open while its writer signed in again."""
    return render(request, "403_csrf.html", {"typed": typed_in(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was typed for something that was deleted in another tab is shown, to be copied."""
    return render(request, "404.html", {"typed": typed_in(request)}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was typed for something that closed meanwhile is shown, to be copied."""
    context = {"exception": str(exception), "typed": typed_in(request)}
    return render(request, "403.html", context, status=403)
