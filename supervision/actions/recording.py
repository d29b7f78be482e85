from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from drafts.actions import claim
from people import audit
from people.models import Person
from policy.completeness import graded
from policy.grading import GradeProposal, check_override
from policy.rulebook import Rulebook
from supervision.actions.self_regulating import record_decisions_of
from supervision.actions.telling import tell_about, tell_next_level
from supervision.models import PLR, Action, ActionContent, ActionNote, Record

CLOSING = {ActionNote.Kind.DONE: Action.State.DONE, ActionNote.Kind.DROPPED: Action.State.DROPPED}


class AlreadyHeld(Exception):
    """Another PLR of the same person was held on that day."""


@transaction.atomic
def begin_record(*, plr: PLR, held_on: date, by: Person) -> bool:
    """The meeting took place; from now on the record is being written up. Raises AlreadyHeld."""
    leader = plr.led_by if plr.stand_in else by
    if not _held(plr, PLR.State.SCHEDULED, held_on=held_on, led_by=leader):
        return False
    audit.record("record_begun", plr, by=by, held_on=held_on.isoformat())
    return True


@transaction.atomic
def correct_day(*, plr: PLR, held_on: date, by: Person) -> bool:
    """Another day than was thought, or a second session: the last counts (AMB-19)."""
    if held_on == plr.held_on or not _held(plr, PLR.State.HELD, held_on=held_on):
        return False
    audit.record("record_day_corrected", plr, by=by, held_on=held_on.isoformat())
    return True


def _held(plr: PLR, state: PLR.State, **changes: object) -> bool:
    try:
        with transaction.atomic():
            return PLR.objects.advance(plr, state, state=PLR.State.HELD, **changes)
    except IntegrityError:
        raise AlreadyHeld from None


@transaction.atomic
def finalise(
    *,
    plr: PLR,
    version: int,
    proposal: GradeProposal,
    rulebook: Rulebook,
    by: Person,
    now: datetime,
    today: date,
) -> bool:
    """Locks the record, shows it to the reportee and counts it on the day of the meeting.

    Finalising twice is finalising once: False for whoever comes second. Raises StaleRecord when
    the record is not the one that was checked.
    """
    final = {
        "state": PLR.State.FINALISED,
        "finalised_at": now,
        "finalised_on": today,
        "led_by": plr.led_by if plr.stand_in else by,
    }
    if not PLR.objects.claim(plr, PLR.State.HELD):
        return False
    record = claim(Record, plr, version)
    _freeze(record, proposal, by, now)
    _review_actions(plr, record.body, by, now, today)
    # A stand-in reads the contents until here.
    assessed = sorted(graded(record.body))
    PLR.objects.filter(pk=plr.pk).update(standards_assessed=assessed, **final)
    plr.refresh_from_db()
    _set_actions(plr, record.body, by, now)
    record_decisions_of(plr, by=by, today=today)
    plr.pins.all().delete()
    audit.record("record_finalised", plr, by=by, held_on=plr.day_of_meeting.isoformat())
    _tell_of_finalised(plr, by)
    override = check_override(proposal, record.overall_grade, record.override_evidence, rulebook)
    if override.tell_managers_manager:
        tell_of_raised_grade(plr, by=by, now=now)
    return True


def _freeze(record: Record, proposal: GradeProposal, by: Person, now: datetime) -> None:
    """The first version of its history; a save that is still on its way finds another version."""
    record.version += 1
    record.saved_at = now
    record.overall_grade = record.body["overall_grade"]
    record.override_evidence = record.body.get("override_evidence", "")
    record.grade_inputs = plain_values(proposal)
    record.save_version(by=by, reason="Finalised")


def _review_actions(
    plr: PLR, body: Mapping[str, Any], by: Person, now: datetime, today: date
) -> None:
    """Every open action of the past got its word at this PLR (P22-2.5i)."""
    reviews = {
        int(key): said for key, said in body.get("reviews", {}).items() if said.get("status")
    }
    actions = Action.objects.open().filter(person=plr.reportee, pk__in=reviews)
    said_of = [(action, reviews[action.pk]) for action in actions.select_for_update()]
    ActionNote.objects.bulk_create(
        ActionNote(
            action=action,
            plr=plr,
            kind=said["status"],
            text=said.get("note", ""),
            due_on=new_day(said),
            by=by,
            at=now,
        )
        for action, said in said_of
    )
    moved = [(action, day) for action, said in said_of if (day := new_day(said))]
    for action, day in moved:
        action.due_on = day
    Action.objects.bulk_update([action for action, _ in moved], ["due_on"])
    closed = [(action, said) for action, said in said_of if said["status"] in CLOSING]
    for action, said in closed:
        action.state, action.closed_on = CLOSING[said["status"]], today
    Action.objects.bulk_update([action for action, _ in closed], ["state", "closed_on"])
    ActionContent.objects.bulk_update(
        [ActionContent(action=action, impact=said.get("note", "")) for action, said in closed],
        ["impact"],
    )


def new_day(said: Mapping[str, str]) -> date | None:
    """The day to which an action was moved; only one that is carried forward has one."""
    carried = said["status"] == ActionNote.Kind.CARRIED and said.get("due")
    return date.fromisoformat(said["due"]) if carried else None


def _set_actions(plr: PLR, body: Mapping[str, Any], by: Person, now: datetime) -> None:
    rows = body.get("actions", [])
    actions = Action.objects.bulk_create(
        Action(
            person=plr.reportee,
            plr=plr,
            number=number,
            owner_id=int(row["owner"]),
            due_on=date.fromisoformat(row["due"]),
            category=row.get("category", ""),
            standard=row.get("standard", ""),
            created_at=now,
        )
        for number, row in enumerate(rows, 1)
    )
    ActionContent.objects.bulk_create(
        ActionContent(action=action, description=row["description"])
        for action, row in zip(actions, rows, strict=True)
    )


def plain_values(proposal: GradeProposal) -> dict[str, object]:
    """The proposal as it is kept with a finalised record; fractions stay exact as text."""
    return {
        "proposed": proposal.grade,
        "standards": dict(proposal.standards),
        "qai": list(proposal.qai),
        "standards_mean": str(proposal.standards_mean),
        "qai_mean": None if proposal.qai_mean is None else str(proposal.qai_mean),
        "points": str(proposal.points),
        "limits": list(proposal.limits),
        "working": list(proposal.working),
    }


def _tell_of_finalised(plr: PLR, by: Person) -> None:
    tell_about(plr, [plr.reportee], "record_finalised", by=by)
    owners = Person.objects.filter(actions_owned__plr=plr).exclude(pk=plr.reportee_id)
    tell_about(plr, owners.distinct(), "action_given", by=by, path=reverse("supervision:mine"))


def tell_of_raised_grade(plr: PLR, *, by: Person, now: datetime) -> None:
    """A grade above the proposed one although Safe requires improvement (AMB-55)."""
    step = now.isoformat(timespec="seconds")
    tell_next_level(plr, "safe_overridden", by=by, on=timezone.localdate(now), step=step)
