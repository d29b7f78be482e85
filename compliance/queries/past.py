"""The months before: from the figures kept, or for the people who report to one, worked out."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db.models import Sum

from compliance.judging import statuses
from compliance.models import Figure, Snapshot, SnapshotQuerySet
from compliance.queries.facts import facts_of
from compliance.queries.shares import Share
from people.queries.scopes import Scope
from people.queries.small_groups import key_of, shown_by_measure
from people.queries.units import UnitTree
from policy import facts, rulebook
from policy.judge import History
from policy.months import ONE_DAY

MONTHS_SHOWN = 13
KEPT_FOR = 30 * 24 * 60 * 60
Past = dict[date, dict[str, Share]]


def months_before(scope: Scope, *, on: date, today: date) -> Past:
    """By the last day of each month that is known; of one's own team as it is now."""
    if scope.people is not None:
        return judged_months(scope.people, on=on, known_on=today)
    ends = month_ends_known(on)
    past = of_everybody(ends) if scope.is_everything else of_units(ends, scope.units)
    return without_small_groups(scope, past) if scope.figures_only else past


def month_ends_known(on: date) -> SnapshotQuerySet:
    since = on - timedelta(days=31 * MONTHS_SHOWN)
    return Snapshot.objects.month_ends(since).filter(day__lte=on)


def of_everybody(ends: Iterable[Snapshot]) -> Past:
    """The figures of a day are never rewritten: a sum is kept as soon as it is known.

    Each month is asked for by itself, since a statement has seconds and the largest have none over.
    """
    names = {f"figures-{one.pk}-{one.taken_at.isoformat()}": one for one in ends}
    found = cache.get_many(names)
    for name, one in names.items():
        if name not in found:
            found[name] = of_units([one]).get(one.day, {})
            cache.set(name, found[name], KEPT_FOR)
    return {names[name].day: shares for name, shares in found.items() if shares}


def sum_up_months(*, on: date) -> None:
    """So that nobody who opens the dashboard of everybody waits for it."""
    of_everybody(month_ends_known(on))


def of_units(ends: Iterable[Snapshot], units: Collection[int] | None = None) -> Past:
    """`units`: None for all."""
    figures = Figure.objects.filter(snapshot__in=[one.pk for one in ends]).order_by()
    kept = figures if units is None else figures.filter(unit__in=units)
    rows = kept.values_list("snapshot__day", "measure", "status")
    return laid_together(rows.annotate(total=Sum("number")))


def laid_together(rows: Iterable[tuple[date, str, str, int]]) -> Past:
    past: Past = {}
    for day, measure, status, number in rows:
        past.setdefault(day, {}).setdefault(measure, Share()).add(status, number)
    return past


def without_small_groups(scope: Scope, past: Past) -> Past:
    """Each month by itself: which units may be shown depends on who was there then."""
    key, tree = key_of(scope), fingerprint(scope.tree)
    found: Past = {}
    for day, shares in past.items():
        shown = shown_then(scope.tree, day, f"shown-units-{day}-{tree}")
        found[day] = {name: share for name, share in shares.items() if key in shown[name]}
    return found


def shown_then(tree: UnitTree, day: date, name: str) -> dict[str, frozenset[int]]:
    return cache.get_or_set(name, partial(shown_on, tree, day), KEPT_FOR) or {}


def shown_on(tree: UnitTree, day: date) -> dict[str, frozenset[int]]:
    """By measure; the figures of a day are never rewritten, so the answer is kept."""
    figures = Figure.objects.filter(snapshot__day=day).order_by()
    people = figures.values_list("measure", "unit_id").annotate(total=Sum("number"))
    return shown_by_measure(tree, people)


def fingerprint(tree: UnitTree) -> str:
    """Another one when a unit is added or moved."""
    parents = sorted((pk, unit.parent_id) for pk, unit in tree.units.items())
    return sha256(repr(parents).encode()).hexdigest()[:16]


def judged_months(people: Collection[int], *, on: date, known_on: date) -> Past:
    """With what is known now; the people as they are now, wherever they were then."""
    past: Past = {day: {} for day in month_ends_before(on)}
    for _, person in facts_of(people):
        for day, key, status in judged_on_each(person, past, known_on):
            past[day].setdefault(key, Share()).add(status, 1)
    return past


def judged_on_each(
    person: facts.Person, days: Iterable[date], known_on: date
) -> Iterable[tuple[date, str, str]]:
    histories: dict[str, History] = {}
    for day in days:
        if person.joined <= day and (person.left is None or day <= person.left):
            book = rulebook.in_force(settings.RULEBOOK, day)
            if book.name not in histories:
                histories[book.name] = History(person, known_on, book)
            for key, status in statuses(histories[book.name].judge(day)).items():
                yield day, key, status


def month_ends_before(day: date) -> list[date]:
    ends = [day]
    for _ in range(MONTHS_SHOWN - 1):
        ends.append(ends[-1].replace(day=1) - ONE_DAY)
    return ends[::-1]
