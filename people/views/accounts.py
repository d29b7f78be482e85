from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from people.single_sign_on import PROVIDER, Adapter, refusal

View = Callable[..., HttpResponse]


@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where one lands who signed in again in a second tab, to go on writing in the first."""
    return render(request, "account/signed_in.html")


def with_passwords(view: View) -> View:
    """Not there where people sign in by single sign-on alone."""

    @wraps(view)
    def where_there_are_passwords(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not settings.PASSWORDS:
            raise Http404
        return view(request, **kwargs)

    return where_there_are_passwords


@login_not_required
@require_POST
def single_sign_on(request: HttpRequest) -> HttpResponse:
    return at_the_provider(request, OAuth2LoginView)


@login_not_required
@require_safe
def single_sign_on_back(request: HttpRequest) -> HttpResponse:
    return at_the_provider(request, OAuth2CallbackView)


def at_the_provider(request: HttpRequest, step: type) -> HttpResponse:
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        return step.adapter_view(Adapter(request, PROVIDER))(request)
    except RequestException:
        return refusal(request)
