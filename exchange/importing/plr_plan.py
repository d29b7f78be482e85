"""`plr` lines compared with the PLRs there are: an import never overwrites what was written or
decided in the application."""

from collections.abc import Sequence

from exchange.importing.batches import Batch
from exchange.importing.findings import Line
from exchange.importing.outcomes import Outcome, Verdict
from exchange.importing.plr_found import Found, PLRsThereAre, was_saved
from exchange.importing.plr_lines import WantedPLR, wanted_plr
from exchange.importing.rows import assign
from exchange.importing.world import World
from supervision.models import PLR, Action, ActionContent, Record, SelfAssessment

State = PLR.State


class Refused(Exception):
    """Why a line may not do what it asks: a key and a reason."""

    def __init__(self, key: str, reason: str):
        super().__init__(key, reason)
        self.key, self.reason = key, reason


def plan_plrs(lines: Sequence[Line], world: World) -> Batch:
    """What some `plr` lines would create and change; writes nothing."""
    wanted = [wanted_plr(line, world) for line in lines]
    there = PLRsThereAre(wanted, world.db)
    batch = Batch.of(PLR, Record, SelfAssessment, Action, ActionContent)
    for one in wanted:
        if one.not_counted:
            world.findings.warn(one.line.number, *one.not_counted)
        try:
            outcome = plan_one(one, there.meant_by(one), batch, world)
        except Refused as refused:
            world.findings.refuse(one.line.number, refused.key, refused.reason)
            outcome = Outcome(one.line, Verdict.REFUSED)
        batch.outcomes.append(outcome)
    return batch


def plan_one(wanted: WantedPLR, found: Found | None, batch: Batch, world: World) -> Outcome:
    if found is None:
        require_not_for_oneself(wanted, world)
        if world.writes:
            plan_new(wanted, batch, world)
        return Outcome(wanted.line, Verdict.CREATE)
    if is_overtaken(wanted, found):
        return Outcome(wanted.line, Verdict.SAME)
    require_open(wanted, found)
    own = Batch()
    keys = {
        *compare_plr(wanted, found, own, world),
        *compare_record(wanted, found, own),
        *compare_actions(wanted, found, own, world),
    }
    if not keys:
        return Outcome(wanted.line, Verdict.SAME)
    if found.is_kept_here:
        reason = "this PLR was finalised in the application, and an import does not change it"
        raise Refused("held_on", reason)
    require_not_for_oneself(wanted, world)
    batch.extend(own)
    return Outcome(wanted.line, Verdict.CHANGE, tuple(sorted(keys)))


def plan_new(wanted: WantedPLR, batch: Batch, world: World) -> None:
    plr = wanted.new_plr(world)
    batch.create(plr, wanted.new_record(plr), wanted.new_self_assessment(plr))
    for number in range(1, len(wanted.actions) + 1):
        batch.create(*wanted.new_action(plr, number, world))


def is_overtaken(wanted: WantedPLR, found: Found) -> bool:
    """In the application the PLR went further than the line knows."""
    if found.state == State.FINALISED:
        return found.is_kept_here and wanted.state in PLR.OPEN_STATES
    went_further = found.state == State.HELD or (
        found.state == State.CANCELLED and found.plr.was_cancelled_here
    )
    return wanted.state == State.SCHEDULED and went_further


def require_open(wanted: WantedPLR, found: Found) -> None:
    if found.state == State.FINALISED and not wanted.is_final:
        reason = "this PLR is finalised in the records, and an import does not reopen it"
        raise Refused("status", reason)
    ends_the_draft = wanted.is_final or (
        wanted.state == State.CANCELLED and found.state == State.HELD
    )
    if found.is_being_written and ends_the_draft:
        raise Refused("status", "the record of this PLR is being written in the application")


def require_not_for_oneself(wanted: WantedPLR, world: World) -> None:
    """On the page nobody makes themself the stand-in who may read a self-assessment."""
    leads = world.by is not None and wanted.led_by_id == world.by.pk
    if leads and wanted.stand_in and wanted.state in PLR.OPEN_STATES:
        raise Refused("led_by", "would let you into this PLR: ask somebody else to import it")


def compare_plr(wanted: WantedPLR, found: Found, own: Batch, world: World) -> set[str]:
    keys = assign(found.plr, wanted.facts())
    fields = set(keys)
    if keys & {"state", "finalised_on"}:
        fields |= assign(found.plr, wanted.moments(world.now))
    if compare_self_assessment(wanted, found, own):
        keys.add("self_standards")
        if shared_at := wanted.shared_at():
            fields |= assign(found.plr, {"self_assessment_shared_at": shared_at})
    if fields:
        own.change(found.plr, fields)
    return {key.removesuffix("_id").replace("state", "status") for key in keys}


def compare_self_assessment(wanted: WantedPLR, found: Found, own: Batch) -> bool:
    """What the reportee wrote in the application stays as it is."""
    draft = found.self_assessment
    if draft is None:
        own.create(wanted.new_self_assessment(found.plr))
        return bool(wanted.self_assessment)
    if not wanted.self_assessment or was_saved(draft):
        return False
    if assign(draft, {"body": wanted.self_assessment}):
        draft.version += 1
        own.change(draft, ("body", "version"))
        return True
    return False


def compare_record(wanted: WantedPLR, found: Found, own: Batch) -> set[str]:
    """A draft that somebody saved in the application stays as it is."""
    record = found.record
    if record is None:
        own.create(wanted.new_record(found.plr))
        return {"record"}
    if wanted.state == State.CANCELLED or (not wanted.is_final and was_saved(record)):
        return set()
    becomes_final = wanted.is_final and found.state != State.FINALISED
    if not assign(record, {"body": wanted.record, **wanted.grades()}) and not becomes_final:
        return set()
    record.version += 1
    record.plr = found.plr
    own.change(record, ("body", "overall_grade", "override_evidence", "version"))
    return {"record"}


def compare_actions(wanted: WantedPLR, found: Found, own: Batch, world: World) -> set[str]:
    """An action that somebody worked on in the application is not closed or opened again."""
    changed = False
    for number, given in enumerate(wanted.actions, 1):
        action = found.actions.get(number)
        if action is None:
            own.create(*wanted.new_action(found.plr, number, world))
            changed = True
            continue
        facts = {"owner_id": world.known.person_id(given["owner"]), "due_on": given["due"]}
        if given["done_on"] and not action.has_notes:
            facts |= {"state": Action.State.DONE, "closed_on": given["done_on"]}
        if fields := assign(action, facts):
            own.change(action, fields)
        if texts := assign(action.content, {"description": given["description"]}):
            own.change(action.content, texts)
        changed = changed or bool(fields or texts)
    return {"actions"} if changed else set()
