"""Mail about an account. Each holds a link or a fact, never anything of a record."""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from people.models import Person
from people.tokens import LinkTokens


def send_invitation(person: Person) -> None:
    send(person, "Choose your password for PLR", "invitation", link=password_link(person))


def send_password_link(person: Person) -> None:
    send(person, "Choose a new password for PLR", "password_link", link=password_link(person))


def send_password_changed(person: Person) -> None:
    forgotten = settings.BASE_URL + reverse("account_reset_password")
    send(person, "Your password for PLR was changed", "password_changed", link=forgotten)


def send_address_changed(person: Person) -> None:
    """To the address before; to nobody where none is known."""
    if before := person.history.exclude(email=person.email).first():
        subject = "The email address of your PLR account was changed"
        send(person, subject, "address_changed", to=before.email)


def password_link(person: Person) -> str:
    """To the address that the settings name, whatever a request claimed."""
    key = LinkTokens().make_token(person)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": key},
    )
    return settings.BASE_URL + path


def send(person: Person, subject: str, template: str, *, to: str = "", **context: object) -> None:
    """`to`: where not to the person's address of today."""
    context |= {"person": person, "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}
    body = render_to_string(f"account/email/{template}.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to or person.email])
