"""For each type of line but the PLR: the table that keeps it, and the values of its fields."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.hashers import make_password

from exchange.importing.absences import back_on
from exchange.importing.known import last_day
from exchange.importing.rows import Table
from exchange.importing.world import World
from people.models import (
    Absence,
    Grant,
    PerformanceMatter,
    Person,
    Posting,
    PracticeSupervision,
    ReportingLine,
    Unit,
)
from qai.models import (
    Audit,
    AuditContent,
    Observation,
    ObservationContent,
    SelfRegulationDecision,
)
from supervision.models import GeneralMeeting, GeneralMeetingContent

Values = Mapping[str, Any]
FieldValues = dict[str, Any]


def picked(values: Values, *keys: str) -> FieldValues:
    return {key: values[key] for key in keys}


def of_person(values: Values, world: World) -> FieldValues:
    return {"person_id": world.known.person_id(values["staff_number"])}


def unit(values: Values, world: World) -> FieldValues:
    return {
        **picked(values, "code", "name", "kind"),
        "parent_id": world.known.unit_id(values["parent"]),
    }


def person(values: Values, world: World) -> FieldValues:
    return picked(
        values, "staff_number", "name", "email", "joined", "left", "social_work_qualified"
    )


def without_password() -> FieldValues:
    """Chosen by the person once invited."""
    return {"password": make_password(None)}


def posting(values: Values, world: World) -> FieldValues:
    holds_cases = values["case_holding"]
    if holds_cases is None:
        holds_cases = world.book.roles[values["role"]].case_holding
    return {
        **of_person(values, world),
        **picked(values, "start", "role", "employment_type", "end"),
        "unit_id": world.known.unit_id(values["unit"]),
        "case_holding": holds_cases,
    }


def reporting_line(values: Values, world: World) -> FieldValues:
    manager = world.known.person_id(values["manager"])
    return {
        **of_person(values, world),
        **picked(values, "start", "end"),
        "manager_id": manager,
    }


def practice_supervision(values: Values, world: World) -> FieldValues:
    supervisor = world.known.person_id(values["supervisor"])
    return {
        **of_person(values, world),
        **picked(values, "start", "end"),
        "supervisor_id": supervisor,
    }


def grant(values: Values, world: World) -> FieldValues:
    joined = world.known.people[values["staff_number"]].joined
    return {
        **of_person(values, world),
        **picked(values, "grant", "end"),
        "unit_id": world.known.unit_id(values["unit"]),
        "start": values["start"] or joined,
    }


def absence(values: Values, world: World) -> FieldValues:
    return {
        **of_person(values, world),
        **picked(values, "start", "kind", "recorded_on"),
        "end": last_day(values),
        "returned_on": back_on(values, world.known),
    }


def performance_matter(values: Values, world: World) -> FieldValues:
    return {
        **of_person(values, world),
        **picked(values, "start", "kind", "end", "case_reference"),
    }


def general_meeting(values: Values, world: World) -> FieldValues:
    return {
        **of_person(values, world),
        **picked(values, "held_on", "kind", "finalised_on", "attended"),
        "recorded_by_id": world.known.person_id(values["recorded_by"]),
    }


def audit(values: Values, world: World) -> FieldValues:
    return {
        **of_person(values, world),
        **picked(values, "completed_on", "case_reference", "tool", "source", "format"),
        **picked(values, "finalised_on"),
        "auditor_id": world.known.person_id(values["auditor"]),
    }


def observation(values: Values, world: World) -> FieldValues:
    return {
        **of_person(values, world),
        **picked(values, "observed_on", "setting", "finalised_on"),
        "observer_id": world.known.person_id(values["observer"]),
    }


def self_regulation(values: Values, world: World) -> FieldValues:
    return {
        **of_person(values, world),
        **picked(values, "decided_on", "outcome", "recorded_in", "recorded_on"),
        "decided_by_id": world.known.person_id(values["decided_by"]),
    }


def as_loaded() -> FieldValues:
    """Told apart from decisions that were made here."""
    return {"imported": True}


FOUND = ("grade", "strengths", "learning")
FROM_A_DAY = ("person_id", "start")
TABLES = {
    "unit": Table(Unit, ("code",), unit),
    "person": Table(Person, ("staff_number",), person, only_new=without_password),
    "posting": Table(Posting, FROM_A_DAY, posting),
    "reporting_line": Table(ReportingLine, FROM_A_DAY, reporting_line),
    "practice_supervision": Table(
        PracticeSupervision, (*FROM_A_DAY, "supervisor_id"), practice_supervision
    ),
    "grant": Table(Grant, ("person_id", "grant", "unit_id"), grant),
    "absence": Table(Absence, FROM_A_DAY, absence),
    "performance_matter": Table(PerformanceMatter, FROM_A_DAY, performance_matter),
    "general_meeting": Table(
        GeneralMeeting,
        ("person_id", "held_on", "kind"),
        general_meeting,
        GeneralMeetingContent,
        ("summary",),
    ),
    "audit": Table(
        Audit,
        ("person_id", "completed_on", "case_reference", "tool"),
        audit,
        AuditContent,
        FOUND,
    ),
    "observation": Table(
        Observation,
        ("person_id", "observed_on", "setting"),
        observation,
        ObservationContent,
        FOUND,
    ),
    "self_regulation": Table(
        SelfRegulationDecision,
        ("person_id", "decided_on"),
        self_regulation,
        only_new=as_loaded,
    ),
}
