"""PLRs pass to a new line manager or a stand-in; nothing that was typed is lost on the way."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from people import audit
from people.models import Person
from people.queries import line_managers_of
from supervision.actions.planning import ONE_MORE
from supervision.actions.telling import tell_about, tell_all, tell_joining, tell_leader
from supervision.calendar import entry_of
from supervision.models import PLR, Rearrangement
from supervision.queries import leading

NEW_MANAGER = "new_manager"


def follow_ties(*, on: date, now: datetime) -> None:
    """By the clock: what is planned follows the lines and practice supervisions of the day.

    Planned PLRs go to the line manager of today, who is also told of records to finish (the drafts
    stay as they are). Whoever joins as a practice supervisor and is one no longer does not join.
    Disagreements go to whoever is above the line manager of today.
    """
    plrs = leading.to_pass_on(on=on)
    managers = line_managers_of(people={plr.reportee_id for plr in plrs}, on=on)
    for plr in plrs:
        pass_on(plr=plr, to=managers[plr.reportee_id], stand_in=False, now=now)
    for plr in leading.to_join_no_longer(on=on):
        leave(plr=plr, now=now)
    for plr, settler in leading.disagreements_to_pass_on(on=on).items():
        pass_on_disagreement(plr=plr, to=settler, now=now)
    _tell_of_records(leading.records_to_take_over(on=on), on=on)


@transaction.atomic
def hand_over(
    *, plrs: Iterable[PLR], to: Person, reason: str, by: Person, on: date, now: datetime
) -> int:
    """Of planned PLRs, all to one person; how many were not theirs before."""
    plrs = list(plrs)
    managers = line_managers_of(people={plr.reportee_id for plr in plrs}, on=on)
    return sum(
        pass_on(
            plr=plr,
            to=to,
            stand_in=managers.get(plr.reportee_id) != to,
            reason=reason,
            by=by,
            now=now,
        )
        for plr in plrs
    )


@transaction.atomic
def pass_on(
    *,
    plr: PLR,
    to: Person,
    stand_in: bool,
    now: datetime,
    reason: str = NEW_MANAGER,
    by: Person | None = None,
) -> bool:
    """False where it is theirs already, or has begun, or was passed on meanwhile."""
    before = plr.led_by
    if before == to:
        return False
    still = PLR.objects.filter(led_by=before)
    changes = {"led_by": to, "stand_in": stand_in, **ONE_MORE}
    if not still.advance(plr, PLR.State.SCHEDULED, **changes):
        return False
    plr.refresh_from_db()
    Rearrangement.objects.create(
        plr=plr,
        kind=Rearrangement.Kind.PASSED,
        from_day=plr.planned_for,
        to_person=to,
        reason=reason,
        by=by,
        at=now,
    )
    audit.record("plr_passed_on", plr, by=by, leader=to.pk, reason=reason)
    _tell_of_new_leader(plr, before, by=by, now=now)
    return True


def _tell_of_new_leader(plr: PLR, before: Person, *, by: Person | None, now: datetime) -> None:
    step = now.isoformat(timespec="seconds")
    entry = entry_of(plr, leader=plr.led_by, changed_at=now)
    gone = entry_of(plr, leader=before, changed_at=now, cancelled=True)
    kind = "plr_changed" if by else "plr_line_changed"
    tell_about(plr, [plr.reportee], kind, by=by, step=step, entry=entry)
    kind = "plr_to_lead" if by else "plr_taken_over"
    tell_leader(plr, kind, by=by, step=step, entry=entry)
    tell_all([before], plr, "plr_out_of_calendar", by=by, step=step, entry=gone, path="/")
    tell_joining(plr, plr.joined_by, "plr_joined_changed", by=by, step=step, entry=entry)


@transaction.atomic
def leave(*, plr: PLR, now: datetime) -> bool:
    """The practice supervisor who was to join supervises somebody else now."""
    left = plr.joined_by
    if not left or not PLR.objects.filter(joined_by=left).advance(
        plr, PLR.State.SCHEDULED, joined_by=None, **ONE_MORE
    ):
        return False
    plr.refresh_from_db()
    audit.record("plr_joined_no_longer", plr, by=None, person=left.pk)
    gone = entry_of(plr, leader=plr.led_by, changed_at=now, cancelled=True)
    step = now.isoformat(timespec="seconds")
    tell_joining(plr, left, "plr_joined_no_longer", by=None, step=step, entry=gone)
    return True


@transaction.atomic
def pass_on_disagreement(*, plr: PLR, to: Person | None, now: datetime) -> bool:
    """False where it was settled meanwhile. Whoever was asked before reads the record no longer."""
    before = plr.disagreement_with_id
    still = PLR.objects.filter(disagreement_with=before, disagreement_settled_at=None)
    if not still.filter(pk=plr.pk).update(disagreement_with=to):
        return False
    audit.record("disagreement_passed_on", plr, by=None, to=to and to.pk)
    if to:
        step = now.isoformat(timespec="seconds")
        tell_about(plr, [to], "record_disputed", by=None, step=step)
    return True


def _tell_of_records(plrs: Iterable[PLR], *, on: date) -> None:
    """Once to each new line manager, however often this runs."""
    plrs = list(plrs)
    managers = line_managers_of(people={plr.reportee_id for plr in plrs}, on=on)
    for plr in plrs:
        manager = managers[plr.reportee_id]
        tell_about(plr, [manager], "plr_record_taken_over", by=None)
