"""Who opened what about somebody: for that person alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from people.models import Person, Reading

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
}
GONE = "Somebody who is no longer in the records"


@dataclass(frozen=True)
class ReadingLine:
    reading: Reading
    reader: str
    what: str


def readings_by_others(person: Person) -> QuerySet[Reading]:
    return Reading.objects.visible_to(person).by_others()


def own_openings(person: Person) -> int:
    return Reading.objects.visible_to(person).filter(reader_id=person.pk).count()


def in_words(readings: Iterable[Reading]) -> list[ReadingLine]:
    readings = list(readings)
    readers = Person.objects.in_bulk({reading.reader_id for reading in readings})
    return [
        ReadingLine(reading, name_of(readers.get(reading.reader_id)), kind_of(reading))
        for reading in readings
    ]


def name_of(reader: Person | None) -> str:
    return reader.name if reader else GONE


def kind_of(reading: Reading) -> str:
    return KINDS.get(reading.record_kind, reading.record_kind.replace("_", " ").capitalize())
