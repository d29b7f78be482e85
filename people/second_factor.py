"""A second factor: an app, a passkey, recovery codes. Whose grants ask for one has to have one."""

import base64
import hashlib
import time

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_used,
)
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.html import format_html

from people import post, sign_ins
from people.models import Person, SignIn

# In the session: this sign-in was with a second factor, and when one was used last.
PASSED = "second_factor"
USED_AT = "second_factor_used_at"


class Factors(DefaultMFAAdapter):
    """What allauth asks us. Secrets lie encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Enter the newest one",
    }

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER

    def build_totp_svg(self, url: str) -> str:
        code = qrcode.QRCode()
        code.add_data(url)
        rows = code.get_matrix()
        dark = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
        return format_html(
            '<svg viewBox="0 0 {0} {0}" width="240" height="240" aria-hidden="true">'
            '<path d="{1}"/></svg>',
            len(rows),
            "".join(f"M{x} {y}h1v1h-1z" for x, y in dark),
        )

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "My passkey" if number == 1 else f"My passkey {number}"


def cipher() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(key_from(key)) for key in keys])


def key_from(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"second factor" + secret.encode()).digest())


def is_asked_of(person: Person) -> bool:
    """By the permissions and the post of today."""
    reach = person.reach
    return reach.role in settings.SECOND_FACTOR_ROLES or bool(
        reach.grants & settings.SECOND_FACTOR_GRANTS
    )


def has_one(person: Person) -> bool:
    return Authenticator.objects.filter(user=person).exists()


def is_missing(request: HttpRequest) -> bool:
    return not request.session.get(PASSED) and is_asked_of(request.user)


def was_used_just_now(request: HttpRequest) -> bool:
    """For what asks for more than to be signed in."""
    used_at = request.session.get(USED_AT, 0)
    return time.time() - used_at < settings.SECOND_FACTOR_JUST_NOW


@receiver(authenticator_used)
@receiver(authenticator_added)
def remember(request: HttpRequest, **kwargs: object) -> None:
    request.session[PASSED] = True
    request.session[USED_AT] = int(time.time())


@receiver(authenticator_added)
def note_added(
    request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: object
) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        noted = sign_ins.note(request, SignIn.Kind.FACTOR_ADDED, person_id=user.pk)
        post.hand_over("second_factor_added", user, about=noted)


@receiver(authenticator_removed)
def note_removed(
    request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: object
) -> None:
    """Without the last one nothing opens to whoever has to have one."""
    if not has_one(user):
        request.session.pop(PASSED, None)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        noted = sign_ins.note(request, SignIn.Kind.FACTOR_REMOVED, person_id=user.pk)
        post.hand_over("second_factor_removed", user, about=noted)


@receiver(authentication_failed)
def note_failed(request: HttpRequest, user: Person, **kwargs: object) -> None:
    sign_ins.note_failure(request, SignIn.Kind.CODE_FAILED, person=user)
