from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from notices.actions import tell
from people import audit
from people.models import Person
from policy.self_regulating import Outcome, first_day_for
from policy.self_regulation import Piece, needed_for
from policy.weighing import run_relied_on
from qai.models import SelfRegulationDecision, SelfRegulationReason
from qai.queries.self_regulation import Regulated, regulated


class NotOpen(Exception):
    """As things stand now, this decision cannot be made."""


@transaction.atomic
def decide(
    *, person: Person, outcome: Outcome, reason: str, decided_on: date, by: Person, now: datetime
) -> SelfRegulationDecision:
    """The policy is asked again here, one decision about a person at a time. Raises NotOpen."""
    lock(person)
    today = timezone.localdate(now)
    found = regulated([person.pk], on=today)[person.pk]
    earliest = first_day_for(outcome, found.standing, found.last, today=today)
    if outcome not in found.outcomes or not earliest <= decided_on <= today:
        raise NotOpen
    decision = SelfRegulationDecision.objects.create(
        person=person, outcome=outcome, decided_on=decided_on, decided_by=by, made_at=now
    )
    SelfRegulationReason.objects.create(
        decision=decision, reason=reason, pieces=frozen(relied_on(found, outcome))
    )
    audit.record(
        "self_regulation_decided",
        decision,
        by=by,
        outcome=outcome,
        decided_on=decided_on.isoformat(),
    )
    tell(
        people=[person],
        kind="self_regulation_decided",
        about=decision,
        path=page_of(person),
        facts={"by": by.name},
    )
    return decision


def lock(person: Person) -> None:
    """Whoever decides about the same person at once waits, and then sees the first decision."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def relied_on(found: Regulated, outcome: Outcome) -> list[Piece]:
    """For an approval the run that unlocked it, else what spoke against (AMB-59)."""
    weighed = found.weighed()
    if outcome == "approved":
        needed = needed_for(found.standing.status, found.book.self_regulation)
        return run_relied_on(weighed, needed)
    return [one.piece for one in weighed if one.weight == "against"]


def frozen(pieces: Iterable[Piece]) -> list[dict[str, str]]:
    return [{"key": one.key, "on": one.on.isoformat(), "grade": one.grade} for one in pieces]


@transaction.atomic
def put_on_record(
    *, decision: SelfRegulationDecision, recorded_in: str, on: date, by: Person
) -> bool:
    """The PLR or general meeting with it is final. False for whoever comes second."""
    unrecorded = SelfRegulationDecision.objects.filter(pk=decision.pk, recorded_on=None)
    if not unrecorded.update(recorded_in=recorded_in, recorded_on=on):
        return False
    audit.record("self_regulation_recorded", decision, by=by, recorded_in=recorded_in)
    return True


def page_of(person: Person) -> str:
    return reverse("supervision:self_regulation", args=[person.pk])
