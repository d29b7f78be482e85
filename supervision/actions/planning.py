from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from people import audit
from people.models import Person
from supervision.actions.telling import (
    tell_about,
    tell_joining,
    tell_leader,
    tell_next_level,
    tell_who_led,
)
from supervision.calendar import entry_of
from supervision.models import PLR, Rearrangement, Record, SelfAssessment
from supervision.words import day_in_words

# How often a meeting was changed: by this calendars know which entry is the newer one.
ONE_MORE = {"sequence": F("sequence") + 1}


class AlreadyPlanned(Exception):
    """A PLR of the same person is planned for that day already."""

    def __init__(self, plr: PLR):
        super().__init__(str(plr.pk))
        self.plr = plr


@transaction.atomic
def plan_plr(
    *,
    reportee: Person,
    led_by: Person,
    by: Person,
    planned_for: date,
    starts_at: time | None,
    place: str,
    now: datetime,
    joined_by: Person | None = None,
) -> PLR:
    """One PLR with its empty drafts (P22-2.9a); raises AlreadyPlanned for a second that day."""
    try:
        with transaction.atomic():
            plr = PLR.objects.create(
                reportee=reportee,
                led_by=led_by,
                stand_in=led_by != by,
                planned_for=planned_for,
                starts_at=starts_at,
                place=place,
                joined_by=joined_by,
                created_at=now,
            )
    except IntegrityError:
        raise AlreadyPlanned(PLR.objects.planned(reportee, planned_for).get()) from None
    SelfAssessment.objects.create(plr=plr)
    Record.objects.begin(plr)
    audit.record("plr_planned", plr, by=by, day=planned_for.isoformat())
    entry = entry_of(plr, leader=led_by, changed_at=now)
    tell_about(plr, [reportee], "plr_planned", by=by, entry=entry)
    tell_leader(plr, "plr_to_lead", by=by, entry=entry)
    tell_joining(plr, joined_by, "plr_joined", by=by, entry=entry)
    others = PLR.objects.filter(reportee=reportee).exclude(pk=plr.pk)
    if others.who_waits_for_a_new_date():
        tell_next_level(plr, "plr_replanned_next_level", by=by, on=timezone.localdate(now))
    return plr


@transaction.atomic
def move_plr(
    *,
    plr: PLR,
    led_by: Person,
    by: Person,
    planned_for: date,
    starts_at: time | None,
    place: str,
    reason: str,
    now: datetime,
    joined_by: Person | None = None,
) -> bool:
    """A meeting that is moved is one meeting with a new date (AMB-15); raises AlreadyPlanned.

    False where nothing changes, or the meeting has begun or was cancelled meanwhile.
    """
    changes = {
        "led_by": led_by,
        "stand_in": led_by != by,
        "planned_for": planned_for,
        "starts_at": starts_at,
        "place": place,
        "joined_by": joined_by,
    }
    before = {name: getattr(plr, name) for name in changes}
    if changes == before:
        return False
    try:
        with transaction.atomic():
            if not PLR.objects.advance(plr, PLR.State.SCHEDULED, **changes, **ONE_MORE):
                return False
    except IntegrityError:
        raise AlreadyPlanned(PLR.objects.planned(plr.reportee, planned_for).get()) from None
    plr.refresh_from_db()
    _keep_move(plr, before["planned_for"], reason=reason, by=by, now=now)
    _tell_of_move(plr, before, by=by, now=now)
    return True


def _keep_move(plr: PLR, old_day: date, *, reason: str, by: Person, now: datetime) -> None:
    if plr.planned_for != old_day:
        Rearrangement.objects.create(
            plr=plr,
            kind=Rearrangement.Kind.MOVED,
            from_day=old_day,
            to_day=plr.planned_for,
            reason=reason,
            by=by,
            at=now,
        )
    days = {"from_day": old_day.isoformat(), "to_day": plr.planned_for.isoformat()}
    audit.record("plr_moved", plr, by=by, leader=plr.led_by_id, reason=reason, **days)


def _tell_of_move(plr: PLR, before: dict, *, by: Person, now: datetime) -> None:
    step = now.isoformat(timespec="seconds")
    entry = entry_of(plr, leader=plr.led_by, changed_at=now)
    moved = plr.planned_for != before["planned_for"]
    kind = "plr_moved" if moved else "plr_changed"
    from_day = {"from_day": day_in_words(before["planned_for"])}
    tell_about(plr, [plr.reportee], kind, by=by, step=step, entry=entry, **from_day)
    led_before = before["led_by"]
    kind = "plr_to_lead_changed" if led_before == plr.led_by else "plr_to_lead"
    tell_leader(plr, kind, by=by, step=step, entry=entry)
    joined_before = before["joined_by"]
    kind = "plr_joined_changed" if joined_before == plr.joined_by else "plr_joined"
    tell_joining(plr, plr.joined_by, kind, by=by, step=step, entry=entry)
    gone = entry_of(plr, leader=led_before, changed_at=now, cancelled=True)
    if led_before != plr.led_by:
        tell_who_led(plr, led_before, "plr_not_to_lead", by=by, step=step, entry=gone)
    if joined_before != plr.joined_by:
        tell_joining(plr, joined_before, "plr_joined_no_longer", by=by, step=step, entry=gone)


@transaction.atomic
def cancel_plr(*, plr: PLR, reason: str, by: Person, now: datetime) -> bool:
    """Tells the reportee and the next level of management. The due date does not move (AMB-15)."""
    cancelled = {"state": PLR.State.CANCELLED, "cancelled_at": now}
    if not PLR.objects.advance(plr, PLR.State.SCHEDULED, **cancelled, **ONE_MORE):
        return False
    plr.refresh_from_db()
    Rearrangement.objects.create(
        plr=plr,
        kind=Rearrangement.Kind.CANCELLED,
        from_day=plr.planned_for,
        reason=reason,
        by=by,
        at=now,
    )
    audit.record("plr_cancelled", plr, by=by, reason=reason)
    entry = entry_of(plr, leader=plr.led_by, changed_at=now, cancelled=True)
    tell_about(plr, [plr.reportee], "plr_cancelled", by=by, entry=entry)
    tell_who_led(plr, plr.led_by, "plr_to_lead_cancelled", by=by, entry=entry)
    tell_joining(plr, plr.joined_by, "plr_joined_cancelled", by=by, entry=entry)
    tell_next_level(plr, "plr_cancelled_next_level", by=by, on=timezone.localdate(now))
    return True
