"""Every sign-in and every failure is noted; what is unusual is told to the person by mail."""

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from people import post
from people.browsers import browser_in_words
from people.models import Person, SignIn

DEVICE_COOKIE = "__Host-plr-device" if settings.SECURE else "plr-device"
DEVICE_KEPT = timedelta(days=365)
MANY = 5
WITHIN = timedelta(minutes=15)


def note(
    request: HttpRequest, kind: SignIn.Kind, *, person_id: int | None, device: str = ""
) -> SignIn:
    return SignIn.objects.create(
        person_id=person_id,
        kind=kind,
        address=address_of(request),
        browser=browser_in_words(request.headers.get("User-Agent", ""))[:60],
        device=device,
    )


def address_of(request: HttpRequest) -> str | None:
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return None


def note_signed_in(request: HttpRequest, response: HttpResponse, *, person: Person) -> None:
    """A browser that is new to this person is told to them; the very first is not."""
    mark = request.COOKIES.get(DEVICE_COOKIE) or secrets.token_urlsafe(24)
    device = hashlib.sha256(mark.encode()).hexdigest()
    earlier = SignIn.objects.filter(person_id=person.pk, kind__in=SIGNED_IN)
    is_known = earlier.filter(device=device).exists() or not earlier.exists()
    noted = note(request, how(request), person_id=person.pk, device=device)
    if not is_known:
        post.hand_over("new_browser", person, about=noted)
    response.set_cookie(
        DEVICE_COOKIE,
        mark,
        max_age=DEVICE_KEPT,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


SIGNED_IN = (SignIn.Kind.PASSWORD, SignIn.Kind.SINGLE_SIGN_ON)


def how(request: HttpRequest) -> SignIn.Kind:
    methods = request.session.get("account_authentication_methods", [])
    by_provider = any(method.get("method") == "socialaccount" for method in methods)
    return SignIn.Kind.SINGLE_SIGN_ON if by_provider else SignIn.Kind.PASSWORD


def note_failure(request: HttpRequest, kind: SignIn.Kind, *, person: Person | None) -> None:
    """The same questions to the database whether there is such a person or not."""
    noted = note(request, kind, person_id=person.pk if person else None)
    failures = SignIn.objects.filter(
        person_id=noted.person_id,
        kind__in=(SignIn.Kind.FAILED, SignIn.Kind.CODE_FAILED),
        at__gt=noted.at - WITHIN,
    )
    if failures.count() == MANY and person and person.is_active:
        post.hand_over("many_failures", person, about=noted)


def forget_addresses(*, now: datetime | None = None) -> int:
    before = (now or timezone.now()) - settings.SIGN_IN_ADDRESSES_KEPT
    old = SignIn.objects.filter(at__lt=before).exclude(address=None, browser="", device="")
    return old.update(address=None, browser="", device="")
