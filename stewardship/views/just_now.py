"""To use one's second factor again, before what asks for more than to be signed in."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from people import second_factor


def way_to_confirm(request: HttpRequest, then: str) -> HttpResponse:
    """To whoever has no second factor of their own, the way to one."""
    if second_factor.has_one(request.user):
        return redirect_to_login(then, reverse("mfa_reauthenticate"))
    return redirect("mfa_index")
