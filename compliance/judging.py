"""One person's standing on a day as rows, from their history."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.conf import settings

from compliance.models import HEADLINE, LOOK_AHEAD, Standing, Status
from compliance.queries.facts import facts_of
from people.models import Unit
from policy import rulebook
from policy.judge import History, Judgement
from policy.months import ONE_DAY


def standings_on(people: Collection[int], on: date, known_on: date) -> Iterator[list[Standing]]:
    """The rows of each person who is in post and reported on the day."""
    book = rulebook.in_force(settings.RULEBOOK, on)
    units = dict(Unit.objects.values_list("code", "pk"))
    for pk, person in facts_of(people):
        yield standings_from(History(person, known_on, book), on, pk, units)


def standings_from(
    history: History, on: date, person_id: int, units: Mapping[str, int]
) -> list[Standing]:
    judgement = history.judge(on)
    if judgement.posting is None or not judgement.reported:
        return []
    until = judgement.exclusion.until if judgement.exclusion else None
    falling = days_of_falling(history, judgement)
    shared = {
        "person_id": person_id,
        "as_of": on,
        "unit_id": units[judgement.posting.unit],
        "role": judgement.posting.role,
        "excluded_until": until,
    }
    rows = [
        Standing(
            measure=key,
            status=measure.status,
            next_due=measure.next_due,
            falls_out_on=falling.get(key),
            **shared,
        )
        for key, measure in judgement.measures.items()
        if measure.next_due or measure.status != Status.NOT_APPLICABLE
    ]
    return [headline(judgement, rows, shared), *rows]


def statuses(judgement: Judgement) -> dict[str, str]:
    """Of all measures together and of each there is something to say of; none of people who are
    not in post or outside reporting."""
    if judgement.posting is None or not judgement.reported:
        return {}
    each = {
        key: measure.status
        for key, measure in judgement.measures.items()
        if measure.next_due or measure.status != Status.NOT_APPLICABLE
    }
    return {HEADLINE: judgement.headline, **each}


def headline(judgement: Judgement, rows: list[Standing], shared: Mapping[str, object]) -> Standing:
    """All measures with windows together: late when any is, due when the first is."""
    decisive = [row for row in rows if row.measure in judgement.history.book.measures]
    dues = [row.next_due for row in decisive if row.next_due]
    falling = [row.falls_out_on for row in decisive if row.falls_out_on]
    is_late = judgement.headline == Status.NON_COMPLIANT
    return Standing(
        measure=HEADLINE,
        status=judgement.headline,
        next_due=min(dues, default=None),
        falls_out_on=None if is_late else min(falling, default=None),
        **shared,
    )


def days_of_falling(history: History, now: Judgement) -> dict[str, date]:
    """For each measure that will be late within 30 days, with nothing more recorded, the day."""
    later = history.judge(now.as_of + LOOK_AHEAD)
    return {
        key: first_late_day(history, key, now.as_of)
        for key, measure in now.measures.items()
        if measure.status != Status.NON_COMPLIANT and is_late(later, key)
    }


def first_late_day(history: History, key: str, today: date) -> date:
    """By halving: late on the last of the days looked at, not late today."""
    not_late, late = today, today + LOOK_AHEAD
    while late - not_late > ONE_DAY:
        middle = not_late + (late - not_late) // 2
        if is_late(history.judge(middle), key):
            late = middle
        else:
            not_late = middle
    return late


def is_late(judgement: Judgement, key: str) -> bool:
    measure = judgement.measures.get(key)
    return measure is not None and measure.status == Status.NON_COMPLIANT
