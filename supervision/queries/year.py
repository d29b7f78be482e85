"""What is planned for a team in the coming year, and what could be: constant in its size."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from people.models import Person, Posting
from policy import cadence
from policy.cadence import Circumstances, PlannedDate
from policy.calendar import bank_holidays
from policy.months import Span, london_date
from policy.rulebook import Rulebook
from supervision.models import PLR, AgreedInterval, SupportNeed
from supervision.queries.circumstances import circumstances, latest_intervals, support_needed

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class PersonYear:
    """One person's coming year: what is planned, what is offered, and when they are away.

    `due` is None while they are away and the day of their return is not known (AMB-45).
    """

    person: Person
    role: str
    due: date | None
    planned: Sequence[PLR]
    offered: Sequence[PlannedDate]
    away: Sequence[Span]
    agreed: AgreedInterval | None
    support: SupportNeed | None
    interval_due: date | None
    sessions: Sequence[date]

    def is_late(self, today: date) -> bool:
        return self.due is not None and self.due < today

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
    posts = {
        post.person_id: post for post in Posting.objects.current(today).filter(person__in=people)
    }
    agreed, support = latest_intervals(people), support_needed(people)
    known = circumstances(
        people, posts, agreed=agreed, needing=support.keys(), today=today, book=book
    )
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
            due=None if is_away_for_now(known[pk], today) else cadence.next_due(known[pk], book),
            planned=planned.get(pk, []),
            offered=offered,
            away=known[pk].away,
            agreed=agreed.get(pk),
            support=support.get(pk),
            interval_due=interval_due(
                known[pk], agreed.get(pk), support.get(pk), today=today, book=book
            ),
            sessions=group_sessions(
                known[pk], planned.get(pk, ()), offered, today=today, book=book
            ),
        )
    by_name = (years[pk] for pk in people if pk in years)
    return sorted(by_name, key=lambda year: not year.is_late(today))


def group_sessions(
    person: Circumstances,
    planned: Sequence[PLR],
    offered: Sequence[PlannedDate],
    *,
    today: date,
    book: Rulebook,
) -> Sequence[date]:
    """Days for group supervision between the PLRs, for the roles that owe it (P22-2.2f)."""
    if book.measure_rule("group_supervision", person.role, case_holding=False) is None:
        return ()
    days = {person.base, *(plr.planned_for for plr in planned)}
    days |= {one.on for one in offered if one.on}
    return cadence.group_sessions(days, today=today, away=person.away)


def is_away_for_now(person: Circumstances, today: date) -> bool:
    return any(span.end is None and today in span for span in person.away)


def interval_due(
    person: Circumstances,
    agreed: AgreedInterval | None,
    support: SupportNeed | None,
    *,
    today: date,
    book: Rulebook,
) -> date | None:
    return cadence.interval_due(
        london_date(agreed.agreed_at) if agreed else None,
        post_started=person.post_started,
        on=today,
        book=book,
        support_since=london_date(support.began_at) if support else None,
    )


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


def support_of(person: Person, *, reader: Person) -> list[SupportNeed]:
    """Newest first: the one that lasts, if any does, and those that ended."""
    needs = SupportNeed.objects.visible_to(reader).filter(person=person)
    return list(needs.select_related("begun_by", "ended_by"))
