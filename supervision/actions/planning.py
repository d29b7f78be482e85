from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from notices.actions import tell
from people import audit
from people.models import Person
from people.queries import line_manager_of
from supervision.models import PLR, Rearrangement, Record, SelfAssessment
from supervision.words import day_in_words, when_in_words


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
                created_at=now,
            )
    except IntegrityError:
        raise AlreadyPlanned(
            PLR.objects.get(reportee=reportee, planned_for=planned_for, state=PLR.State.SCHEDULED)
        ) from None
    SelfAssessment.objects.create(plr=plr)
    Record.objects.begin(plr)
    audit.record("plr_planned", plr, by=by, day=planned_for.isoformat())
    people = {reportee, led_by} - {by}
    tell(
        people=people,
        kind="plr_planned",
        about=plr,
        path=plr.get_absolute_url(),
        facts=facts_of(plr),
    )
    _tell_next_level_of_new_date(plr, by)
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
    now: datetime,
) -> None:
    """A meeting that is moved is one meeting with a new date (AMB-15); raises AlreadyPlanned."""
    old_day = plr.planned_for
    plr.led_by, plr.stand_in = led_by, led_by != by
    plr.planned_for, plr.starts_at, plr.place = planned_for, starts_at, place
    try:
        with transaction.atomic():
            plr.save(update_fields=["led_by", "stand_in", "planned_for", "starts_at", "place"])
    except IntegrityError:
        others = PLR.objects.exclude(pk=plr.pk)
        raise AlreadyPlanned(others.get(reportee=plr.reportee, planned_for=planned_for)) from None
    if planned_for != old_day:
        Rearrangement.objects.create(
            plr=plr,
            kind=Rearrangement.Kind.MOVED,
            from_day=old_day,
            to_day=planned_for,
            by=by,
            at=now,
        )
    audit.record(
        "plr_moved", plr, by=by, from_day=old_day.isoformat(), to_day=planned_for.isoformat()
    )
    tell(
        people={plr.reportee, led_by} - {by},
        kind="plr_moved",
        about=plr,
        step=now.isoformat(timespec="seconds"),
        path=plr.get_absolute_url(),
        facts=facts_of(plr) | {"from_day": day_in_words(old_day)},
    )


@transaction.atomic
def cancel_plr(*, plr: PLR, reason: str, by: Person, now: datetime) -> None:
    """Tells the reportee and the next level of management. The due date does not move (AMB-15)."""
    cancelled = {"state": PLR.State.CANCELLED, "cancelled_at": now}
    if not PLR.objects.advance(plr, PLR.State.SCHEDULED, **cancelled):
        return
    Rearrangement.objects.create(
        plr=plr,
        kind=Rearrangement.Kind.CANCELLED,
        from_day=plr.planned_for,
        reason=reason,
        by=by,
        at=now,
    )
    audit.record("plr_cancelled", plr, by=by, reason=reason)
    path, facts = plr.get_absolute_url(), facts_of(plr)
    tell(
        people={plr.reportee, plr.led_by} - {by},
        kind="plr_cancelled",
        about=plr,
        path=path,
        facts=facts,
    )
    next_level = line_manager_of(person_id=by.pk, on=plr.planned_for)
    if next_level:
        tell(people=[next_level], kind="plr_cancelled_next_level", about=plr, path="/", facts=facts)


def _tell_next_level_of_new_date(plr: PLR, by: Person) -> None:
    """After a cancellation the next level hears of the new date as well."""
    earlier = (
        PLR.objects.filter(reportee=plr.reportee)
        .exclude(pk=plr.pk)
        .order_by("-planned_for")
        .first()
    )
    if earlier is None or earlier.state != PLR.State.CANCELLED:
        return
    next_level = line_manager_of(person_id=by.pk, on=plr.planned_for)
    if next_level:
        tell(
            people=[next_level],
            kind="plr_replanned_next_level",
            about=plr,
            path="/",
            facts=facts_of(plr),
        )


def facts_of(plr: PLR) -> dict[str, str]:
    """The names and days that a notice about a PLR may mention."""
    return {
        "day": day_in_words(plr.day_of_meeting),
        "when": when_in_words(plr.day_of_meeting, plr.starts_at),
        "leader": plr.led_by.name,
        "reportee": plr.reportee.name,
    }
