"""Answering what was asked about somebody, and what of it enters the record."""

import random
from datetime import date, datetime

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from notices.actions import tell
from people import audit
from people.models import Person
from supervision.models import (
    PLR,
    FeedbackAnswer,
    FeedbackInvitation,
    FeedbackLink,
    FeedbackRequest,
    Record,
)
from supervision.queries.leading import leader_of

SECTION = "feedback"
WITHOUT_A_NAME = "Somebody who was asked without a name"
SHUFFLE = random.SystemRandom()


@transaction.atomic
def answer_feedback(
    *, invitation: FeedbackInvitation, text: str, by: Person | None, now: datetime
) -> bool:
    """Lands once; False where it was answered, or the request closed, meanwhile.

    Of an unnamed one the audit line names nobody.
    """
    requests = FeedbackRequest.objects.select_for_update(of=("self",))
    request = requests.select_related("plr__reportee").get(pk=invitation.request_id)
    today = timezone.localdate(now)
    waiting = request.invitations.filter(pk=invitation.pk, answered=False)
    if not request.is_open(on=today) or not waiting.exists():
        return False
    FeedbackLink.objects.filter(invitation=invitation).delete()
    if request.named:
        waiting.update(answered=True)
        FeedbackAnswer.objects.create(
            request=request, named=True, invitation=invitation, given_on=today, text=text
        )
    else:
        keep_unnamed(request, invitation, text)
    audit.record("feedback_answered", request, by=by if request.named else None)
    tell_leader_of_answer(request, invitation, on=today)
    return True


def keep_unnamed(request: FeedbackRequest, invitation: FeedbackInvitation, text: str) -> None:
    """All answers and all invitations of the request are written anew, the answers shuffled.

    So PostgreSQL's own marks of a row (by which transaction, in which place) pair none of them.
    """
    texts = [*FeedbackAnswer.objects.unnamed_texts(request), text]
    SHUFFLE.shuffle(texts)
    FeedbackAnswer.objects.forget_unnamed(request)
    FeedbackAnswer.objects.bulk_create(
        FeedbackAnswer(request=request, named=False, text=one) for one in texts
    )
    now_answered = When(pk=invitation.pk, then=Value(True))
    request.invitations.update(answered=Case(now_answered, default=F("answered")))


def tell_leader_of_answer(
    request: FeedbackRequest, invitation: FeedbackInvitation, *, on: date
) -> None:
    """Of a named answer at once; of unnamed ones when all of them can be read."""
    if request.named:
        tell_leader(request, "feedback_given", step=str(invitation.pk), on=on)
    else:
        tell_if_readable(request, on=on)


def tell_if_readable(request: FeedbackRequest, *, on: date) -> None:
    """Whoever answers last cannot read what they bring to be read: it is asked of the request."""
    leader = leader_of(request.plr, on=on)
    together = FeedbackRequest.objects.visible_to(leader).over(on).with_enough()
    if together.filter(pk=request.pk).exists():
        tell_leader(request, "feedback_closed", step="", on=on)


def tell_leader(request: FeedbackRequest, kind: str, *, step: str, on: date) -> None:
    tell(
        people=[leader_of(request.plr, on=on)],
        kind=kind,
        about=request,
        step=step,
        path=request.get_absolute_url(),
        facts={"reportee": request.plr.reportee.name},
    )


@transaction.atomic
def enter_in_record(
    *, answer: FeedbackAnswer, plr: PLR, text: str, by: Person, now: datetime
) -> bool:
    """Below what stands in its section of the draft, once; False where the record is closed."""
    record = Record.objects.select_for_update().get(pk=plr.pk)
    if not PLR.objects.open().filter(pk=plr.pk).exists():
        return False
    texts = record.body.get("texts", {})
    stands, said = texts.get(SECTION, ""), f"{source_of(answer)}: {text}"
    if said in stands:
        return True
    section = f"{stands}\n\n{said}" if stands else said
    body = {**record.body, "texts": {**texts, SECTION: section}}
    Record.objects.save_over(pk=plr.pk, version=record.version, body=body, now=now)
    FeedbackAnswer.objects.filter(pk=answer.pk).update(entered=True)
    audit.record("feedback_entered", plr, by=by)
    return True


def source_of(answer: FeedbackAnswer) -> str:
    return answer.invitation.asked_name if answer.invitation else WITHOUT_A_NAME
