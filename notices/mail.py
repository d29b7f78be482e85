"""What goes to the mail server: in text and HTML, names and days alone."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from govuk.dates import uk_date
from notices.calendar import Entry, from_plain, invitation, method_of
from notices.mailing import DIGEST
from notices.models import Notice
from people.mail import LETTERS
from people.mail import write as write_letter


def write(notice: Notice, *, server: BaseEmailBackend) -> EmailMessage | None:
    """None for whoever may not be told any more."""
    if notice.kind in LETTERS:
        return write_letter(notice.kind, notice.person, notice.subject_id, server=server)
    if not notice.person.is_active:
        return None
    if notice.kind == DIGEST:
        day = uk_date(date.fromisoformat(notice.step))
        told = Notice.objects.filter(bundle=notice).order_by("pk")
        return message(f"Your PLR messages, {day}", notice, told, server=server)
    return message(notice.subject, notice, [notice], server=server)


def message(
    subject: str, notice: Notice, told: Iterable[Notice], *, server: BaseEmailBackend
) -> EmailMessage:
    words = {
        "name": notice.person.name,
        "told": [in_words(one) for one in told],
        "choices": settings.BASE_URL + reverse("notices:by_email"),
        "calendar": settings.BASE_URL + reverse("notices:calendar") if notice.entry else "",
        "carries_calendars": settings.MAIL_CARRIES_CALENDARS,
    }
    written = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("mail/notice.txt", words),
        to=[notice.person.email],
        connection=server,
    )
    written.attach_alternative(render_to_string("mail/notice.html", words), "text/html")
    if notice.entry and settings.MAIL_CARRIES_CALENDARS:
        attach_entry(written, from_plain(notice.entry))
    return written


def in_words(notice: Notice) -> dict[str, object]:
    return {
        "subject": notice.subject,
        "sentence": notice.sentence,
        "lines": notice.facts.get("lines", ()),
        "link": f"{settings.BASE_URL}{notice.path}",
    }


def attach_entry(message: EmailMultiAlternatives, entry: Entry) -> None:
    message.attach_alternative(invitation(entry), f"text/calendar; method={method_of(entry)}")
