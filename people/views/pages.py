"""Pages for everybody, signed in or not."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html", contact())


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html", contact())


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/security.html", contact())


def contact() -> dict[str, str]:
    return {"contact": settings.DATA_PROTECTION_CONTACT}
