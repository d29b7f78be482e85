"""General meetings, and group supervision entered once for all who took part."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from drafts.actions import claim
from notices.actions import tell
from people import audit
from people.models import Person
from supervision.actions.self_regulating import record_decisions_in
from supervision.models import (
    GROUP,
    Action,
    ActionContent,
    GeneralMeeting,
    GeneralMeetingContent,
    MeetingDraft,
)
from supervision.words import day_in_words

AS_NEXT = {"version": F("version") + 1}
TOLD = {True: "group_supervision_finalised", False: "meeting_finalised"}


class MeetingThere(Exception):
    """There is a meeting of this kind with this person on that day already."""

    def __init__(self, person: Person):
        super().__init__(str(person.pk))
        self.person = person


@transaction.atomic
def begin_meeting(
    *, by: Person, person: Person, kind: str, held_on: date, way: str
) -> MeetingDraft:
    """An empty draft; the one that is begun already, if there is one."""
    draft, is_new = MeetingDraft.objects.open().get_or_create(
        by=by, person=person, kind=kind, held_on=held_on, defaults={"way": way}
    )
    if is_new:
        audit.record("meeting_begun", draft, by=by)
    return draft


@transaction.atomic
def begin_group(*, by: Person, people: Sequence[Person], held_on: date, way: str) -> MeetingDraft:
    draft = MeetingDraft.objects.create(by=by, kind=GROUP, held_on=held_on, way=way)
    draft.participants.set(people)
    audit.record("meeting_begun", draft, by=by)
    return draft


@transaction.atomic
def change_meeting(
    *, draft: MeetingDraft, facts: Mapping[str, Any], people: Sequence[Person] = ()
) -> bool:
    """Of an open draft; what was typed is kept, and is to be checked again.

    Raises MeetingThere for a second draft of the same.
    """
    try:
        with transaction.atomic():
            if not MeetingDraft.objects.open().filter(pk=draft.pk).update(**facts, **AS_NEXT):
                return False
    except IntegrityError:
        raise MeetingThere(facts["person"]) from None
    if people:
        draft.participants.set(people)
    return True


@transaction.atomic
def drop_meeting(*, draft: MeetingDraft, by: Person, now: datetime) -> bool:
    """Begun by mistake: nothing of it is kept."""
    if not _close(draft, now):
        return False
    audit.record("meeting_dropped", draft, by=by)
    return True


@transaction.atomic
def finalise_meeting(
    *, draft: MeetingDraft, version: int, by: Person, now: datetime, today: date
) -> list[GeneralMeeting]:
    """Puts a meeting on the record of each participant and tells them; their actions join the plan.

    Twice is once: raises StaleRecord when the draft is not the one that was checked, or is closed.
    Raises MeetingThere where somebody has one of that day and kind on record.
    """
    found = claim(MeetingDraft, draft, version)
    meetings = [_put_on_record(found, person, now=now, today=today) for person in found.people]
    for meeting in meetings:
        _set_actions(meeting, actions_of(found, meeting.person), now)
    _close(found, now)
    for meeting in meetings:
        audit.record(
            "general_meeting_finalised", meeting, by=by, held_on=meeting.held_on.isoformat()
        )
        record_decisions_in(meeting, by=by, today=today)
        tell_participant(meeting, TOLD[found.is_group], by=by)
    return meetings


def _close(draft: MeetingDraft, now: datetime) -> bool:
    """The draft is empty from now on; a save that is still on its way finds another version."""
    open_one = MeetingDraft.objects.open().filter(pk=draft.pk)
    return bool(open_one.update(closed_at=now, body={}, **AS_NEXT))


def _put_on_record(
    draft: MeetingDraft, person: Person, *, now: datetime, today: date
) -> GeneralMeeting:
    said = draft.body.get("people", {}).get(str(person.pk), {})
    meeting = take_day(
        draft,
        person,
        {
            "way": draft.way,
            "finalised_on": today,
            "attended": said.get("attended") != "no",
            "follow_up_on": follow_up_in(draft.body),
        },
    )
    texts = {**draft.body.get("texts", {}), "contribution": said.get("contribution", "")}
    content = GeneralMeetingContent(meeting=meeting, saved_at=now)
    content.summary = texts.pop("summary", "")
    content.body = {
        "texts": {key: text for key, text in texts.items() if text},
        "actions": actions_of(draft, person),
    }
    content.save_version(by=draft.by, reason="Finalised")
    return meeting


def actions_of(draft: MeetingDraft, person: Person) -> list[Mapping[str, str]]:
    """All of a meeting with one person; of a session those that the person has to do."""
    rows = draft.body.get("actions", [])
    return [row for row in rows if not draft.is_group or row.get("owner") == str(person.pk)]


def take_day(draft: MeetingDraft, person: Person, facts: Mapping[str, Any]) -> GeneralMeeting:
    """A meeting of the day and kind of the draft; one that was loaded unfinished is finished."""
    day = {"person": person, "held_on": draft.held_on, "kind": draft.kind}
    unfinished = GeneralMeeting.objects.filter(**day, recorded_by=draft.by, finalised_on=None)
    if unfinished.update(**facts):
        return _keep_what_was_loaded(GeneralMeeting.objects.get(**day))
    try:
        with transaction.atomic():
            return GeneralMeeting.objects.create(**day, recorded_by=draft.by, **facts)
    except IntegrityError:
        raise MeetingThere(person) from None


def _keep_what_was_loaded(meeting: GeneralMeeting) -> GeneralMeeting:
    content = GeneralMeetingContent.objects.filter(pk=meeting.pk).first()
    if content:
        content.save_version(by=None, reason="As it was loaded, unfinished")
    return meeting


def follow_up_in(body: Mapping[str, Any]) -> date | None:
    typed = body.get("follow_up", {}).get("due")
    return date.fromisoformat(typed) if typed else None


def _set_actions(meeting: GeneralMeeting, rows: Sequence[Mapping[str, str]], now: datetime) -> None:
    """They join the development plan of the participant (P22-2.5j)."""
    actions = Action.objects.bulk_create(
        Action(
            person=meeting.person,
            meeting=meeting,
            number=number,
            owner_id=int(row["owner"]),
            due_on=date.fromisoformat(row["due"]),
            category=row["category"],
            standard=row.get("standard", ""),
            created_at=now,
        )
        for number, row in enumerate(rows, 1)
    )
    ActionContent.objects.bulk_create(
        ActionContent(action=action, description=row["description"])
        for action, row in zip(actions, rows, strict=True)
    )


def tell_participant(meeting: GeneralMeeting, kind: str, *, by: Person, step: str = "") -> None:
    """The day and who recorded it: neither the kind of meeting nor a word of it."""
    tell(
        people=[meeting.person],
        kind=kind,
        about=meeting,
        step=step,
        path=meeting.get_absolute_url(),
        facts={"by": by.name, "day": day_in_words(meeting.held_on)},
    )
