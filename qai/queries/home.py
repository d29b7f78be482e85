"""What audits and observations ask of somebody today, and what is due for whom next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from people.models import Person
from people.queries import posts_of
from people.standings import Standing, standings_of
from policy.next_audit import format_to_do_next
from policy.rulebook import Rulebook
from policy.rulebook.record import Choice
from qai.models import Audit, Observation, Piece

MOST = 50


@dataclass(frozen=True)
class Ask:
    """One thing to do: a verb, a link, and since when it waits."""

    text: str
    url: str
    since: date


@dataclass(frozen=True)
class Due:
    """What is to be done next for one person; the dates are facts, without grades."""

    person: Person
    audit_due: date | None
    audit_format: Choice | None
    last_audit: Audit | None
    observation_due: date | None
    last_observation: Observation | None
    excluded: bool

    def soonest(self) -> date:
        return min(filter(None, (self.audit_due, self.observation_due)), default=date.max)


def asks_of(person: Person) -> list[Ask]:
    """Drafts to finish, parts to write, finished pieces to read; the longest waiting first."""
    pieces = [
        piece
        for kind in (Audit, Observation)
        for piece in kind.objects.waiting_for(person)
        .select_related("person", kind.AUTHOR)
        .order_by(kind.DAY)[:MOST]
    ]
    return sorted((ask_for(piece, person) for piece in pieces), key=lambda ask: ask.since)


def ask_for(piece: Piece, person: Person) -> Ask:
    if piece.author_id == person.pk:
        url = reverse("qai:write", args=[piece.slug, piece.pk])
        text = f"Finish the {piece.thing} of {piece.person}’s work{where_part_is(piece)}"
        return Ask(text, url, piece.day)
    if piece.finalised_at:
        text, since = f"Read the {piece.thing} by {piece.author}", localdate(piece.finalised_at)
        return Ask(text, piece.get_absolute_url(), since)
    url = reverse("qai:part", args=[piece.pk])
    return Ask(f"Write your part of the audit with {piece.author}", url, piece.day)


def where_part_is(piece: Piece) -> str:
    if not isinstance(piece, Audit) or not piece.is_collaborative:
        return ""
    return ": their part is here" if piece.part_handed_over_at else ", when their part is here"


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
    rows = _rows(measured, standings_of(pks, on=today), reader=reader, book=book)
    return sorted(rows, key=lambda row: (row.soonest(), row.person.name))


def _is_measured(role: str, book: Rulebook) -> bool:
    measures = ("case_file_audit", "practice_observation")
    return any(book.measure_rule(key, role, case_holding=True) for key in measures)


def _rows(
    people: Sequence[Person],
    standings: Mapping[int, Standing],
    *,
    reader: Person,
    book: Rulebook,
) -> list[Due]:
    audits = last_of_each_format(people, reader=reader)
    observations = _last_observations(people, reader=reader)
    rows = []
    for person in people:
        standing = standings.get(person.pk, Standing())
        done = audits[person.pk]
        rows.append(
            Due(
                person=person,
                audit_due=standing.due("case_file_audit"),
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
