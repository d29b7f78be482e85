"""The table of the import format: for each type its keys, and what may stand for them.

Values outside a list are those of the rule file. What must hold beyond one key is in `checks`.
"""

from exchange.importing.checks import (
    actions_are_done,
    after,
    differs,
    happened,
    not_before,
    not_in_future,
    plr_was_finalised,
    plr_was_held,
    supervision_audit_has_a_format,
)
from exchange.importing.kinds import (
    Kind,
    day,
    email,
    graded,
    identifier,
    name,
    one_of,
    text,
    words,
    yes_or_no,
)
from exchange.importing.shapes import Key, Shape, rows_of
from policy.rulebook import Rulebook

STATUSES = ("scheduled", "held", "finalised", "cancelled")
RECORDED_IN = ("plr", "general_meeting")


def optional(kind: Kind, default: object = None) -> Key:
    return Key(kind, required=False, default=default)


PERSON = Key(identifier, refers_to="person")
UNIT = Key(identifier, refers_to="unit")
ANY_UNIT = Key(identifier, required=False, refers_to="unit")
DAY, DAY_OR_NONE = Key(day), optional(day)
ENDS_AFTER_START = not_before("end", "start")
ACTION = {"description": Key(words), "due": DAY, "owner": PERSON, "done_on": DAY_OR_NONE}


def shapes_of(book: Rulebook) -> dict[str, Shape]:
    """Every type, in the order of the published format."""
    makers = (organisation, people, posts, ties, register, plrs, meetings, pieces_of_work)
    return {shape.type: shape for maker in makers for shape in maker(book)}


def organisation(book: Rulebook) -> tuple[Shape, ...]:
    unit = {
        "code": Key(identifier),
        "name": Key(name),
        "kind": Key(one_of(book.choices.unit_kinds)),
        "parent": ANY_UNIT,
    }
    return (
        Shape("organisation", (), {"name": optional(name), "records_start": DAY_OR_NONE}),
        Shape("unit", ("code",), unit, (differs("parent", "code", "is the unit itself"),)),
    )


def people(book: Rulebook) -> tuple[Shape, ...]:
    person = {
        "staff_number": Key(identifier),
        "name": Key(name),
        "email": Key(email),
        "joined": DAY,
        "left": DAY_OR_NONE,
        "social_work_qualified": optional(yes_or_no, default=False),
    }
    return (Shape("person", ("staff_number",), person, (not_before("left", "joined"),)),)


def posts(book: Rulebook) -> tuple[Shape, ...]:
    posting = {
        "staff_number": PERSON,
        "start": DAY,
        "role": Key(one_of(book.roles)),
        "unit": UNIT,
        "employment_type": Key(one_of(book.employment_types)),
        "case_holding": optional(yes_or_no),
        "end": DAY_OR_NONE,
    }
    return (Shape("posting", ("staff_number", "start"), posting, (ENDS_AFTER_START,)),)


def ties(book: Rulebook) -> tuple[Shape, ...]:
    line = {"staff_number": PERSON, "start": DAY, "manager": PERSON, "end": DAY_OR_NONE}
    supervision = {
        "staff_number": PERSON,
        "supervisor": PERSON,
        "start": DAY,
        "end": DAY_OR_NONE,
    }
    grant = {
        "staff_number": PERSON,
        "grant": Key(one_of(book.choices.grant_kinds)),
        "unit": ANY_UNIT,
        "start": DAY_OR_NONE,
        "end": DAY_OR_NONE,
    }
    own_manager = differs("manager", "staff_number", "nobody manages themself")
    own_supervisor = differs("supervisor", "staff_number", "nobody supervises themself")
    return (
        Shape("reporting_line", ("staff_number", "start"), line, (ENDS_AFTER_START, own_manager)),
        Shape(
            "practice_supervision",
            ("staff_number", "supervisor", "start"),
            supervision,
            (ENDS_AFTER_START, own_supervisor),
        ),
        Shape("grant", ("staff_number", "grant", "unit"), grant, (ENDS_AFTER_START,)),
    )


def register(book: Rulebook) -> tuple[Shape, ...]:
    absence = {
        "staff_number": PERSON,
        "start": DAY,
        "kind": Key(one_of(book.absence_kinds)),
        "end": DAY_OR_NONE,
        "returned_on": DAY_OR_NONE,
        "recorded_on": DAY_OR_NONE,
    }
    matter = {
        "staff_number": PERSON,
        "start": DAY,
        "kind": Key(one_of(book.choices.performance_matter_kinds)),
        "end": DAY_OR_NONE,
        "case_reference": optional(identifier, default=""),
    }
    back_after_it = (after("returned_on", "end"), after("returned_on", "start"))
    key = ("staff_number", "start")
    return (
        Shape("absence", key, absence, (ENDS_AFTER_START, *back_after_it)),
        Shape("performance_matter", key, matter, (ENDS_AFTER_START,)),
    )


def plrs(book: Rulebook) -> tuple[Shape, ...]:
    standards = graded(book.standards, book.grades)
    plr = {
        "staff_number": PERSON,
        "held_on": DAY,
        "led_by": PERSON,
        "status": Key(one_of(STATUSES)),
        "finalised_on": DAY_OR_NONE,
        "standards": optional(standards),
        "self_standards": optional(standards),
        "overall_grade": optional(one_of(book.grades), default=""),
        "override_evidence": optional(text, default=""),
        "summary": optional(text, default=""),
        "actions": optional(rows_of(Shape("action", (), ACTION))),
    }
    own_leader = differs("led_by", "staff_number", "nobody leads their own PLR")
    checks = (own_leader, plr_was_held, plr_was_finalised, actions_are_done)
    return (Shape("plr", ("staff_number", "held_on"), plr, checks),)


def meetings(book: Rulebook) -> tuple[Shape, ...]:
    meeting = {
        "staff_number": PERSON,
        "held_on": DAY,
        "kind": Key(one_of(book.choices.general_meeting_kinds)),
        "recorded_by": PERSON,
        "finalised_on": DAY_OR_NONE,
        "attended": optional(yes_or_no, default=True),
        "summary": optional(text, default=""),
    }
    key = ("staff_number", "held_on", "kind")
    return (Shape("general_meeting", key, meeting, happened("held_on")),)


def pieces_of_work(book: Rulebook) -> tuple[Shape, ...]:
    return (
        Shape(
            "audit",
            ("staff_number", "completed_on", "case_reference", "tool"),
            audit(book),
            (*happened("completed_on"), supervision_audit_has_a_format),
        ),
        Shape(
            "observation",
            ("staff_number", "observed_on", "setting"),
            observation(book),
            happened("observed_on"),
        ),
        Shape(
            "self_regulation",
            ("staff_number", "decided_on"),
            self_regulation(book),
            (not_in_future("decided_on"),),
        ),
    )


def audit(book: Rulebook) -> dict[str, Key]:
    return {
        "staff_number": PERSON,
        "completed_on": DAY,
        "case_reference": Key(identifier),
        "tool": Key(one_of(book.choices.audit_tools)),
        "source": Key(one_of(book.choices.audit_sources)),
        "format": optional(one_of(book.choices.audit_formats), default=""),
        "auditor": PERSON,
        **found(book),
    }


def observation(book: Rulebook) -> dict[str, Key]:
    return {
        "staff_number": PERSON,
        "observed_on": DAY,
        "setting": Key(one_of(book.choices.observation_settings)),
        "observer": PERSON,
        **found(book),
    }


def found(book: Rulebook) -> dict[str, Key]:
    """What an audit and an observation alike say of the work."""
    return {
        "grade": Key(one_of(book.grades)),
        "finalised_on": DAY_OR_NONE,
        "strengths": optional(text, default=""),
        "learning": optional(text, default=""),
    }


def self_regulation(book: Rulebook) -> dict[str, Key]:
    return {
        "staff_number": PERSON,
        "decided_on": DAY,
        "outcome": Key(one_of(book.choices.self_regulation_outcomes)),
        "decided_by": PERSON,
        "recorded_in": optional(one_of(RECORDED_IN), default=""),
        "recorded_on": DAY_OR_NONE,
    }
