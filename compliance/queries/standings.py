"""Who stands where, for the pages of the rooms below."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.conf import settings

from compliance import models
from compliance.queries.facts import facts_of
from people.standings import Brief, Cell, Line, Standing
from policy import rulebook
from policy.judge import Judgement, judge
from policy.report import person_values

COLUMNS = ("person_id", "measure", "status", "next_due", "excluded_until")


def standings_of(people: Collection[int], on: date) -> dict[int, Standing]:
    """Each person's measures today, worked out live from facts; never a content."""
    book = rulebook.in_force(settings.RULEBOOK, on)
    return {pk: standing_from(judge(person, on, on, book)) for pk, person in facts_of(people)}


def briefs_of(people: Collection[int], on: date) -> dict[int, Brief]:
    """From the projection; whoever is not in it as of that day is judged live."""
    cells: defaultdict[int, list[Cell]] = defaultdict(list)
    until: dict[int, date | None] = {}
    rows = models.Standing.objects.filter(person__in=people, as_of=on).order_by()
    for pk, *cell, excluded_until in rows.values_list(*COLUMNS):
        cells[pk].append(Cell(*cell))
        until[pk] = excluded_until
    briefs: dict[int, Brief] = {pk: brief_from(found, until[pk]) for pk, found in cells.items()}
    missing = set(people) - briefs.keys()
    return briefs | standings_of(missing, on) if missing else briefs


def brief_from(cells: Collection[Cell], until: date | None) -> Brief:
    excluded = any(cell.status == models.Status.EXCLUDED for cell in cells)
    return Brief(tuple(cells), excluded=excluded or until is not None, excluded_until=until)


def standing_from(judgement: Judgement) -> Standing:
    book, exclusion = judgement.history.book, judgement.exclusion
    titles = {key: entry.title for key, entry in book.measures.items()}
    titles |= {key: entry.title for key, entry in book.duties.items()}
    measures = person_values(judgement)["measures"]
    return Standing(
        lines=tuple(
            Line(
                key=key,
                title=titles[key],
                status=judgement.measures[key].status,
                next_due=judgement.measures[key].next_due,
                why=measures[key]["why"],
                clause=measures[key]["clause"],
            )
            for key in measures
            if key in judgement.measures
        ),
        excluded=exclusion is not None,
        excluded_until=exclusion.until if exclusion else None,
    )
