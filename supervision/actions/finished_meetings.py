"""What becomes of a general meeting after it is finalised."""

from datetime import date, datetime

from django.db import transaction

from drafts.actions import claim
from people import audit
from people.models import Person
from supervision.actions.meetings import begin_meeting, tell_participant
from supervision.models import (
    GeneralMeeting,
    GeneralMeetingContent,
    MeetingAmendment,
    MeetingDraft,
)

REASON = "amendment_reason"


@transaction.atomic
def follow_up(*, meeting: GeneralMeeting, by: Person, today: date) -> bool:
    """Whoever set themself a day has come back to it; twice is once."""
    waiting = GeneralMeeting.objects.to_come_back_to().filter(pk=meeting.pk)
    if not waiting.update(followed_up_on=today):
        return False
    audit.record("meeting_followed_up", meeting, by=by)
    return True


@transaction.atomic
def take_up(*, meeting: GeneralMeeting, by: Person, way: str) -> MeetingDraft:
    """A meeting that was loaded unfinished becomes a draft that starts with what it says."""
    draft = begin_meeting(
        by=by, person=meeting.person, kind=meeting.kind, held_on=meeting.held_on, way=way
    )
    content = GeneralMeetingContent.objects.get(pk=meeting.pk)
    if not draft.body and content.summary:
        draft.body = {"texts": {"summary": content.summary}}
        draft.save(update_fields=["body"])
    return draft


@transaction.atomic
def begin_meeting_amendment(*, meeting: GeneralMeeting) -> None:
    """A draft that starts as the meeting stands; the one begun already, if there is one."""
    content = GeneralMeetingContent.objects.get(pk=meeting.pk)
    body = {"texts": {key: text for key, text in content.texts.items() if text}}
    MeetingAmendment.objects.get_or_create(meeting=meeting, defaults={"body": body})


@transaction.atomic
def amend_meeting(*, meeting: GeneralMeeting, version: int, by: Person, now: datetime) -> None:
    """A new version with its reason; both sides see the difference.

    Raises StaleRecord when the draft is not the one that was checked, or was made elsewhere.
    """
    amendment = claim(MeetingAmendment, meeting, version)
    content = GeneralMeetingContent.objects.select_for_update().get(pk=meeting.pk)
    if not content.history.exists():
        content.save_version(by=None, reason="As it was loaded")
    texts = dict(amendment.body["texts"])
    content.summary = texts.pop("summary")
    content.body = {**content.body, "texts": texts}
    content.saved_at = now
    content.save_version(by=by, reason=amendment.body[REASON])
    amendment.delete()
    audit.record("general_meeting_amended", meeting, by=by)
    tell_participant(meeting, "meeting_amended", by=by, step=now.isoformat(timespec="seconds"))


@transaction.atomic
def drop_meeting_amendment(*, meeting: GeneralMeeting, by: Person) -> None:
    dropped, _ = MeetingAmendment.objects.filter(pk=meeting.pk).delete()
    if dropped:
        audit.record("meeting_amendment_dropped", meeting, by=by)
