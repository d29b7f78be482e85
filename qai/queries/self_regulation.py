"""How self-regulation stands, from graded pieces of work and decisions: one query for many people.

The grades are weighed here for everybody. Whoever shows one opens its contents, and is logged.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from people.models import Person, Posting
from people.rules import book_on
from policy import facts
from policy.rulebook import Rulebook
from policy.self_regulating import Outcome, outcomes_open
from policy.self_regulation import (
    Standing,
    graded_pieces,
    judge,
    made_by,
    pieces_of_work,
    status_since,
)
from policy.weighing import Weighed, weigh

SQL = """
select
    person.id, person.staff_number, person.joined,
    (select json_agg(json_build_array(
            audit.id, completed_on, tool, source, content.grade, finalised_on, finalised_at))
        from qai_audit audit join qai_auditgrade content on content.audit_id = audit.id
        where audit.person_id = person.id and finalised_on is not null),
    (select json_agg(json_build_array(
            observation.id, observed_on, setting, content.grade, finalised_on, finalised_at))
        from qai_observation observation
        join qai_observationgrade content on content.observation_id = observation.id
        where observation.person_id = person.id and finalised_on is not null),
    (select json_agg(json_build_array(decided_on, outcome, recorded_on) order by decided_on, id)
        from qai_selfregulationdecision where person_id = person.id)
from people_person person
where {whom}
"""
THESE = "person.id = any(%(people)s)"
DECIDED_ABOUT = """
    person.joined <= %(on)s and (person."left" is null or person."left" >= %(on)s)
    and exists (select from qai_selfregulationdecision where person_id = person.id)
    and exists (
        select from people_posting where person_id = person.id and role = any(%(roles)s)
        and start <= %(on)s and ("end" is null or "end" >= %(on)s))
"""


@dataclass(frozen=True)
class Regulated:
    """One person's self-regulation on a day."""

    known: facts.Person
    standing: Standing
    on: date
    book: Rulebook

    @property
    def last(self) -> facts.Decision | None:
        made = made_by(self.known.decisions, self.on, self.on)
        return made[-1] if made else None

    @property
    def since(self) -> date | None:
        """From when the status is what it is."""
        return status_since(made_by(self.known.decisions, self.on, self.on))

    @property
    def is_decided_today(self) -> bool:
        """One decision a day: the next can be made tomorrow."""
        return self.last is not None and self.last.decided_on == self.on

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The decisions that can be made today."""
        return () if self.is_decided_today else outcomes_open(self.standing)

    @property
    def days_considered(self) -> int | None:
        since = self.standing.consideration_open_since
        return (self.on - since).days if since else None

    @property
    def record_is_late(self) -> bool:
        due = self.standing.decision_record_due
        return due is not None and due < self.on

    def weighed(self) -> list[Weighed]:
        """Every graded piece, earliest first."""
        pieces = graded_pieces(self.known, self.on, self.book)
        return weigh(
            pieces,
            self.known.decisions,
            self.standing,
            as_of=self.on,
            known_on=self.on,
            book=self.book,
        )


def regulated(people: Collection[int], *, on: date) -> dict[int, Regulated]:
    """Of each of the people, whatever their role is."""
    return _regulated(THESE, on=on, people=sorted(people))


def decided_about(*, on: date) -> dict[int, Regulated]:
    """Of all advisers of the day about whom there ever was a decision."""
    return _regulated(DECIDED_ABOUT, on=on, roles=regulating_roles(book_on(on)))


def _regulated(whom: str, *, on: date, **values: Any) -> dict[int, Regulated]:
    book = book_on(on)
    with connection.cursor() as cursor:
        cursor.execute(SQL.format(whom=whom), {"on": on, **values})
        known = {pk: known_from(row) for pk, *row in cursor.fetchall()}
    return {
        pk: Regulated(person, standing_of(person, on, book), on, book)
        for pk, person in known.items()
    }


def advisers(on: date) -> QuerySet[Posting]:
    """The posts of today whose holders can have delegated authority."""
    in_service = Person.objects.in_service(on)
    roles = regulating_roles(book_on(on))
    return Posting.objects.current(on).filter(role__in=roles, person__in=in_service)


def regulating_roles(book: Rulebook) -> list[str]:
    return [role.key for role in book.roles.values() if role.self_regulation]


def standing_of(person: facts.Person, on: date, book: Rulebook) -> Standing:
    pieces = pieces_of_work(person, on, book)
    return judge(pieces, person.decisions, as_of=on, known_on=on, rules=book.self_regulation)


def regulates(person: Person, *, book: Rulebook) -> bool:
    """Whether the person's role today is one that can have delegated authority."""
    role = person.reach.role
    return role is not None and book.roles[role].self_regulation


def known_from(row: list[Any]) -> facts.Person:
    staff_number, joined, audits, seen, decisions = row
    return facts.Person(
        staff_number=staff_number,
        joined=joined,
        audits=tuple(audit(*values) for values in audits or ()),
        observations=tuple(observation(*values) for values in seen or ()),
        decisions=tuple(decision(*values) for values in decisions or ()),
    )


def audit(
    pk: int, completed_on: str, tool: str, source: str, grade: str, final: str, at: str | None
) -> facts.Audit:
    return facts.Audit(
        date.fromisoformat(completed_on),
        tool,
        source,
        grade or None,
        finalised_on=date.fromisoformat(final),
        recorded_at=moment(at),
        key=f"audit-{pk}",
    )


def observation(
    pk: int, observed_on: str, setting: str, grade: str, final: str, at: str | None
) -> facts.Observation:
    return facts.Observation(
        date.fromisoformat(observed_on),
        setting,
        grade or None,
        finalised_on=date.fromisoformat(final),
        recorded_at=moment(at),
        key=f"observation-{pk}",
    )


def moment(text: str | None) -> datetime | None:
    """Of two pieces on one day the one recorded later is the later (AMB-58)."""
    return datetime.fromisoformat(text) if text else None


def decision(decided_on: str, outcome: Any, recorded_on: str | None) -> facts.Decision:
    recorded = date.fromisoformat(recorded_on) if recorded_on else None
    return facts.Decision(date.fromisoformat(decided_on), outcome, recorded)


def keys_of(weighed: Iterable[Weighed], kind: str) -> list[int]:
    """The numbers of the audits, or of the observations, among them."""
    keys = (one.piece.key.partition("-") for one in weighed)
    return [int(pk) for name, _, pk in keys if name == kind]
