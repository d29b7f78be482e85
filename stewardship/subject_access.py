"""What this room keeps about a person: that they asked, what is held, and what was disposed of."""

from typing import Any

from people.kept import IN_THE_REGISTER, Entry, Kind, Text, facts_of, rows_of, texts_in
from people.models import Person
from policy.subject_access import Look
from stewardship.models import (
    AccessCopy,
    AccessRequest,
    AccessReview,
    ComplexityReason,
    Disposal,
    DisposalItem,
    LegalHold,
    LegalHoldReason,
    RetentionDue,
    RetentionSwitch,
    Tombstone,
)

REQUEST = ("asked_on", "way", "recorded_by", "state", "reviewer", "released_at", "closed_at")


def requests(person: Person) -> list[Entry]:
    found = person.access_requests.select_related("recorded_by", "reviewer", "complexity")
    return [Entry(facts_of(one, *REQUEST), why_complex(one)) for one in found]


def why_complex(request: AccessRequest) -> tuple[Text, ...]:
    if not request.is_complex:
        return ()
    return texts_in(Text("complex_because", request.complexity.text, Look.IF_NAMED))


def holds(person: Person) -> list[Entry]:
    """It may be part of an inquiry of which the person does not know: the whole is looked at."""
    found = LegalHold.objects.filter(person=person).select_related("content", "set_by")
    return [
        Entry({}, (hold_in_words(hold), *reason_of(hold)), (IN_THE_REGISTER, person.pk))
        for hold in found
    ]


def hold_in_words(hold: LegalHold) -> Text:
    kind = hold.get_record_kind_display() or "Everything"
    ended = f", ended {hold.ended_at:%Y-%m-%d}" if hold.ended_at else ""
    return Text("hold", f"{kind}, set {hold.set_at:%Y-%m-%d}{ended}", Look.ALWAYS, hold.set_by.name)


def reason_of(hold: LegalHold) -> tuple[Text, ...]:
    content: Any = getattr(hold, "content", None)
    return texts_in(Text("reason", content.text if content else "", Look.ALWAYS, hold.set_by.name))


def disposals(person: Person) -> list[Entry]:
    """What became of it may tell of a hold, and is looked at."""
    found = DisposalItem.objects.filter(person=person).select_related("disposal")
    return [
        Entry(
            {
                "kind": one.disposal.kind,
                "rule": one.disposal.rule,
                **facts_of(one, "since", "number"),
            },
            (Text("state", one.get_state_display(), Look.ALWAYS),),
            (IN_THE_REGISTER, person.pk),
        )
        for one in found
    ]


def tombstones(person: Person) -> list[Entry]:
    gone = Tombstone.objects.filter(person_id=person.pk)
    return rows_of(gone, "kind", "number", "since", "until", "rule", "at")


KINDS = (
    Kind(
        "requests",
        "That you asked what is kept about you",
        requests,
        (AccessRequest, ComplexityReason),
        ("stewardship.AccessRequest.person",),
    ),
    Kind(
        "legal_holds",
        "Why records of yours are not disposed of",
        holds,
        (LegalHold, LegalHoldReason),
        ("stewardship.LegalHold.person",),
        is_secret=True,
    ),
    Kind(
        "disposals",
        "Lists of what is to be disposed of",
        disposals,
        (DisposalItem,),
        ("stewardship.DisposalItem.person",),
        is_secret=True,
    ),
    Kind("tombstones", "What was disposed of", tombstones, (Tombstone,)),
)
COUNTED = {
    "stewardship.AccessRequest.reviewer": "Requests of others that you looked through",
    "stewardship.AccessRequest.recorded_by": "Requests that you made or wrote down",
}
NAMED = "Who did it stands with what it is about."
LEFT_OUT = {
    Disposal._meta.label: "It is a list of many people; your part of it is told.",
    RetentionDue._meta.label: "It counts records that are told above, anew every night.",
    RetentionSwitch._meta.label: "It is about a kind of record, and about nobody.",
    "stewardship.LegalHold.set_by": NAMED,
    "stewardship.LegalHold.ended_by": NAMED,
    AccessReview._meta.label: "What is given and what is blacked out stands in the copy itself.",
    AccessCopy._meta.label: "It is this copy.",
}
