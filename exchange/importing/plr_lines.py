"""What a `plr` line asks for: the facts of a PLR, its drafts or its record, and its actions."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from exchange.importing.batches import new_row
from exchange.importing.findings import Line
from exchange.importing.world import World
from policy.rulebook import Rulebook
from supervision.models import PLR, Action, ActionContent, Record, SelfAssessment

Body = dict[str, Any]
LOADED_AS_HELD = "the PLR is loaded as held and does not count until a manager completes its record"


@dataclass(frozen=True)
class WantedPLR:
    """`not_counted`: the key and the reason for which a finalised one is loaded as held."""

    line: Line
    reportee_id: int
    led_by_id: int
    stand_in: bool
    state: str
    record: Body
    self_assessment: Body
    not_counted: tuple[str, str] | None

    @property
    def day(self) -> date:
        return self.line.values["held_on"]

    @property
    def is_final(self) -> bool:
        return self.state == PLR.State.FINALISED

    @property
    def took_place(self) -> bool:
        return self.state in (PLR.State.HELD, PLR.State.FINALISED)

    @property
    def actions(self) -> list[dict[str, Any]]:
        """Those that live in the development plan; a draft keeps its own in its body."""
        return self.line.values["actions"] or [] if self.is_final else []

    def facts(self) -> dict[str, Any]:
        values = self.line.values
        return {
            "led_by_id": self.led_by_id,
            "stand_in": self.stand_in,
            "state": self.state,
            "held_on": self.day if self.took_place else None,
            "finalised_on": values["finalised_on"] if self.is_final else None,
            "standards_assessed": sorted(values["standards"] or ()) if self.is_final else [],
            **({} if self.took_place else {"planned_for": self.day}),
        }

    def moments(self, now: datetime) -> dict[str, datetime | None]:
        """Imports know days: noon stands for the time."""
        is_cancelled = self.state == PLR.State.CANCELLED
        finalised_on = self.line.values["finalised_on"]
        return {
            "finalised_at": noon(finalised_on) if self.is_final else None,
            "cancelled_at": min(noon(self.day), now) if is_cancelled else None,
        }

    def shared_at(self) -> datetime | None:
        """A self-assessment that was graded lay on the table at the meeting."""
        return noon(self.day) if self.self_assessment and self.took_place else None

    def grades(self) -> dict[str, str]:
        """The fields of a finalised record beside its body."""
        kept = ("overall_grade", "override_evidence")
        return {key: self.line.values[key] if self.is_final else "" for key in kept}

    def new_plr(self, world: World) -> PLR:
        facts = {"planned_for": self.day, **self.facts(), **self.moments(world.now)}
        return new_row(
            PLR,
            world.db,
            reportee_id=self.reportee_id,
            self_assessment_shared_at=self.shared_at(),
            created_at=world.now,
            **facts,
        )

    def new_record(self, plr: PLR) -> Record:
        return Record(plr=plr, body=self.record, **self.grades())

    def new_self_assessment(self, plr: PLR) -> SelfAssessment:
        return SelfAssessment(plr=plr, body=self.self_assessment)

    def new_action(self, plr: PLR, number: int, world: World) -> tuple[Action, ActionContent]:
        given = self.actions[number - 1]
        action = Action(
            person_id=self.reportee_id,
            plr=plr,
            number=number,
            owner_id=world.known.person_id(given["owner"]),
            due_on=given["due"],
            state=Action.State.DONE if given["done_on"] else Action.State.OPEN,
            closed_on=given["done_on"],
            created_at=noon(self.line.values["finalised_on"]),
        )
        return action, ActionContent(action=action, description=given["description"])


def wanted_plr(line: Line, world: World) -> WantedPLR:
    values = line.values
    not_counted = why_not_counted(line, world)
    state = PLR.State.HELD if not_counted else values["status"]
    is_cancelled = state == PLR.State.CANCELLED
    return WantedPLR(
        line=line,
        reportee_id=world.known.person_id(line.person) or 0,
        led_by_id=world.known.person_id(values["led_by"]) or 0,
        stand_in=not not_counted and is_stand_in(line, world, state),
        state=state,
        record={} if is_cancelled else record_body(line, world, is_draft=state != "finalised"),
        self_assessment={} if is_cancelled else graded_body(values["self_standards"]),
        not_counted=not_counted,
    )


def why_not_counted(line: Line, world: World) -> tuple[str, str] | None:
    """A finalised PLR without a graded standard (AMB-16) or led by the wrong role (AMB-18)."""
    values, known, day = line.values, world.known, line.values["held_on"]
    if values["status"] != "finalised":
        return None
    if not values["standards"]:
        return "standards", f"no standard is graded: {LOADED_AS_HELD}"
    role, leader = known.role_on(line.person, day), known.role_on(values["led_by"], day)
    if role and leader and not world.book.counts_when_led_by(role, leader):
        titles = world.book.roles
        who = f"{titles[leader].title.lower()} led the PLR of a {titles[role].title.lower()}"
        return "led_by", f"a {who}: {LOADED_AS_HELD}"
    return None


def is_stand_in(line: Line, world: World, state: str) -> bool:
    """Somebody else than the line manager of the day leads it; where none is known, whoever is
    to write the record."""
    manager = world.known.manager_on(line.person, line.values["held_on"])
    if manager is None:
        return state in PLR.OPEN_STATES
    return manager != line.values["led_by"]


def record_body(line: Line, world: World, *, is_draft: bool) -> Body:
    values = line.values
    body = graded_body(values["standards"])
    if values["summary"]:
        body["texts"] = {section_of_summary(world.book): values["summary"]}
    body |= {key: values[key] for key in ("overall_grade", "override_evidence") if values[key]}
    if is_draft and values["actions"]:
        body["actions"] = [action_row(action, world) for action in values["actions"]]
    return body


def graded_body(standards: dict[str, str] | None) -> Body:
    if not standards:
        return {}
    return {"standards": {key: {"grade": grade} for key, grade in standards.items()}}


def action_row(action: dict[str, Any], world: World) -> dict[str, str]:
    """As it stands in a draft, where every action is still to be agreed."""
    done = f" (done on {action['done_on']})" if action["done_on"] else ""
    return {
        "description": f"{action['description']}{done}",
        "owner": str(world.known.person_id(action["owner"])),
        "due": action["due"].isoformat(),
    }


def section_of_summary(book: Rulebook) -> str:
    """The last text section that every role has: the manager's view."""
    return [
        key
        for key, section in book.record.items()
        if section.kind == "text" and not section.roles and not section.groups
    ][-1]


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())
