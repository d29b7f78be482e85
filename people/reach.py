"""What a person is, and whom they reach, on a day: one query, arrays computed once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import connection

from policy import rulebook

SQL = """
with recursive
posted as (
    select role, unit_id from people_posting
    where person_id = %(person)s and start <= %(on)s and ("end" is null or "end" >= %(on)s)
),
granted as (
    select "grant" as kind, unit_id from people_grant
    where person_id = %(person)s and start <= %(on)s and ("end" is null or "end" >= %(on)s)
),
below (source, unit_id) as (
    select 'role', unit_id from posted where role = any(%(overseeing)s)
    union select kind, unit_id from granted where unit_id is not null
    union select below.source, unit.id
    from below join people_unit unit on unit.parent_id = below.unit_id
)
select
    (select role from posted limit 1),
    (select unit_id from posted limit 1),
    array(select person_id from people_reportingline
          where manager_id = %(person)s and start <= %(on)s and ("end" is null or "end" >= %(on)s)),
    array(select person_id from people_practicesupervision
          where supervisor_id = %(person)s and start <= %(on)s
          and ("end" is null or "end" >= %(on)s)),
    array(select distinct kind from granted),
    array(select distinct kind from granted where unit_id is null),
    array(select distinct unit_id from below where source in ('role', 'director')),
    array(select distinct unit_id from below where source = 'hr'),
    (select json_object_agg(source, units) from (
        select source, json_agg(distinct unit_id) as units from below group by source) by_source),
    (select manager_id from people_reportingline
     where person_id = %(person)s and start <= %(on)s and ("end" is null or "end" >= %(on)s)),
    (select json_object_agg(kind, records) from (
        select kind, json_object_agg(record_id, basis) as records from people_readinggrant given
        where reader_id = %(person)s and ended_at is null
          and start <= %(on)s and "end" >= %(on)s
          and (role = '' or exists (
              select from posted where posted.role = given.role and posted.unit_id = given.unit_id))
          and (permission = '' or permission in (select kind from granted))
          and not exists (
              select from people_reportingline line
              where line.person_id = given.about_id and line.manager_id = %(person)s
                and line.start <= %(on)s and (line."end" is null or line."end" >= %(on)s))
        group by kind) given_to_read),
    array(select about_id from people_breakglass
          where reader_id = %(person)s and ends_at > now() and closed_at is null)
"""


@dataclass(frozen=True)
class Reach:
    """Roles come from postings and grants by date, never from flags.

    `reports` are the people whose line manager one is; `supervised` those one works with as
    practice supervisor; `overseen` the units whose facts one sees by post or as a director;
    `hr_units` those whose register one keeps; `units_of` those that each grant, or the post
    (`role`), covers. `may_read`: single records that one was given to read, by kind, with the
    ground. `broken_glass`: people whose records one has opened by break-glass, for an hour by the
    clock of the database.
    """

    on: date
    role: str | None
    unit_id: int | None
    reports: frozenset[int]
    supervised: frozenset[int]
    grants: frozenset[str]
    unlimited_grants: frozenset[str]
    director_units: frozenset[int]
    hr_units: frozenset[int]
    manager_id: int | None
    units_of: Mapping[str, frozenset[int]] = field(default_factory=dict)
    may_read: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    broken_glass: frozenset[int] = frozenset()

    def records_to_read(self, kind: str) -> list[int]:
        """Records of that kind that were given to read; nothing else of the same person."""
        return list(self.may_read.get(kind, ()))

    def has(self, grant: str) -> bool:
        return grant in self.grants

    @property
    def hr_everywhere(self) -> bool:
        return "hr" in self.unlimited_grants

    @property
    def everywhere(self) -> bool:
        """Sees the facts, never the contents, of the whole organisation."""
        return bool(self.unlimited_grants & {"hr", "director"})

    @property
    def may_break_glass(self) -> bool:
        """Void for a system administrator, who might have given it to themself."""
        return self.has("break_glass") and not self.has("system_admin")

    @property
    def opened(self) -> frozenset[int]:
        """What was opened closes with the permission."""
        return self.broken_glass if self.may_break_glass else frozenset()

    @property
    def overseen(self) -> frozenset[int]:
        return self.director_units | self.hr_units

    @property
    def oversees(self) -> bool:
        return self.everywhere or bool(self.overseen)


def work_out_reach(*, person_id: int, on: date) -> Reach:
    rules = rulebook.in_force(settings.RULEBOOK, on)
    overseeing = [role.key for role in rules.roles.values() if role.oversees]
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"person": person_id, "on": on, "overseeing": overseeing})
        found = cursor.fetchone()
    (
        role,
        unit_id,
        reports,
        supervised,
        grants,
        unlimited,
        units,
        hr_units,
        by_source,
        manager,
        may_read,
        broken_glass,
    ) = found
    return Reach(
        on=on,
        role=role,
        unit_id=unit_id,
        reports=frozenset(reports),
        supervised=frozenset(supervised),
        grants=frozenset(grants),
        unlimited_grants=frozenset(unlimited),
        director_units=frozenset(units),
        hr_units=frozenset(hr_units),
        manager_id=manager,
        units_of={key: frozenset(ids) for key, ids in (by_source or {}).items()},
        may_read={
            kind: {int(pk): basis for pk, basis in records.items()}
            for kind, records in (may_read or {}).items()
        },
        broken_glass=frozenset(broken_glass),
    )
