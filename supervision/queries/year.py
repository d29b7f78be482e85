"""What is planned for a team in the coming year, and what could be: constant in its size."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.db.models.functions import Coalesce

from people.models import Absence, Person, Posting
from policy import cadence
from policy.cadence import Circumstances, PlannedDate
from policy.calendar import bank_holidays
from policy.months import Span, london_date
from policy.rulebook import Rulebook
from supervision.models import PLR, AgreedInterval

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class PersonYear:
    """One person's coming year: what is planned, what is offered, and when they are away."""

    person: Person
    role: str
    due: date
    planned: Sequence[PLR]
    offered: Sequence[PlannedDate]
    away: Sequence[Span]
    agreed: AgreedInterval | None
    interval_due: date | None

    @property
    def interval_needed(self) -> bool:
        return any(one.interval_needed for one in self.offered)


def may_lead(manager: Person, role: str, book: Rulebook) -> bool:
    own = manager.reach.role
    return own is not None and not book.may_lead(role, own).refused


def year_of(manager: Person, *, today: date, book: Rulebook) -> list[PersonYear]:
    """Whoever is due first chooses first; no day is offered twice, no week more than its share."""
    team = Person.objects.in_service(today).filter(pk__in=manager.reach.reports)
    people = {person.pk: person for person in team}
    agreed = latest_intervals(people)
    known = circumstances(people, agreed, today)
    planned = plrs_planned(people, today)
    taken = days_taken(manager, today)
    years = {}
    for pk in sorted(known, key=lambda pk: (cadence.next_due(known[pk], book), pk)):
        leads = may_lead(manager, known[pk].role, book)
        offered = offer(known[pk], taken=taken, today=today, book=book) if leads else ()
        taken |= {one.on for one in offered if one.on}
        years[pk] = PersonYear(
            person=people[pk],
            role=book.roles[known[pk].role].short,
            due=cadence.next_due(known[pk], book),
            planned=planned.get(pk, []),
            offered=offered,
            away=known[pk].away,
            agreed=agreed.get(pk),
            interval_due=interval_due(known[pk], agreed.get(pk), today=today, book=book),
        )
    return [years[pk] for pk in people if pk in years]


def interval_due(
    person: Circumstances, agreed: AgreedInterval | None, *, today: date, book: Rulebook
) -> date | None:
    agreed_on = london_date(agreed.agreed_at) if agreed else None
    started = person.post_started
    return cadence.interval_due(agreed_on, post_started=started, on=today, book=book)


def latest_intervals(people: Collection[int]) -> dict[int, AgreedInterval]:
    agreed = AgreedInterval.objects.filter(person__in=people)
    latest = agreed.order_by("person_id", "-agreed_at", "-pk").distinct("person_id")
    return {one.person_id: one for one in latest}


def circumstances(
    people: Mapping[int, Person], agreed: Mapping[int, AgreedInterval], today: date
) -> dict[int, Circumstances]:
    posts = {
        post.person_id: post for post in Posting.objects.current(today).filter(person__in=people)
    }
    plrs = PLR.objects.filter(reportee__in=people).exclude(state=PLR.State.CANCELLED)
    last = (
        plrs.order_by()
        .values_list("reportee")
        .annotate(last=Max(Coalesce("held_on", "planned_for")))
    )
    last_of, away = dict(last), absences(people, today)
    return {
        pk: Circumstances(
            role=posts[pk].role,
            post_started=posts[pk].start,
            counting_from=max(person.joined, posts[pk].start),
            last_held_on=last_of.get(pk),
            agreed=agreed[pk].interval if pk in agreed else None,
            away=tuple(away.get(pk, ())),
        )
        for pk, person in people.items()
        if pk in posts
    }


def absences(people: Collection[int], today: date) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for one in Absence.objects.filter(person__in=people).exclude(end__lt=today).order_by("start"):
        found.setdefault(one.person_id, []).append(Span(one.start, one.end))
    return found


def plrs_planned(people: Collection[int], today: date) -> dict[int, list[PLR]]:
    found: dict[int, list[PLR]] = {}
    scheduled = PLR.objects.filter(reportee__in=people, state=PLR.State.SCHEDULED)
    for plr in scheduled.filter(planned_for__gte=today).order_by("planned_for"):
        found.setdefault(plr.reportee_id, []).append(plr)
    return found


def offer(
    person: Circumstances, *, taken: Collection[date], today: date, book: Rulebook
) -> tuple[PlannedDate, ...]:
    return cadence.propose_until(
        person,
        until=today + YEAR,
        today=today,
        taken=cadence.with_full_weeks(taken, book),
        book=book,
    )


def days_taken(manager: Person, today: date) -> set[date]:
    planned = PLR.objects.filter(led_by=manager, state=PLR.State.SCHEDULED, planned_for__gte=today)
    return set(planned.values_list("planned_for", flat=True))


def days_off(today: date) -> list[date]:
    """The bank holidays of the coming year, to be shaded."""
    until = today + YEAR
    return sorted(
        day
        for year in {today.year, until.year}
        for day in bank_holidays(year)
        if today <= day <= until
    )


def intervals_of(person: Person, *, reader: Person) -> list[AgreedInterval]:
    """Newest first."""
    agreed = AgreedInterval.objects.visible_to(reader).filter(person=person)
    return list(agreed.select_related("by").latest_first())
