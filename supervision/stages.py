"""Where a PLR stands, and whose turn it is (P22-2-MAP)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from supervision.models import PLR

SELF_ASSESSMENT_DUE_DAYS = 7
PREPARE_DAYS = 14


@dataclass(frozen=True)
class Step:
    """One thing to do: a verb, a link, and the day by which, or (`waiting`) since which."""

    text: str
    url: str
    due: date
    late: bool = False
    waiting: bool = False

    @property
    def urgency(self) -> tuple[bool, date]:
        return (not self.late, self.due)


@dataclass(frozen=True)
class Stage:
    title: str
    state: str
    note: str = ""


def self_assessment_due(plr: PLR) -> date:
    return plr.planned_for - timedelta(days=SELF_ASSESSMENT_DUE_DAYS)


def link(name: str, plr: PLR) -> str:
    return reverse(f"supervision:{name}", args=[plr.pk])


def step_for_reportee(plr: PLR, *, today: date) -> Step | None:
    """What the reportee has to do next, if it is their turn."""
    if plr.is_open and not plr.is_shared:
        due = self_assessment_due(plr)
        return Step("Write your self-assessment", link("self_assessment", plr), due, today > due)
    if plr.is_final and not plr.answer:
        url = link("finished", plr)
        return Step("Read the record and answer", url, plr.finalised_on, waiting=True)
    return None


def step_for_leader(plr: PLR, *, today: date) -> Step | None:
    """What whoever leads the PLR has to do next, if it is their turn."""
    name = plr.reportee.name
    if plr.state == PLR.State.HELD:
        text = f"Finish the record of {name}’s PLR"
        return Step(text, link("record", plr), plr.held_on, waiting=True)
    if plr.state != PLR.State.SCHEDULED:
        return None
    if today > plr.planned_for:
        return Step(
            f"Record {name}’s PLR, or move it", plr.get_absolute_url(), plr.planned_for, True
        )
    if today == plr.planned_for:
        return Step(f"Record {name}’s PLR", link("record_begin", plr), plr.planned_for)
    if plr.is_shared:
        return Step(
            f"Read {name}’s self-assessment and prepare", link("prepare", plr), plr.planned_for
        )
    if today >= plr.planned_for - timedelta(days=PREPARE_DAYS):
        return Step(f"Prepare {name}’s PLR", link("prepare", plr), plr.planned_for)
    return None


def step_for_settler(plr: PLR) -> Step:
    """The reportee disagrees with the record: an answer is due from the manager's manager."""
    text = f"Answer {plr.reportee.name}’s disagreement with a record"
    return Step(text, link("settle", plr), localdate(plr.answered_at), waiting=True)


def stages(plr: PLR) -> list[Stage]:
    """The way of a PLR from plan to answer; each stage is done, now, to come or left out."""
    if plr.state == PLR.State.CANCELLED:
        return [Stage("Planned", "done"), Stage("Cancelled", "now")]
    ways = [
        ("Planned", "Plan", True),
        ("Self-assessment shared", "Share the self-assessment", plr.is_shared),
        ("Meeting held", "Hold the meeting", plr.held_on is not None),
        ("Record finalised", "Finalise the record", plr.is_final),
        ("Record answered", "Read and answer", bool(plr.answer)),
    ]
    found = [Stage(past, "done") if done else Stage(verb, "to come") for past, verb, done in ways]
    if plr.is_final and not plr.is_shared:
        found[1] = Stage("No self-assessment", "left out")
    first_open = next((index for index, one in enumerate(found) if one.state == "to come"), None)
    if first_open is not None:
        found[first_open] = replace(found[first_open], state="now")
    return found
