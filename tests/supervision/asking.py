"""Requests for feedback, asked and answered as on the pages, for tests."""

import re
from collections.abc import Sequence
from datetime import timedelta

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from notices import outside
from people.models import Person
from supervision import actions
from supervision.actions import Asked, Question
from supervision.models import PLR, FeedbackRequest
from tests.as_asked import acting

WORDS = "What goes well?"
OUTSIDER = Asked(name="Olu Court", email="olu@court.example")


def asked(
    plr: PLR,
    *,
    by: Person | None = None,
    people: Sequence[Person] = (),
    outsiders: Sequence[Asked] = (),
    named: bool = True,
    days: int = 14,
) -> FeedbackRequest:
    """By the leader of the PLR unless somebody else is named."""
    question = Question(
        text=WORDS,
        asked=[*(Asked(person=person) for person in people), *outsiders],
        closes_on=timezone.localdate() + timedelta(days=days),
        named=named,
        least_answers=3,
    )
    now = timezone.now()
    return actions.ask_for_feedback(plr=plr, question=question, by=by or plr.led_by, now=now)


def answered(request: FeedbackRequest, *, number: int, text: str = "A careful listener.") -> None:
    """The first of those who were asked answer."""
    for invitation in request.invitations.filter(answered=False)[:number]:
        with acting(invitation.person_id):
            assert actions.answer_feedback(
                invitation=invitation,
                text=f"{text} {invitation.pk}",
                by=invitation.person,
                now=timezone.now(),
            )


def link_in(message: EmailMultiAlternatives) -> str:
    """The path of the link in a mail to somebody outside."""
    [path] = re.findall(r"https?://[^/\s]+(/feedback/open/[^\s\"]+)", message.body)
    return path


def links_sent() -> list[str]:
    outside.send_all_waiting(now=timezone.now())
    return [link_in(message) for message in mail.outbox if "/feedback/open/" in message.body]
