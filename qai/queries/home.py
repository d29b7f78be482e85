"""What audits and observations ask of somebody today, and what is due for whom next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate

from people.models import Person
from people.queries import posts_of
from people.standings import Brief, briefs_of
from policy.next_audit import format_to_do_next
from policy.rulebook import Rulebook
from policy.rulebook.record import Choice
from qai.models import Audit, Observation
from qai.models.pieces import COLLABORATIVE

MOST = 50
THINGS = {kind.SLUG: kind.THING for kind in (Audit, Observation)}

# Drafts of one's own; finalised here of one's work, and not yet said to be read; one's part of a
# collaborative audit, until it is handed over. In one statement: every home asks for it.
WAITING = """
select 'audits', audit.id, completed_on, finalised_at, person.name, author.name,
       auditor_id = %(me)s, format = %(collaborative)s, part_handed_over_at is not null
from qai_audit audit
join people_person person on person.id = audit.person_id
join people_person author on author.id = auditor_id
where (auditor_id = %(me)s and finalised_on is null)
   or (person_id = %(me)s and finalised_at is not null and acknowledged_at is null)
   or (person_id = %(me)s and finalised_on is null and format = %(collaborative)s
       and part_handed_over_at is null)
union all
select 'observations', observation.id, observed_on, finalised_at, person.name, author.name,
       observer_id = %(me)s, false, false
from qai_observation observation
join people_person person on person.id = observation.person_id
join people_person author on author.id = observer_id
where (observer_id = %(me)s and finalised_on is null)
   or (person_id = %(me)s and finalised_at is not null and acknowledged_at is null)
order by 3 limit %(most)s
"""


@dataclass(frozen=True)
class Ask:
    """One thing to do: a verb, a link, and since when it waits."""

    text: str
    url: str
    since: date


class Waiting(NamedTuple):
    """A piece that asks for something; `is_own`: by whoever looks at it."""

    slug: str
    pk: int
    day: date
    finalised_at: datetime | None
    person: str
    author: str
    is_own: bool
    is_collaborative: bool
    part_handed_over: bool


@dataclass(frozen=True)
class Due:
    """What is to be done next for one person; the dates are facts, without grades."""

    person: Person
    audit_due: date | None
    audit_late: bool
    audit_format: Choice | None
    last_audit: Audit | None
    observation_due: date | None
    last_observation: Observation | None
    excluded: bool

    def soonest(self) -> date:
        """Whoever has too few so far is due before everybody else."""
        if self.audit_late:
            return date.min
        return min(filter(None, (self.audit_due, self.observation_due)), default=date.max)


def asks_of(person: Person) -> list[Ask]:
    """Drafts to finish, parts to write, finished pieces to read; the longest waiting first."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"me": person.pk, "collaborative": COLLABORATIVE, "most": MOST})
        waiting = [Waiting(*row) for row in cursor.fetchall()]
    return sorted((ask_for(one) for one in waiting), key=lambda ask: ask.since)


def ask_for(piece: Waiting) -> Ask:
    if piece.is_own:
        url = reverse("qai:write", args=[piece.slug, piece.pk])
        text = f"Finish the {THINGS[piece.slug]} of {piece.person}’s work{where_part_is(piece)}"
        return Ask(text, url, piece.day)
    if piece.finalised_at:
        text = f"Read the {THINGS[piece.slug]} by {piece.author}"
        url = reverse("qai:piece", args=[piece.slug, piece.pk])
        return Ask(text, url, localdate(piece.finalised_at))
    url = reverse("qai:part", args=[piece.pk])
    return Ask(f"Write your part of the audit with {piece.author}", url, piece.day)


def where_part_is(piece: Waiting) -> str:
    if not piece.is_collaborative:
        return ""
    return ": their part is here" if piece.part_handed_over else ", when their part is here"


def due_for(reader: Person, *, book: Rulebook, today: date) -> list[Due]:
    """Everybody whose work the reader audits as line manager or practice supervisor, due first."""
    reach = reader.reach
    people = list(Person.objects.in_service(today).filter(pk__in=reach.reports | reach.supervised))
    posts = posts_of(people=[person.pk for person in people], on=today)
    measured = [
        person
        for person in people
        if person.pk in posts and _is_measured(posts[person.pk].role, book)
    ]
    pks = [person.pk for person in measured]
    rows = _rows(measured, briefs_of(pks, on=today), reader=reader, book=book)
    return sorted(rows, key=lambda row: (row.soonest(), row.person.name))


def _is_measured(role: str, book: Rulebook) -> bool:
    measures = ("case_file_audit", "practice_observation")
    return any(book.measure_rule(key, role, case_holding=True) for key in measures)


def _rows(
    people: Sequence[Person],
    briefs: Mapping[int, Brief],
    *,
    reader: Person,
    book: Rulebook,
) -> list[Due]:
    audits = last_of_each_format(people, reader=reader)
    observations = _last_observations(people, reader=reader)
    rows = []
    for person in people:
        standing = briefs.get(person.pk, Brief())
        done = audits[person.pk]
        rows.append(
            Due(
                person=person,
                audit_due=standing.due("case_file_audit"),
                audit_late=standing.is_late("case_file_audit"),
                audit_format=format_due(done, book),
                last_audit=max(done, key=lambda audit: audit.completed_on, default=None),
                observation_due=standing.due("practice_observation"),
                last_observation=observations.get(person.pk),
                excluded=standing.excluded,
            )
        )
    return rows


def last_of_each_format(
    people: Iterable[Person], *, reader: Person
) -> defaultdict[int, list[Audit]]:
    """The latest audit that counts in each format, by person."""
    found: defaultdict[int, list[Audit]] = defaultdict(list)
    audits = Audit.objects.visible_to(reader).counting().filter(person__in=people)
    latest = audits.order_by("person_id", "format", "-completed_on", "-pk")
    for audit in latest.distinct("person_id", "format"):
        found[audit.person_id].append(audit)
    return found


def format_due(done: Iterable[Audit], book: Rulebook) -> Choice | None:
    """None while either will do."""
    formats = book.choices.audit_formats
    pairs = [(audit.completed_on, audit.format) for audit in done]
    key = format_to_do_next(pairs, tuple(formats))
    return formats[key] if key else None


def _last_observations(people: Iterable[Person], *, reader: Person) -> dict[int, Observation]:
    seen = Observation.objects.visible_to(reader).finalised().filter(person__in=people)
    latest = seen.order_by("person_id", "-observed_on", "-pk").distinct("person_id")
    return {one.person_id: one for one in latest}
