from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from another site, or one that was open while its writer signed in again."""
    return render(request, "403_csrf.html", status=403)
