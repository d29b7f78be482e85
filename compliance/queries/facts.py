"""What the database holds of people, as the plain values that the policy judges: one query."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from policy import facts

SQL = """
select
    person.id, person.staff_number, person.joined, person."left",
    (select records_start from people_organisation order by id limit 1),
    (select json_agg(json_build_array(
            start, role, (select code from people_unit where id = unit_id), employment_type,
            case_holding, "end") order by start)
        from people_posting where person_id = person.id),
    (select json_agg(json_build_array(start, kind, "end", returned_on, recorded_on) order by start)
        from people_absence where person_id = person.id),
    (select json_agg(json_build_array(
            coalesce(plr.held_on, plr.planned_for), plr.state, plr.finalised_on,
            {standards}, leader.role) order by plr.planned_for)
        from supervision_plr plr
        {record}
        left join people_posting leader on leader.person_id = plr.led_by_id
            and leader.start <= coalesce(plr.held_on, plr.planned_for)
            and (leader."end" is null or leader."end" >= coalesce(plr.held_on, plr.planned_for))
        where plr.reportee_id = person.id and plr.state in ('held', 'finalised')),
    (select json_agg(json_build_array(held_on, kind, finalised_on, attended) order by held_on)
        from supervision_generalmeeting where person_id = person.id),
    (select json_agg(json_build_array(
            completed_on, tool, source, {audit_grade}, nullif(format, ''), finalised_on,
            {recorded_at})
            order by completed_on)
        from qai_audit audit {audit_content} where audit.person_id = person.id),
    (select json_agg(json_build_array(
            observed_on, setting, {seen_grade}, finalised_on, {recorded_at})
            order by observed_on)
        from qai_observation observation {seen_content} where observation.person_id = person.id),
    (select json_agg(json_build_array(decided_on, outcome, recorded_on) order by decided_on, id)
        from qai_selfregulationdecision where person_id = person.id)
from people_person person
where person.id = any(%s)
"""
# Facts alone: which standards were assessed, not how. The contents only where grades are asked for.
FACTS = {
    "standards": "to_json(plr.standards_assessed)",
    "record": "",
    "audit_grade": "null",
    "audit_content": "",
    "seen_grade": "null",
    "seen_content": "",
    "recorded_at": "null",
}
WITH_GRADES = {
    "standards": "record.body -> 'standards'",
    "record": "left join supervision_record record on record.plr_id = plr.id",
    "audit_grade": "content.grade",
    "audit_content": "left join qai_auditcontent content on content.audit_id = audit.id",
    "seen_grade": "content.grade",
    "seen_content": "left join qai_observationcontent content"
    " on content.observation_id = observation.id",
    "recorded_at": "finalised_at",
}
CHUNK = 500


def facts_of(
    people: Collection[int], *, grades: bool = False
) -> Iterator[tuple[int, facts.Person]]:
    """(id, facts) of each; `grades` opens contents, for commands that no person runs as a page."""
    statement = SQL.format(**(WITH_GRADES if grades else FACTS))
    ids = sorted(people)
    with connection.cursor() as cursor:
        for start in range(0, len(ids), CHUNK):
            cursor.execute(statement, [ids[start : start + CHUNK]])
            for pk, *row in cursor.fetchall():
                yield pk, person_from(row)


def person_from(row: list[Any]) -> facts.Person:
    staff_number, joined, left, records_start, *lists = row
    postings, absences, plrs, meetings, audits, seen, decisions = lists
    return facts.Person(
        staff_number=staff_number,
        joined=joined,
        left=left,
        records_start=records_start,
        postings=tuple(posting(*values) for values in postings or ()),
        absences=tuple(absence(*values) for values in absences or ()),
        plrs=tuple(plr(*values) for values in plrs or ()),
        meetings=tuple(meeting(*values) for values in meetings or ()),
        audits=tuple(audit(*values) for values in audits or ()),
        observations=tuple(observation(*values) for values in seen or ()),
        decisions=tuple(decision(*values) for values in decisions or ()),
    )


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def posting(
    start: str, role: str, unit: str, employment_type: str, cases: bool, end: str | None
) -> facts.Posting:
    return facts.Posting(
        date.fromisoformat(start), role, unit, employment_type, cases, end=day(end)
    )


def absence(
    start: str, kind: str, end: str | None, returned: str | None, recorded: str | None
) -> facts.Absence:
    return facts.Absence(date.fromisoformat(start), kind, day(end), day(returned), day(recorded))


def plr(
    held_on: str, status: Any, finalised_on: str | None, standards: Any, leader_role: str | None
) -> facts.Plr:
    return facts.Plr(
        held_on=date.fromisoformat(held_on),
        status=status,
        finalised_on=day(finalised_on),
        standards=graded(standards),
        leader_role=leader_role,
    )


def graded(standards: list[str] | Mapping[str, Mapping[str, str]] | None) -> dict[str, str | None]:
    """Standard to grade; to None where only the fact is known that it was assessed."""
    if isinstance(standards, Mapping):
        return {key: entry["grade"] for key, entry in standards.items() if entry.get("grade")}
    return dict.fromkeys(standards or ())


def meeting(
    held_on: str, kind: str, finalised_on: str | None, attended: bool
) -> facts.GeneralMeeting:
    return facts.GeneralMeeting(date.fromisoformat(held_on), kind, day(finalised_on), attended)


def audit(
    completed_on: str,
    tool: str,
    source: str,
    grade: str | None,
    form: str | None,
    final: str | None,
    recorded_at: str | None,
) -> facts.Audit:
    return facts.Audit(
        date.fromisoformat(completed_on),
        tool,
        source,
        grade,
        form,
        finalised_on=day(final),
        recorded_at=moment(recorded_at),
    )


def observation(
    observed_on: str,
    setting: str,
    grade: str | None,
    final: str | None,
    recorded_at: str | None,
) -> facts.Observation:
    return facts.Observation(
        date.fromisoformat(observed_on),
        setting,
        grade,
        finalised_on=day(final),
        recorded_at=moment(recorded_at),
    )


def decision(decided_on: str, outcome: Any, recorded_on: str | None) -> facts.Decision:
    return facts.Decision(date.fromisoformat(decided_on), outcome, day(recorded_on))
