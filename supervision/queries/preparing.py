"""Everything known beside a PLR: the prepare page, and what is pinned beside the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from people.models import Absence, Person
from policy.coverage import Coverage, coverage
from policy.rulebook import Rulebook
from supervision.models import PLR, Action, ActionContent, ActionNote, Record, SelfAssessment
from supervision.queries import pieces, reading
from supervision.queries.pieces import Item, Period
from supervision.rules import Rules

TREND_LENGTH = 4


@dataclass(frozen=True)
class Prepared:
    period: Period
    items: Sequence[Item]
    actions: Sequence[ActionContent]


def prepare(plr: PLR, *, reader: Person, rules: Rules) -> Prepared:
    """Reads, and logs, what is known of the period; constant in the number of records."""
    period = pieces.period_of(plr, rules=rules)
    found = pieces.pieces_of(plr, period, reader=reader, rules=rules)
    actions = open_actions(plr.reportee_id, reader=reader)
    reading.open_pieces([*found, *actions], reader=reader)
    items = pieces.items_of(found, pinned=pieces.pins_of(plr), book=rules.book)
    return Prepared(period, items, actions)


def open_pinned(plr: PLR, *, reader: Person, rules: Rules) -> list[Item]:
    """What was pinned, to be shown beside the record."""
    pinned = pieces.pins_of(plr)
    if not pinned:
        return []
    period = pieces.period_of(plr, rules=rules)
    found = pieces.pieces_of(plr, period, reader=reader, rules=rules)
    shown = [piece for piece in found if pieces.key_of(piece) in pinned]
    reading.open_pieces(shown, reader=reader)
    return pieces.items_of(shown, pinned=pinned, book=rules.book)


def days_held(person_id: int) -> set[date]:
    held = PLR.objects.filter(reportee=person_id, held_on__isnull=False)
    return {day for day in held.values_list("held_on", flat=True) if day}


def open_actions(person_id: int, *, reader: Person) -> list[ActionContent]:
    contents = ActionContent.objects.visible_to(reader).filter(
        action__person=person_id, action__state=Action.State.OPEN
    )
    notes = ActionNote.objects.select_related("by")
    return list(
        contents.select_related("action__owner", "action__plr")
        .prefetch_related(Prefetch("action__notes", queryset=notes))
        .order_by("action__due_on")
    )


def standards_coverage(person_id: int, *, on: date, book: Rulebook) -> Coverage:
    held = PLR.objects.counted().filter(reportee=person_id, held_on__lte=on)
    rows = held.values_list("held_on", "standards_assessed")
    assessed = [(day, standard) for day, standards in rows if day for standard in standards]
    return coverage(assessed, on, book)


def away_since(person_id: int, *, start: date | None, until: date) -> list[Absence]:
    """Days away, without kinds: that is all a manager sees (GAP-22)."""
    absences = Absence.objects.filter(person=person_id, start__lte=until).defer("kind")
    if start:
        absences = absences.exclude(end__lt=start)
    return list(absences.order_by("start"))


def grade_trend(
    person_id: int, *, reader: Person, before: date, opened: int | None = None
) -> list[dict[str, Any]]:
    """Self and manager grade by standard in the last four finalised PLRs, oldest first.

    Self grades only where the reader may open the self-assessment. `opened`: the PLR whose
    contents the page has opened and logged already.
    """
    records = (
        Record.objects.visible_to(reader)
        .filter(plr__reportee=person_id, plr__state=PLR.State.FINALISED, plr__held_on__lt=before)
        .select_related("plr")
        .order_by("-plr__held_on")[:TREND_LENGTH]
    )
    found = list(reversed(records))
    shared = SelfAssessment.objects.visible_to(reader).in_bulk([record.pk for record in found])
    others = [record.plr for record in found if record.pk != opened]
    reading.open_earlier(others, [plr for plr in others if plr.pk in shared], reader=reader)
    return [
        {
            "day": record.plr.held_on,
            "manager": grades_in(record.body),
            "self": grades_in(shared[record.pk].body) if record.pk in shared else {},
            "overall": record.overall_grade,
        }
        for record in found
    ]


def grades_in(body: dict) -> dict[str, str]:
    return {key: entry.get("grade", "") for key, entry in body.get("standards", {}).items()}
