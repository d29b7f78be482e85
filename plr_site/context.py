from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from people.models import BreakGlass, Person
from people.navigation import navigation_for
from people.sessions import time_left
from plr_site import guide
from stewardship.queries.break_glass import own_open


def site(request: HttpRequest) -> dict:
    """What every page shows around its contents."""
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    return {
        "demonstration": settings.DEMO,
        "session_left": time_left(request.session) if signed_in else None,
        "passwords": settings.PASSWORDS,
        "single_sign_on": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "opened_records": opened_by(person) if signed_in else [],
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


def opened_by(person: Person) -> list[BreakGlass]:
    """A question to the database for those alone who have opened somebody's records."""
    return own_open(person, now=timezone.now()) if person.reach.opened else []


def help_with(request: HttpRequest) -> list[dict]:
    """The page of the guide about what is on the screen, where there is one."""
    shown = request.resolver_match
    page = guide.PAGE_FOR.get(shown.view_name) if shown else None
    if page is None:
        return []
    return [{"text": "Help with this page", "href": reverse("help_page", args=[page])}]
