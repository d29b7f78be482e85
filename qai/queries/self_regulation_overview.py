"""Who may file and close alone, over a team or a part of the organisation.

Line managers see their people; whoever oversees a part by post or as a director sees status and
days of everybody in it, never grades or reasons. HR and management information see figures.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from people.models import Person, Posting, Unit
from people.queries.small_groups import shown_units
from people.queries.units import UnitInTree, UnitTree, all_units, tree_of
from policy.self_regulation import Approval
from qai.queries.self_regulation import Regulated, advisers, regulated

CONSIDERED, ELIGIBLE, TO_RECORD = "considered", "eligible", "to_record"
STATUSES = {
    "approved": "Approved",
    "suspended": "Suspended",
    "withdrawn": "Withdrawn",
    "not_approved": "Not approved",
}
WAITING = {
    CONSIDERED: "Under consideration",
    ELIGIBLE: "Can be approved",
    TO_RECORD: "To be put on record",
}


@dataclass(frozen=True)
class Row:
    """One adviser. `asked`: what is waiting for the line manager."""

    person: Person
    unit: Unit
    found: Regulated

    @property
    def status(self) -> Approval:
        return self.found.standing.status

    @property
    def since(self) -> date | None:
        return self.found.since

    @property
    def last_piece_on(self) -> date | None:
        """The latest audit or observation on record (S17-A4.13)."""
        known = self.found.known
        days = [one.completed_on for one in known.audits]
        days += [one.observed_on for one in known.observations]
        return max(days, default=None)

    @property
    def asked(self) -> tuple[str, ...]:
        standing = self.found.standing
        waiting = {
            CONSIDERED: standing.consideration_open_since,
            TO_RECORD: standing.decision_record_due,
            ELIGIBLE: standing.eligible,
        }
        return tuple(key for key, is_asked in waiting.items() if is_asked)

    @property
    def urgency(self) -> tuple[bool, date, str]:
        standing = self.found.standing
        opened = [standing.consideration_open_since, standing.decision_record_due]
        days = [day for day in opened if day]
        return not days, min(days, default=date.max), self.person.name


@dataclass(frozen=True)
class Asked:
    """What the filters ask for; nothing asked is everybody."""

    status: str = ""
    asked: str = ""
    units: frozenset[int] = frozenset()


def sees_names(reader: Person) -> bool:
    reach = reader.reach
    return bool(reach.reports or reach.director_units) or "director" in reach.unlimited_grants


def sees_figures(reader: Person) -> bool:
    reach = reader.reach
    return bool(reach.unlimited_grants & {"hr", "mis"} or reach.hr_units)


def rows_for(reader: Person, asked: Asked, *, on: date) -> list[Row]:
    """Whoever waits longest first."""
    postings = advisers(on).filter(named_for(reader)).select_related("person", "unit")
    if asked.units:
        postings = postings.filter(unit__in=asked.units)
    rows = rows_from(postings, on=on)
    return sorted((row for row in rows if fits(row, asked)), key=lambda row: row.urgency)


def rows_from(postings: Iterable[Posting], *, on: date) -> list[Row]:
    posted = {posting.person_id: posting for posting in postings}
    found = regulated(posted.keys(), on=on)
    return [Row(posting.person, posting.unit, found[pk]) for pk, posting in posted.items()]


def named_for(reader: Person) -> Q:
    reach = reader.reach
    if not reader.is_active:
        return Q(pk__in=[])
    if "director" in reach.unlimited_grants:
        return Q()
    return Q(person__in=reach.reports) | Q(unit__in=reach.director_units)


def fits(row: Row, asked: Asked) -> bool:
    return asked.status in ("", row.status) and (not asked.asked or asked.asked in row.asked)


def units_for(reader: Person) -> UnitTree:
    """The units that the filter offers: those that the reader oversees by post or as a director."""
    units = all_units()
    if "director" not in reader.reach.unlimited_grants:
        units = units.filter(pk__in=reader.reach.director_units)
    return tree_of(units)


@dataclass(frozen=True)
class Figure:
    """One unit with all below it. `numbers`: how many advisers, then by status and by what waits;
    None where the group is too small to be shown."""

    unit: UnitInTree
    depth: int
    numbers: tuple[int, ...] | None


def figures_for(reader: Person, *, on: date) -> list[Figure]:
    """For HR and management information: counts, and no group under five (AMB-47)."""
    tree = tree_of(all_units())
    rows = rows_from(advisers(on).select_related("person", "unit"), on=on)
    shown = shown_units(tree, Counter(row.unit.pk for row in rows))
    seen = units_of_figures(reader, tree)
    figures = []
    for depth, unit in tree.depth_first():
        below = tree.with_all_below(unit.pk)
        inside = [row for row in rows if row.unit.pk in below]
        if inside and unit.pk in seen:
            figures.append(Figure(unit, depth, numbers(inside) if unit.pk in shown else None))
    return figures


def units_of_figures(reader: Person, tree: UnitTree) -> frozenset[int]:
    reach = reader.reach
    return frozenset(tree.units) if reach.unlimited_grants & {"hr", "mis"} else reach.hr_units


def numbers(rows: Sequence[Row]) -> tuple[int, ...]:
    counts = Counter(key for row in rows for key in (row.status, *row.asked))
    return len(rows), *(counts[key] for key in (*STATUSES, *WAITING))
