"""Legal holds, and what about somebody could be held: facts of records, never contents."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.formats import date_format

from people.models import Person
from qai.models import Audit, Observation
from stewardship.models import LegalHold, LegalHoldReason
from supervision.models import PLR, GeneralMeeting

EVERYTHING = "everything"
MOST_OFFERED = 200


def holds_for(reader: Person) -> QuerySet[LegalHold]:
    """Those that last first."""
    seen = LegalHold.objects.visible_to(reader).select_related("person", "set_by", "ended_by")
    return seen.order_by("ended_at", "-set_at", "-pk")


def reason_of(reader: Person, hold: LegalHold) -> str:
    found = LegalHoldReason.objects.visible_to(reader).filter(pk=hold.pk)
    return found.values_list("text", flat=True).first() or ""


def person_of(reader: Person, staff_number: str) -> Person | None:
    """Whoever has that number, however it is written; also those who left. Never oneself."""
    return people_to_hold(reader).filter(staff_number__iexact=staff_number).first()


def people_to_hold(reader: Person) -> QuerySet[Person]:
    return Person.objects.visible_to(reader).exclude(pk=reader.pk)


def records_of(person: Person) -> list[tuple[str, str]]:
    """`kind-number`, and in words, the newest first."""
    return [(EVERYTHING, f"Everything about {person}"), *_records(person)][:MOST_OFFERED]


def _records(person: Person) -> Iterator[tuple[str, str]]:
    kind = LegalHold.RecordKind
    day = "j F Y"
    for plr in PLR.objects.filter(reportee=person).exclude(state=PLR.State.CANCELLED):
        yield f"{kind.PLR}-{plr.pk}", f"PLR of {date_format(plr.day_of_meeting, day)}"
    for meeting in GeneralMeeting.objects.filter(person=person).finalised():
        yield f"{kind.MEETING}-{meeting.pk}", f"Meeting of {date_format(meeting.held_on, day)}"
    for audit in Audit.objects.filter(person=person).finalised():
        yield f"{kind.AUDIT}-{audit.pk}", f"Audit of {date_format(audit.day, day)}"
    for seen in Observation.objects.filter(person=person).finalised():
        yield f"{kind.OBSERVATION}-{seen.pk}", f"Observation of {date_format(seen.day, day)}"
