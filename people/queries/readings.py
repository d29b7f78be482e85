"""Who opened what about somebody: for that person alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from people.models import BreakGlass, Person, Reading

KINDS = {
    "actioncontent": "An action of your development plan",
    "auditcontent": "An audit of your work",
    "auditpart": "Your part of a collaborative audit",
    "feedbackanswer": "Feedback from others about you",
    "generalmeetingcontent": "The record of a general meeting",
    "marking": "What a sampler wrote about a record that you made",
    "observationcontent": "An observation of your practice",
    "record": "The record of a PLR",
    "selfassessment": "Your self-assessment",
    "selfregulationreason": "The reason of a decision about your self-regulation",
    "accesscopy": "The copy of all that is kept about you",
    "actionnote": "A note on an action of your development plan",
    "agreedinterval": "Why you and your line manager meet so often",
    "amendment": "A change to the record of a PLR that was being written",
    "answer": "The answer to a sample of a record about you",
    "auditamendment": "A change to an audit that was being written",
    "meetingamendment": "A change to a meeting that was being written",
    "meetingdraft": "A general meeting that was being written",
    "observationamendment": "A change to an observation that was being written",
    "registerentry": "What HR keeps in its register about you",
    "supportneed": "Why more support is or was needed",
}
GONE = "Somebody who is no longer in the records"


@dataclass(frozen=True)
class ReadingLine:
    """One opening; or all of a day with the same reader, kind and ground: then `reading` is the
    last of `times`, of `things` different records."""

    reading: Reading
    reader: str
    what: str
    opening: BreakGlass | None = None
    times: int = 1
    things: int = 1
    first: datetime | None = None

    @property
    def day(self) -> date:
        return timezone.localdate(self.reading.at)

    @property
    def reason(self) -> str:
        return self.opening.content.text if self.opening else ""


def readings_by_others(person: Person) -> QuerySet[Reading]:
    """Also of somebody who has left: whether they may sign in is asked elsewhere."""
    return Reading.objects.told_to(person).by_others()


def day_by_day(person: Person) -> QuerySet:
    """Newest first, one row for a reader, kind, ground and day; each by break-glass alone."""
    alone = Case(
        When(basis=Reading.Basis.BREAK_GLASS, then="pk"),
        default=Value(0),
        output_field=BigIntegerField(),
    )
    days = (
        readings_by_others(person)
        .order_by()
        .values("reader_id", "about_id", "record_kind", "basis", day=TruncDate("at"), alone=alone)
    )
    return days.annotate(
        times=Count("pk"),
        things=Count("record_id", distinct=True),
        first=Min("at"),
        last=Max("at"),
        latest=Max("pk"),
    ).order_by("-last", "-latest")


def openings_to_see(person: Person) -> QuerySet[BreakGlass]:
    """Those by break-glass of which the person was told, until they have looked here after its end,
    however long that takes."""
    told = BreakGlass.objects.told_to(person).select_related("reader")
    seen = person.openings_seen_at
    if seen is None:
        return told
    ended_since = Q(closed_at__gt=seen) | Q(closed_at=None, ends_at__gt=seen)
    return told.filter(Q(told_at__gt=seen) | ended_since)


def openings_unread(person: Person) -> QuerySet[BreakGlass]:
    """Those by break-glass of which the person was told, in which nothing has been read."""
    read = Reading.objects.filter(
        basis=Reading.Basis.BREAK_GLASS,
        about_id=person.pk,
        reader_id=OuterRef("reader_id"),
        at__gte=OuterRef("opened_at"),
        at__lt=OuterRef("ends_at"),
    )
    told = BreakGlass.objects.told_to(person).filter(~Exists(read))
    return told.select_related("reader", "content")


def own_openings(person: Person) -> int:
    return Reading.objects.visible_to(person).filter(reader_id=person.pk).count()


def in_words(readings: Iterable[Reading]) -> list[ReadingLine]:
    readings = list(readings)
    readers = Person.objects.in_bulk({reading.reader_id for reading in readings})
    openings = openings_of(readings)
    return [
        ReadingLine(
            reading,
            name_of(readers.get(reading.reader_id)),
            kind_of(reading),
            openings.get(reading.pk),
        )
        for reading in readings
    ]


def days_in_words(rows: Iterable[dict]) -> list[ReadingLine]:
    """Of rows from `day_by_day`."""
    rows = list(rows)
    kept = ("reader_id", "about_id", "record_kind", "basis")
    last = [
        Reading(pk=row["latest"], at=row["last"], **{name: row[name] for name in kept})
        for row in rows
    ]
    return [
        replace(line, times=row["times"], things=row["things"], first=row["first"])
        for line, row in zip(in_words(last), rows, strict=True)
    ]


def by_opening(lines: Iterable[ReadingLine]) -> list[list[ReadingLine]]:
    """What was read during one opening by break-glass together; everything else alone."""
    groups: dict[str, list[ReadingLine]] = {}
    for line in lines:
        key = f"opening {line.opening.pk}" if line.opening else f"reading {line.reading.pk}"
        groups.setdefault(key, []).append(line)
    return list(groups.values())


def openings_of(readings: Sequence[Reading]) -> dict[int, BreakGlass]:
    """Of what was read by break-glass: the opening, with the reason that was given for it."""
    by_break_glass = [one for one in readings if one.basis == Reading.Basis.BREAK_GLASS]
    if not by_break_glass:
        return {}
    about = {one.about_id for one in by_break_glass}
    opened = BreakGlass.objects.opened().filter(about__in=about)
    given = list(opened.select_related("content").order_by("opened_at"))
    return {
        reading.pk: grant
        for reading in by_break_glass
        for grant in given
        if is_under(reading, grant)
    }


def is_under(reading: Reading, grant: BreakGlass) -> bool:
    same = (grant.reader_id, grant.about_id) == (reading.reader_id, reading.about_id)
    return same and grant.opened_at is not None and grant.opened_at <= reading.at


def name_of(reader: Person | None) -> str:
    return reader.name if reader else GONE


def kind_of(reading: Reading) -> str:
    return KINDS.get(reading.record_kind, reading.record_kind.replace("_", " ").capitalize())
