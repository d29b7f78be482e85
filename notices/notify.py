"""Mail through GOV.UK Notify, in the place of a mail server, where a key is set.

The template of the service has ((subject)) and ((body)). Notify writes the HTML itself and carries
no entries for calendars.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

SECONDS_TO_ANSWER = 20


class NotTaken(Exception):
    """Notify answered that it did not take the message: it may be handed over again."""


class Refused(Exception):
    """Notify takes nothing for this address."""


class Backend(BaseEmailBackend):
    def __init__(self, fail_silently: bool = False, **options: Any):
        super().__init__(fail_silently=fail_silently)
        self.client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=SECONDS_TO_ANSWER
        )

    def close(self) -> None:
        self.client.request_session.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for address in message.recipients():
                self.hand_over(message, address)
        return len(email_messages)

    def hand_over(self, message: EmailMessage, address: str) -> None:
        """A lost answer stays what it is: nobody knows whether the message was taken."""
        words = {"subject": message.subject, "body": message.body}
        try:
            self.client.send_email_notification(
                address, template_id=settings.NOTIFY_TEMPLATE_ID, personalisation=words
            )
        except HTTPError as error:
            raise said_by(error) from None


def said_by(error: HTTPError) -> Exception:
    """Without what Notify says of the message, which may hold an address."""
    if error.response is None:
        return ConnectionError("GOV.UK Notify gave no answer")
    status = HTTPStatus(error.status_code)
    if status == HTTPStatus.BAD_REQUEST and "email_address" in str(error.message):
        return Refused(str(status))
    return NotTaken(f"GOV.UK Notify answered {status}")
