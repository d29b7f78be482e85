"""Mail about an account. Each holds a link or a fact, never anything of a record.

A link is made while its mail is written, so that no secret waits anywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from people.access import may_sign_in
from people.models import Person
from people.tokens import LinkTokens


@dataclass(frozen=True)
class Letter:
    """`to_open`: opens the account, so only for whoever may still sign in."""

    subject: str
    link: Callable[[Person], str]
    to_open: bool = False


def password_link(person: Person) -> str:
    """To the address that the settings name, whatever a request claimed."""
    if not settings.PASSWORDS:
        return settings.BASE_URL + reverse("account_login")
    key = LinkTokens().make_token(person)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": key},
    )
    return settings.BASE_URL + path


def forgotten_password_page(person: Person) -> str:
    return settings.BASE_URL + reverse("account_reset_password")


def own_sessions(person: Person) -> str:
    return settings.BASE_URL + reverse("people:sessions")


def addresses_to_confirm(person: Person) -> str:
    return settings.BASE_URL + reverse("people:new_addresses")


LETTERS = {
    "invitation": Letter("Your account for PLR", password_link, to_open=True),
    "password_link": Letter("Choose a new password for PLR", password_link, to_open=True),
    "password_changed": Letter("Your password for PLR was changed", forgotten_password_page),
    "new_address_asked": Letter(
        "Another email address was entered for your PLR account", own_sessions
    ),
    "new_addresses_to_confirm": Letter(
        "New email addresses wait to be confirmed in PLR", addresses_to_confirm
    ),
    "address_changed": Letter(
        "The email address of your PLR account was changed", forgotten_password_page
    ),
    "new_browser": Letter("A new browser has signed in to your PLR account", own_sessions),
    "many_failures": Letter("Somebody is trying to sign in to your PLR account", own_sessions),
    "second_factor_added": Letter("A second factor was set up for PLR", own_sessions),
    "second_factor_removed": Letter("A second factor was removed from PLR", own_sessions),
    "second_factor_reset": Letter("Your second factor for PLR was reset", own_sessions),
}


def write(
    kind: str, person: Person, about_id: int, *, server: BaseEmailBackend
) -> EmailMessage | None:
    """`about_id`: of the person, or of the version with the address before. None: not any more."""
    letter = LETTERS[kind]
    if letter.to_open and not may_sign_in(person):
        return None
    context = {
        "person": person,
        "passwords": settings.PASSWORDS,
        "link": letter.link(person),
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
    }
    return EmailMessage(
        subject=letter.subject,
        body=render_to_string(f"account/email/{kind}.txt", context),
        to=[address_for(kind, person, about_id)],
        connection=server,
    )


def address_for(kind: str, person: Person, about_id: int) -> str:
    """What may be news to an intruder alone goes to the address before."""
    if kind == "address_changed":
        return person.history.get(history_id=about_id).email
    return person.email
