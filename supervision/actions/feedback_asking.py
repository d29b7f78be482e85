"""Asking others about a reportee, and closing what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from notices.actions import tell
from notices.outside import tell_outside
from people import audit
from people.models import Person
from people.rules import book_on
from policy.rulebook.feedback import Feedback
from supervision.models import PLR, FeedbackInvitation, FeedbackQuestion, FeedbackRequest
from supervision.queries.contributing import contributors_to
from supervision.queries.feedback import AskedOutside, asked_outside
from supervision.words import day_in_words


@dataclass(frozen=True)
class Asked:
    """Somebody with an account (`person`), or a name and an address outside."""

    person: Person | None = None
    name: str = ""
    email: str = ""

    @property
    def key(self) -> tuple[int | None, str]:
        return (self.person.pk if self.person else None, self.email)


@dataclass(frozen=True)
class Question:
    """What is asked, of whom, until when. `least_answers`: shown unnamed, when so many answered."""

    text: str
    asked: Sequence[Asked]
    closes_on: date
    named: bool
    least_answers: int

    @property
    def emails(self) -> set[str]:
        """The addresses of those who have no account."""
        return {one.email for one in self.asked if one.email}


class TooManyOutside(Exception):
    """So many mails to people who have no account are not sent for one person; says which limit."""


@transaction.atomic
def ask_for_feedback(*, plr: PLR, question: Question, by: Person, now: datetime) -> FeedbackRequest:
    """Asks everybody once (P22-2.6b); the same that is sent twice is one request.

    Whoever asks is locked, so that what they send at once is counted. Raises TooManyOutside.
    """
    on = timezone.localdate(now)
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    if sent := _sent_already(plr, question, by=by, on=on):
        return sent
    if question.emails:
        before = asked_outside(plr, asker=by, on=on)
        _refuse_too_many(question.emails, before, rules=book_on(on).feedback)
    request = FeedbackRequest.objects.create(
        plr=plr,
        asked_by=by,
        named=question.named,
        least_answers=0 if question.named else question.least_answers,
        closes_on=question.closes_on,
        created_at=now,
    )
    FeedbackQuestion.objects.create(request=request, text=question.text)
    invitations = [
        FeedbackInvitation(request=request, person=one.person, name=one.name, email=one.email)
        for one in question.asked
    ]
    FeedbackInvitation.objects.bulk_create(invitations)
    audit.record("feedback_asked", request, by=by, asked=len(invitations), named=question.named)
    for invitation in invitations:
        tell_asked(invitation, step="asked")
    return request


def _sent_already(plr: PLR, question: Question, *, by: Person, on: date) -> FeedbackRequest | None:
    wanted = {one.key for one in question.asked}
    requests = FeedbackRequest.objects.open(on).filter(
        plr=plr, asked_by=by, named=question.named, question__text=question.text
    )
    for request in requests.prefetch_related("invitations"):
        if {(one.person_id, one.email) for one in request.invitations.all()} == wanted:
            return request
    return None


def _refuse_too_many(emails: set[str], before: AskedOutside, *, rules: Feedback) -> None:
    if len(emails | before.about_plr) > rules.most_outside:
        raise TooManyOutside(
            f"You can ask {rules.most_outside} people outside about one PLR, "
            f"and have asked {len(before.about_plr)}"
        )
    if len(emails) + before.on_day > rules.most_outside_a_day:
        raise TooManyOutside(
            f"You can ask {rules.most_outside_a_day} people outside in a day, "
            f"and have asked {before.on_day} today. Ask the others tomorrow"
        )


def tell_asked(invitation: FeedbackInvitation, *, step: str, again: bool = False) -> None:
    """By name to a colleague; outside without saying about whom."""
    request = invitation.request
    by = request.asked_by.name if request.asked_by else ""
    if invitation.person:
        tell(
            people=[invitation.person],
            kind="feedback_asked",
            about=invitation,
            path=reverse("supervision:feedback_answer", args=[invitation.pk]),
            facts={
                "by": by,
                "reportee": request.plr.reportee.name,
                "day": day_in_words(request.until),
            },
        )
    else:
        tell_outside(
            name=invitation.name,
            email=invitation.email,
            kind="feedback_reminder_outside" if again else "feedback_asked_outside",
            about=invitation,
            facts={"by": by, "day": day_in_words(request.until)},
            step=step,
        )


@transaction.atomic
def ask_for_contribution(
    *, plr: PLR, contributor: Person, by: Person | None, now: datetime
) -> bool:
    """A box for what a practice supervisor brings to the PLR (P22-2.7b); False if asked already."""
    request, made = FeedbackRequest.objects.get_or_create(
        plr=plr,
        contributor=contributor,
        defaults={"named": True, "asked_by": by, "created_at": now},
    )
    if not made:
        return False
    words = book_on(plr.day_of_meeting).feedback.contribution_question
    FeedbackQuestion.objects.create(request=request, text=words.format(person=plr.reportee.name))
    invitation = FeedbackInvitation.objects.create(request=request, person=contributor)
    audit.record("contribution_asked", request, by=by)
    tell(
        people=[contributor],
        kind="contribution_asked",
        about=invitation,
        path=reverse("supervision:feedback_answer", args=[invitation.pk]),
        facts={"reportee": plr.reportee.name, "day": day_in_words(plr.day_of_meeting)},
    )
    return True


def ask_for_contributions_due(*, on: date, now: datetime) -> int:
    """For each PLR that is near, of a role to which practice supervisors contribute."""
    rules = book_on(on).feedback
    near = (on, on + timedelta(days=rules.contribution_days))
    plrs = PLR.objects.filter(state=PLR.State.SCHEDULED, planned_for__range=near)
    unasked = contributors_to(plrs.select_related("reportee"), on=on)
    return sum(
        ask_for_contribution(plr=plr, contributor=contributor, by=None, now=now)
        for plr, contributor in unasked
    )


@transaction.atomic
def close_request(*, request: FeedbackRequest, by: Person, on: date) -> bool:
    """Nobody can answer any more; what was answered is kept. False for whoever comes second."""
    if not FeedbackRequest.objects.filter(pk=request.pk, closed_on=None).update(closed_on=on):
        return False
    audit.record("feedback_request_closed", request, by=by)
    return True
