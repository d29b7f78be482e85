"""General meetings as facts: lists, what waits for whoever holds them, and one to be read."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet

from drafts import versions
from drafts.versions import Version
from people.models import Person
from supervision import access
from supervision.meeting_words import TITLES
from supervision.models import (
    GeneralMeeting,
    GeneralMeetingContent,
    MeetingAmendment,
    MeetingDraft,
)

LAST = 6


def people_met_by(person: Person) -> list[Person]:
    """Those in service whom one leads or supervises, by name."""
    people = Person.objects.in_service(person.reach.on).filter(pk__in=access.meets(person))
    return list(people.order_by("name", "staff_number"))


def person_whose_meetings_are_open_to(reader: Person, pk: int) -> Person | None:
    """Whoever sees the person's facts, or holds meetings with them."""
    person = Person.objects.filter(pk=pk).first()
    if person is None:
        return None
    sees = Person.objects.visible_to(reader).filter(pk=pk).exists()
    return person if sees or access.may_meet(reader, person) else None


def about(person: Person, *, reader: Person) -> QuerySet[GeneralMeeting]:
    """As far as the reader sees the facts; what is not final only to whoever recorded it."""
    return with_names(GeneralMeeting.objects.visible_to(reader).filter(person=person))


def recorded_by(person: Person) -> QuerySet[GeneralMeeting]:
    return with_names(GeneralMeeting.objects.visible_to(person).filter(recorded_by=person))


def with_names(meetings: QuerySet[GeneralMeeting]) -> QuerySet[GeneralMeeting]:
    return meetings.select_related("person", "recorded_by").order_by("-held_on", "-pk")


def drafts_of(person: Person) -> QuerySet[Any]:
    """Each with `in_group`, the number of those who were to take part in a session."""
    drafts = MeetingDraft.objects.visible_to(person).open().select_related("person")
    return drafts.annotate(in_group=Count("participants")).order_by("held_on", "pk")


def last_with(people: Sequence[Person], *, reader: Person) -> list[GeneralMeeting]:
    """The latest on record, to stand beside a new one."""
    meetings = GeneralMeeting.objects.visible_to(reader).finalised().filter(person__in=people)
    return list(with_names(meetings)[:LAST])


def on_record(draft: MeetingDraft) -> list[Person]:
    """Those who have a meeting of that day and kind already, by anybody."""
    there = GeneralMeeting.objects.filter(
        held_on=draft.held_on, kind=draft.kind, person__in=draft.people
    ).exclude(recorded_by=draft.by, finalised_on=None)
    return [meeting.person for meeting in there.select_related("person")]


def own_draft(pk: int, *, writer: Person) -> MeetingDraft | None:
    drafts = MeetingDraft.objects.visible_to(writer).select_related("person", "by")
    return drafts.filter(pk=pk).first()


def visible_meetings(reader: Person) -> QuerySet[GeneralMeeting]:
    return with_names(GeneralMeeting.objects.visible_to(reader))


def content_of(meeting: GeneralMeeting, *, reader: Person) -> GeneralMeetingContent | None:
    """None for whoever sees the facts alone."""
    contents = GeneralMeetingContent.objects.visible_to(reader).filter(pk=meeting.pk)
    related = ("meeting__person", "meeting__recorded_by")
    return contents.select_related(*related).first()


def amendment_of(meeting: GeneralMeeting, *, writer: Person) -> MeetingAmendment | None:
    return MeetingAmendment.objects.visible_to(writer).filter(pk=meeting.pk).first()


def count_versions(content: GeneralMeetingContent) -> int:
    return content.history.count()


def versions_of(content: GeneralMeetingContent) -> list[Version]:
    """Oldest first, each with what changed since the one before."""
    return versions.versions_of(
        content.history, shown=shown, label=TITLES.__getitem__, order=tuple(TITLES)
    )


def shown(version: Any) -> dict[str, str]:
    return {**version.body.get("texts", {}), "summary": version.summary}
