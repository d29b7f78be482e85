"""The year of a whole team, saved at once; and how often each wants to meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from notices.actions import Telling, tell_each
from people import audit
from people.models import Person
from policy.months import Interval
from supervision.actions.telling import facts_of, tell_next_level
from supervision.calendar import entry_of
from supervision.models import PLR, AgreedInterval, Record, SelfAssessment


@dataclass(frozen=True)
class Wish:
    """One PLR of one person on one day; time and place may wait."""

    reportee: Person
    day: date
    starts_at: time | None = None
    place: str = ""


@transaction.atomic
def plan_year(*, wishes: Sequence[Wish], by: Person, now: datetime) -> int:
    """One that is planned already stays as it is. How many are new.

    Everybody gets the entry of each PLR of theirs for the calendar, the planner one message for
    all; the number of queries does not grow with the wishes.
    """
    waited = _who_waits(wishes)
    made = _put_down(wishes, by=by, now=now)
    if made:
        audit.record("year_planned", by, by=by, plrs=[plr.pk for plr in made])
        _tell_everybody(made, by=by, now=now)
        _tell_of_new_dates(made, waited, by=by, now=now)
    return len(made)


def _who_waits(wishes: Sequence[Wish]) -> set[int]:
    """For a new date, since one was cancelled."""
    reportees = {wish.reportee.pk for wish in wishes}
    return PLR.objects.filter(reportee__in=reportees).who_waits_for_a_new_date()


def _put_down(wishes: Sequence[Wish], *, by: Person, now: datetime) -> list[PLR]:
    """The new ones with their empty drafts, earliest first."""
    wanted = [
        PLR(
            reportee=wish.reportee,
            led_by=by,
            planned_for=wish.day,
            starts_at=wish.starts_at,
            place=wish.place,
            created_at=now,
        )
        for wish in wishes
    ]
    PLR.objects.bulk_create(wanted, ignore_conflicts=True)
    reportees = {wish.reportee.pk for wish in wishes}
    new = PLR.objects.filter(reportee__in=reportees, led_by=by, created_at=now)
    without_drafts = new.filter(self_assessment=None)
    made = list(without_drafts.select_related("reportee").order_by("planned_for", "pk"))
    SelfAssessment.objects.bulk_create(SelfAssessment(plr=plr) for plr in made)
    Record.objects.begin(*made)
    return made


def _tell_everybody(made: Sequence[PLR], *, by: Person, now: datetime) -> None:
    of_all = Telling(
        people=[by],
        kind="year_planned",
        about=by,
        path=reverse("supervision:year"),
        facts={"number": str(len(made))},
        step=now.isoformat(timespec="seconds"),
    )
    tell_each([*(_told_to_reportee(plr, by=by, now=now) for plr in made), of_all])


def _told_to_reportee(plr: PLR, *, by: Person, now: datetime) -> Telling:
    return Telling(
        people=[plr.reportee],
        kind="plr_planned",
        about=plr,
        path=plr.get_absolute_url(),
        facts=facts_of(plr, by, by=by),
        entry=entry_of(plr, leader=by, changed_at=now),
    )


def _tell_of_new_dates(made: Sequence[PLR], waited: set[int], *, by: Person, now: datetime) -> None:
    """The next level heard that one was cancelled, and hears of the first new one."""
    for reportee in waited:
        first = next((plr for plr in made if plr.reportee_id == reportee), None)
        if first:
            tell_next_level(first, "plr_replanned_next_level", by=by, on=timezone.localdate(now))


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
