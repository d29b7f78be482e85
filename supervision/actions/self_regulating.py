"""A decision on self-regulation, and the PLR or general meeting in which it is recorded."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from people import audit
from people.models import Person
from policy.self_regulating import Outcome
from qai.actions.self_regulation import decide, put_on_record
from qai.models import SelfRegulationDecision
from supervision import access
from supervision.models import PLR, DecisionRecord, GeneralMeeting, GeneralMeetingContent

KIND = "self_regulation"


@dataclass(frozen=True)
class Place:
    """A PLR that is not finalised yet, or the day of a general meeting; or neither as yet."""

    plr: PLR | None = None
    met_on: date | None = None


@transaction.atomic
def decide_self_regulation(
    *,
    person: Person,
    outcome: Outcome,
    reason: str,
    decided_on: date,
    place: Place,
    by: Person,
    now: datetime,
) -> SelfRegulationDecision:
    """Raises NotOpen where the policy does not allow it as things stand now."""
    decision = decide(
        person=person, outcome=outcome, reason=reason, decided_on=decided_on, by=by, now=now
    )
    record_decision(decision=decision, place=place, by=by, now=now)
    return decision


@transaction.atomic
def record_decision(
    *, decision: SelfRegulationDecision, place: Place, by: Person, now: datetime
) -> bool:
    """A meeting is on record at once, a PLR when it is finalised.

    False where it was on record before, or the PLR was finalised or cancelled meanwhile.
    """
    unrecorded = SelfRegulationDecision.objects.select_for_update(no_key=True).filter(
        pk=decision.pk, recorded_on=None
    )
    if not unrecorded.exists() or not _is_open_still(place):
        return False
    if place.plr:
        DecisionRecord.objects.update_or_create(
            decision=decision, defaults={"plr": place.plr, "meeting": None}
        )
        audit.record("self_regulation_place_chosen", decision, by=by, plr=place.plr.pk)
    elif place.met_on:
        today = timezone.localdate(now)
        meeting = _meeting(decision, place.met_on, by=by, now=now)
        DecisionRecord.objects.update_or_create(
            decision=decision, defaults={"plr": None, "meeting": meeting}
        )
        put_on_record(decision=decision, recorded_in="general_meeting", on=today, by=by)
    return True


def _is_open_still(place: Place) -> bool:
    """Whoever finalises the PLR at once waits, and then finds the decision in it."""
    if place.plr is None:
        return True
    open_plrs = PLR.objects.open().select_for_update(no_key=True)
    return open_plrs.filter(pk=place.plr.pk).first() is not None


def _meeting(
    decision: SelfRegulationDecision, met_on: date, *, by: Person, now: datetime
) -> GeneralMeeting:
    """Of that day and kind there is one; what was decided stands with the decision."""
    today = timezone.localdate(now)
    meeting, is_new = GeneralMeeting.objects.get_or_create(
        person=decision.person,
        held_on=met_on,
        kind=KIND,
        defaults={"recorded_by": by, "finalised_on": today},
    )
    if is_new:
        GeneralMeetingContent(meeting=meeting, saved_at=now).save_version(by=by, reason="Finalised")
        audit.record("general_meeting_finalised", meeting, by=by, held_on=met_on.isoformat())
    elif meeting.finalised_on is None:
        GeneralMeeting.objects.filter(pk=meeting.pk).update(finalised_on=today)
        GeneralMeetingContent.objects.filter(pk=meeting.pk).update(saved_at=now)
        audit.record("general_meeting_finalised", meeting, by=by, held_on=met_on.isoformat())
    return meeting


def record_decisions_in(meeting: GeneralMeeting, *, by: Person, today: date) -> None:
    """A meeting about self-regulation that the line manager finalises puts on record what was
    decided by its day and is not on record yet."""
    if meeting.kind != KIND or not access.manages(by, meeting.person_id):
        return
    decisions = SelfRegulationDecision.objects.filter(
        person=meeting.person, recorded_on=None, decided_on__lte=meeting.held_on
    )
    for decision in decisions:
        DecisionRecord.objects.update_or_create(
            decision=decision, defaults={"plr": None, "meeting": meeting}
        )
        put_on_record(decision=decision, recorded_in="general_meeting", on=today, by=by)


def record_decisions_of(plr: PLR, *, by: Person, today: date) -> None:
    """The PLR is final, and with it the decisions that it holds."""
    for record in DecisionRecord.objects.filter(plr=plr).select_related("decision"):
        put_on_record(decision=record.decision, recorded_in="plr", on=today, by=by)
