"""The year of a whole team, saved at once; and how often each wants to meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from people import audit
from people.models import Person
from policy.months import Interval
from supervision.actions.planning import AlreadyPlanned, plan_plr
from supervision.models import AgreedInterval


@dataclass(frozen=True)
class Wish:
    """One PLR of one person on one day; time and place may wait."""

    reportee: Person
    day: date


@transaction.atomic
def plan_year(*, wishes: Sequence[Wish], by: Person, now: datetime) -> int:
    """All of them or none; one that is planned already stays as it is. How many are new."""
    return sum(planned(wish, by=by, now=now) for wish in wishes)


def planned(wish: Wish, *, by: Person, now: datetime) -> bool:
    try:
        plan_plr(
            reportee=wish.reportee,
            led_by=by,
            by=by,
            planned_for=wish.day,
            starts_at=None,
            place="",
            now=now,
        )
    except AlreadyPlanned:
        return False
    return True


@transaction.atomic
def agree_interval(
    *, person: Person, interval: Interval, reason: str, by: Person, now: datetime
) -> AgreedInterval:
    """What holds already is agreed once, however often it is sent."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    unit = AgreedInterval.Unit.MONTHS if interval.months else AgreedInterval.Unit.WEEKS
    number = interval.months or interval.weeks
    last = AgreedInterval.objects.filter(person=person).latest_first().first()
    if last and (last.number, last.unit, last.reason, last.by_id) == (number, unit, reason, by.pk):
        return last
    agreed = AgreedInterval.objects.create(
        person=person, number=number, unit=unit, reason=reason, by=by, agreed_at=now
    )
    audit.record("interval_agreed", agreed, by=by, number=number, unit=unit)
    return agreed
