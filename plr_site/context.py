from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from people.navigation import navigation_for
from people.sessions import time_left
from plr_site import guide


def site(request: HttpRequest) -> dict:
    """What every page shows around its contents."""
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    return {
        "demonstration": settings.DEMO,
        "session_left": time_left(request.session) if signed_in else None,
        "passwords": settings.PASSWORDS,
        "single_sign_on": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "navigation": navigation_for(person, path=request.path) if signed_in else [],
        "footer_links": [
            *(help_with(request) if signed_in else []),
            {"text": "The policy", "href": reverse("compliance:policy")},
            {"text": "Help", "href": reverse("help")},
            {"text": "Accessibility", "href": reverse("accessibility")},
            {"text": "Privacy", "href": reverse("privacy")},
            {"text": "Security", "href": reverse("security")},
        ],
    }


def help_with(request: HttpRequest) -> list[dict]:
    """The page of the guide about what is on the screen, where there is one."""
    shown = request.resolver_match
    page = guide.PAGE_FOR.get(shown.view_name) if shown else None
    if page is None:
        return []
    return [{"text": "Help with this page", "href": reverse("help_page", args=[page])}]
