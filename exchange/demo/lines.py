"""The organisation and its lives as lines of the import format."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from exchange.demo.lives import Life
from exchange.demo.reviews import Review
from exchange.demo.situations import FCA
from exchange.demo.staff import Member, Organisation

Line = dict[str, Any]


def organisation_lines(organisation: Organisation) -> Iterator[Line]:
    yield {
        "type": "organisation",
        "name": organisation.name,
        "records_start": organisation.records_start,
    }
    for unit in organisation.units:
        yield {
            "type": "unit",
            "code": unit.code,
            "name": unit.name,
            "kind": unit.kind,
            "parent": unit.parent,
        }
    for member in organisation.members:
        yield from member_lines(member)


def member_lines(member: Member) -> Iterator[Line]:
    practised = any(post.role in (FCA, "practice_supervisor") for post in member.posts)
    yield {
        "type": "person",
        "staff_number": member.staff_number,
        "name": member.name,
        "email": member.email,
        "joined": member.joined,
        "left": member.left,
        "social_work_qualified": practised or "service_manager" in member.post.role,
    }
    for post in member.posts:
        yield {
            "type": "posting",
            "staff_number": member.staff_number,
            "start": post.start,
            "role": post.role,
            "unit": post.unit,
            "employment_type": post.employment_type,
            "end": post.end,
        }
    for key, kind, ties in (
        ("manager", "reporting_line", member.lines),
        ("supervisor", "practice_supervision", member.practice_supervisors),
    ):
        for tie in ties:
            yield {
                "type": kind,
                "staff_number": member.staff_number,
                "start": tie.start,
                key: tie.to,
                "end": tie.end,
            }
    for grant in member.grants:
        name, _, unit = grant.partition(":")
        line = {"type": "grant", "staff_number": member.staff_number, "grant": name}
        yield line | ({"unit": unit} if unit else {})


def life_lines(life: Life) -> Iterator[Line]:
    of = {"staff_number": life.member.staff_number}
    for lines in (register_lines, plr_lines, piece_lines, meeting_lines, decision_lines):
        for line in lines(life):
            yield line | of


def register_lines(life: Life) -> Iterator[Line]:
    for away in life.absences:
        yield {
            "type": "absence",
            "start": away.start,
            "kind": away.kind,
            "end": away.end,
            "returned_on": away.returned_on,
        }
    for matter in life.matters:
        yield {
            "type": "performance_matter",
            "start": matter.start,
            "kind": matter.kind,
            "end": matter.end,
        }


def meeting_lines(life: Life) -> Iterator[Line]:
    for meeting in life.meetings:
        yield {
            "type": "general_meeting",
            "held_on": meeting.day,
            "kind": meeting.kind,
            "recorded_by": meeting.by,
            "finalised_on": meeting.finalised_on,
            "attended": meeting.attended,
            "summary": meeting.summary,
        }


def decision_lines(life: Life) -> Iterator[Line]:
    for decision in life.decisions:
        yield {
            "type": "self_regulation",
            "decided_on": decision.day,
            "outcome": decision.outcome,
            "decided_by": decision.by,
            "recorded_in": decision.recorded_in,
            "recorded_on": decision.recorded_on,
        }


def plr_lines(life: Life) -> Iterator[Line]:
    for review in life.reviews:
        yield {"type": "plr", **plr_values(review)}


def plr_values(review: Review) -> Line:
    values: Line = {"held_on": review.day, "led_by": review.led_by, "status": review.state}
    if review.is_final:
        values |= {
            "finalised_on": review.finalised_on,
            "standards": review.standards,
            "self_standards": review.self_standards,
            "overall_grade": review.overall_grade,
        }
    return values


def piece_lines(life: Life) -> Iterator[Line]:
    for piece in life.pieces:
        common = {
            "grade": piece.grade,
            "finalised_on": piece.finalised_on,
            "strengths": piece.strengths,
            "learning": piece.learning,
        }
        if piece.setting:
            yield {
                "type": "observation",
                **common,
                "observed_on": piece.day,
                "setting": piece.setting,
                "observer": piece.by,
            }
        else:
            yield {
                "type": "audit",
                **common,
                "completed_on": piece.day,
                "case_reference": piece.case_reference,
                "tool": piece.tool,
                "source": piece.source,
                "format": piece.format or None,
                "auditor": piece.by,
            }


def as_json(line: Line) -> bytes:
    """Without the keys that are null."""
    given = {key: value for key, value in line.items() if value is not None}
    return json.dumps(given, ensure_ascii=False, default=date.isoformat).encode() + b"\n"
