"""Meetings between PLRs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from exchange.demo.days import stream, working_days_from
from exchange.demo.pieces import Assessing
from exchange.demo.regulation import Decision
from exchange.demo.situations import FCA
from policy.calendar import working_day_on_or_before

OFFICERS = ("business_services_officer", "team_leader", "business_services_manager")
SESSIONS = (150, 182)
# Kind, days apart; for whom the first is.
TALKS = (("situational", (140, 260)), ("wellbeing", (420, 900)), ("other", (500, 1100)))


@dataclass(frozen=True)
class Meeting:
    day: date
    kind: str
    by: str
    summary: str
    finalised_on: date | None
    attended: bool = True


def meetings_of(assessing: Assessing, decisions: Sequence[Decision]) -> list[Meeting]:
    """In order of day, one of a kind a day."""
    found = [
        *talks(assessing),
        *returns(assessing),
        *group_sessions(assessing),
        *about_self_regulation(assessing, decisions),
    ]
    unique = {(meeting.day, meeting.kind): meeting for meeting in found}
    return [unique[key] for key in sorted(unique)]


def talks(assessing: Assessing) -> Iterator[Meeting]:
    is_adviser = assessing.member.post.role == FCA
    for kind, gap in TALKS:
        for day in assessing.days(gap):
            by = assessing.member.manager_on(day)
            if kind == "situational" and is_adviser:
                by = assessing.member.practice_supervisor_on(day) or by
            if by:
                yield meeting(assessing, day, kind, by)


def returns(assessing: Assessing) -> Iterator[Meeting]:
    """After a week or more away."""
    for away in assessing.absences:
        if away.end is None or (away.end - away.start).days < 6 or away.kind == "annual_leave":
            continue
        day = working_days_from(away.end, 1)
        by = assessing.member.manager_on(day)
        if by and day <= assessing.end and not any(day in other for other in assessing.absences):
            yield meeting(assessing, day, "return_to_work", by)


def group_sessions(assessing: Assessing) -> Iterator[Meeting]:
    """The same days for the whole team; who was away did not attend."""
    member, organisation = assessing.member, assessing.organisation
    if member.post.role not in OFFICERS:
        return
    shared = stream(organisation.seed, "sessions", member.post.unit)
    day = organisation.records_start + timedelta(days=shared.randrange(120))
    while day < organisation.today:
        held = working_day_on_or_before(day)
        by = member.manager_on(held)
        if by and member.joined <= held:
            was_away = any(held in away for away in assessing.absences)
            attended = not was_away and assessing.rng.random() < 0.96
            yield meeting(assessing, held, "group_supervision", by, attended=attended)
        day += timedelta(days=shared.randrange(*SESSIONS))


def about_self_regulation(assessing: Assessing, decisions: Sequence[Decision]) -> Iterator[Meeting]:
    for decision in decisions:
        if decision.recorded_in == "general_meeting":
            summary = assessing.writer.draw(f"meeting.self_regulation.{decision.outcome}.any")
            yield Meeting(
                decision.day, "self_regulation", decision.by, summary, decision.recorded_on
            )


def meeting(
    assessing: Assessing, day: date, kind: str, by: str, *, attended: bool = True
) -> Meeting:
    summary = assessing.writer.speak(f"meeting.{kind}")
    return Meeting(day, kind, by, summary, assessing.finalised(day), attended)
