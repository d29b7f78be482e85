"""A person's audits and observations as facts, latest first, in one list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast

from people.models import Person
from people.standings import Standing, standings_of
from policy.rulebook import Rulebook
from policy.rulebook.record import Choice
from qai.access import works_with
from qai.models import Audit, Observation, Piece
from qai.queries.home import format_due, last_of_each_format

LAST = 6


@dataclass(frozen=True)
class Line:
    """One piece in words. `what`: tool and format, or the setting."""

    slug: str
    pk: int
    day: date
    kind: str
    what: str
    source: str
    by: str
    finalised: bool
    counts: bool


@dataclass(frozen=True)
class NextDue:
    """What is due for the person next, as far as it is known."""

    audit_due: date | None
    audit_late: bool
    audit_format: Choice | None
    observation_due: date | None


def pieces_of(person: Person, *, reader: Person) -> QuerySet[Any]:
    """Rows of (slug, pk, day, …) of both kinds, to be paged and put in words."""
    audits = Audit.objects.visible_to(reader).filter(person=person).order_by()
    seen = Observation.objects.visible_to(reader).filter(person=person).order_by()
    return (
        _rows(audits, "audits", "completed_on", "tool", "auditor")
        .union(_rows(seen, "observations", "observed_on", "setting", "observer"), all=True)
        .order_by("-on", "-slug", "-number")
    )


def _rows(pieces: QuerySet[Any], slug: str, day: str, what: str, author: str) -> QuerySet[Any]:
    is_audit = slug == "audits"
    empty = Value("", output_field=CharField())
    return pieces.annotate(
        slug=Value(slug, output_field=CharField()),
        number=F("pk"),
        on=Cast(day, DateField()),
        what=F(what),
        by=F(f"{author}__name"),
        form=F("format") if is_audit else empty,
        origin=F("source") if is_audit else empty,
        final=F("finalised_on"),
    ).values("slug", "number", "on", "what", "by", "form", "origin", "final")


def in_words(rows: Sequence[dict[str, Any]], book: Rulebook) -> list[Line]:
    return [_line(row, book) for row in rows]


def _line(row: dict[str, Any], book: Rulebook) -> Line:
    choices, is_audit = book.choices, row["slug"] == "audits"
    if is_audit:
        form = choices.audit_formats.get(row["form"])
        what = f"{choices.audit_tools[row['what']].title}{', ' + form.title if form else ''}"
    else:
        what = choices.observation_settings[row["what"]].title
    return Line(
        slug=row["slug"],
        pk=row["number"],
        day=row["on"],
        kind="Audit" if is_audit else "Observation",
        what=", ".join(part[:1].lower() + part[1:] for part in what.split(", ")),
        source=choices.audit_sources[row["origin"]].title if is_audit else "",
        by=row["by"],
        finalised=row["final"] is not None,
        counts=not is_audit or (row["what"] == "full" and row["origin"] == "supervision"),
    )


def last_pieces(person: Person, *, reader: Person, book: Rulebook) -> list[Line]:
    """The latest finalised ones, to stand beside a new one."""
    rows = [row for row in pieces_of(person, reader=reader)[: LAST * 2] if row["final"]]
    return in_words(rows[:LAST], book)


def next_due(person: Person, *, reader: Person, book: Rulebook, today: date) -> NextDue | None:
    """None for an auditor who does not see the person's facts."""
    sees = Person.objects.visible_to(reader).filter(pk=person.pk)
    if not works_with(reader, person) and not sees.exists():
        return None
    standing = standings_of([person.pk], on=today).get(person.pk, Standing())
    done = last_of_each_format([person], reader=reader)[person.pk]
    return NextDue(
        audit_due=standing.due("case_file_audit"),
        audit_late=standing.is_late("case_file_audit"),
        audit_format=format_due(done, book),
        observation_due=standing.due("practice_observation"),
    )


def draft_begun_with(
    facts: Mapping[str, Any], *, kind: type[Piece], person: Person, by: Person
) -> Piece | None:
    """The reader's own, with the very same facts: the button was pressed twice."""
    return kind.objects.drafts().filter(**facts, **{kind.AUTHOR: by}, person=person).first()
