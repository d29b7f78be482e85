"""Lines of the import format as facts, for the worked scenarios."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from policy.facts import (
    Absence,
    Audit,
    Decision,
    GeneralMeeting,
    Observation,
    Person,
    Plr,
    Posting,
)

Line = Mapping[str, Any]


def person_from(lines: Iterable[Line], staff_number: str) -> Person:
    """One person's facts. Other people's lines give the roles of those who led PLRs."""
    lines = list(lines)
    roles = {line["staff_number"]: line["role"] for line in lines if line["type"] == "posting"}
    starts = [day(line, "records_start") for line in lines if line["type"] == "organisation"]
    own = [line for line in lines if line.get("staff_number") == staff_number]
    person = next(line for line in own if line["type"] == "person")
    return Person(
        staff_number=staff_number,
        joined=date.fromisoformat(person["joined"]),
        left=day(person, "left"),
        records_start=next(iter(starts), None),
        postings=tuple(posting(line) for line in own if line["type"] == "posting"),
        absences=tuple(absence(line) for line in own if line["type"] == "absence"),
        plrs=tuple(plr(line, roles) for line in own if line["type"] == "plr"),
        meetings=tuple(meeting(line) for line in own if line["type"] == "general_meeting"),
        audits=tuple(audit(line) for line in own if line["type"] == "audit"),
        observations=tuple(observation(line) for line in own if line["type"] == "observation"),
        decisions=tuple(decision(line) for line in own if line["type"] == "self_regulation"),
    )


def day(line: Line, key: str) -> date | None:
    return date.fromisoformat(line[key]) if line.get(key) else None


def sure(line: Line, key: str) -> date:
    return date.fromisoformat(line[key])


def posting(line: Line) -> Posting:
    return Posting(
        start=sure(line, "start"),
        role=line["role"],
        unit=line["unit"],
        employment_type=line["employment_type"],
        case_holding=line.get("case_holding", line["role"] == "family_court_adviser"),
        end=day(line, "end"),
    )


def absence(line: Line) -> Absence:
    return Absence(
        start=sure(line, "start"),
        kind=line["kind"],
        end=day(line, "end"),
        returned_on=day(line, "returned_on"),
        recorded_on=day(line, "recorded_on"),
    )


def plr(line: Line, roles: Mapping[str, str]) -> Plr:
    return Plr(
        held_on=sure(line, "held_on"),
        status=line["status"],
        finalised_on=day(line, "finalised_on"),
        standards=line.get("standards", {}),
        leader_role=roles.get(line["led_by"]),
    )


def meeting(line: Line) -> GeneralMeeting:
    return GeneralMeeting(
        held_on=sure(line, "held_on"),
        kind=line["kind"],
        finalised_on=day(line, "finalised_on"),
        attended=line.get("attended", True),
    )


def audit(line: Line) -> Audit:
    return Audit(
        completed_on=sure(line, "completed_on"),
        tool=line["tool"],
        source=line["source"],
        grade=line["grade"],
        format=line.get("format"),
        finalised_on=day(line, "finalised_on"),
    )


def observation(line: Line) -> Observation:
    return Observation(
        observed_on=sure(line, "observed_on"),
        setting=line["setting"],
        grade=line["grade"],
        finalised_on=day(line, "finalised_on"),
    )


def decision(line: Line) -> Decision:
    return Decision(
        decided_on=sure(line, "decided_on"),
        outcome=line["outcome"],
        recorded_on=day(line, "recorded_on"),
    )
