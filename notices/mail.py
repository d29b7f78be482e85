from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from notices.calendar import from_plain, invitation, method_of
from notices.models import Notice


def send(notice: Notice, *, server: BaseEmailBackend) -> None:
    """One message, in text and HTML; raises what the mail server's answer raises."""
    words = {
        "name": notice.person.name,
        "sentence": notice.sentence,
        "lines": notice.facts.get("lines", ()),
        "link": f"{settings.BASE_URL}{notice.path}",
    }
    message = EmailMultiAlternatives(
        subject=notice.subject,
        body=render_to_string("mail/notice.txt", words),
        to=[notice.person.email],
        connection=server,
    )
    message.attach_alternative(render_to_string("mail/notice.html", words), "text/html")
    if notice.entry:
        entry = from_plain(notice.entry)
        calendar = f"text/calendar; method={method_of(entry)}"
        message.attach_alternative(invitation(entry), calendar)
    message.send()
