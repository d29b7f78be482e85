"""When to plan the next PLR (P22-2.1b, P22-2.2, P22-2.3). For planning: compliance is `windows`."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from policy.calendar import day_off
from policy.months import ONE_DAY, Interval, Span, add_months
from policy.rulebook import Rulebook
from policy.rulebook.people import Role
from policy.wording import sentence, spoken


@dataclass(frozen=True)
class Circumstances:
    """What planning needs to know of a person. `counting_from` is the clock start."""

    role: str
    post_started: date
    counting_from: date
    last_held_on: date | None = None
    returned_on: date | None = None
    agreed: Interval | None = None
    needs_support: bool = False
    away: tuple[Span, ...] = ()

    @property
    def base(self) -> date:
        """The day from which the next interval runs: work before the clock start is not carried."""
        held = self.last_held_on
        return held if held and held >= self.counting_from else self.counting_from

    @property
    def owes_return_plr(self) -> bool:
        if self.returned_on is None:
            return False
        return self.last_held_on is None or self.last_held_on < self.returned_on


@dataclass(frozen=True)
class PlannedDate:
    """`on` is None while the person is away with no date to plan for. `due`: the last day in time.

    `interval_needed`: the manager has to agree an interval shorter than the minimum.
    """

    on: date | None
    due: date
    reason: str
    clause: str
    interval_needed: bool = False


def next_due(person: Circumstances, book: Rulebook) -> date:
    """The last day that keeps the minimum of the role, and the date of a return PLR."""
    due = add_months(person.base, book.roles[person.role].plr_months)
    if person.owes_return_plr and person.returned_on:
        return min(due, add_months(person.returned_on, book.cadence.months_after_return))
    return due


def refuse_interval(agreed: Interval, role: str, book: Rulebook) -> str | None:
    """A sentence if the agreed interval is longer than the role allows (AMB-12)."""
    months = book.roles[role].plr_months
    if not agreed.longer_than(months):
        return None
    return f"Agree an interval of {months} months or less. That is the minimum for this role."


def interval_due(
    agreed_on: date | None,
    *,
    post_started: date,
    on: date,
    book: Rulebook,
    support_since: date | None = None,
) -> date | None:
    """The day on which an interval is to be agreed, or the agreed one looked at again.

    Greater support asks for another one from the day on which it is needed (P22-2.2c). Whoever is
    new in post meets more often (P22-2.2b), so something is agreed when they begin and
    looked at again when they are new no longer; later on so many months after it was agreed. Where
    nothing was agreed the minimum of the role holds, and nothing is due.
    """
    if support_since and (agreed_on is None or agreed_on < support_since):
        return support_since
    new_until = add_months(post_started, book.cadence.months_new_in_post)
    if on < new_until and (agreed_on is None or agreed_on < post_started):
        return post_started
    if agreed_on is None:
        return None
    if post_started <= agreed_on < new_until:
        return new_until
    return add_months(agreed_on, book.cadence.months_interval_holds)


def propose(
    person: Circumstances, *, today: date, taken: Collection[date], book: Rulebook
) -> PlannedDate:
    """The next date to offer: in time, on a working day, and free for both.

    `taken` are the days on which the manager has a PLR already.
    """
    due = next_due(person, book)
    wanted = _wanted(person, due, book)
    on, moved = _free_day(person, wanted.on or due, today, taken)
    return replace(wanted, on=on, reason=sentence(f"{wanted.reason}{moved}"))


def propose_until(
    person: Circumstances, *, until: date, today: date, taken: Collection[date], book: Rulebook
) -> tuple[PlannedDate, ...]:
    """The dates to offer up to a day, each counted from the one before it."""
    planned: list[PlannedDate] = []
    busy = set(taken)
    while True:
        proposal = propose(person, today=today, taken=busy, book=book)
        if proposal.on is None or proposal.on > until:
            return tuple(planned)
        planned.append(proposal)
        busy.add(proposal.on)
        person = replace(person, last_held_on=proposal.on)


def with_full_weeks(taken: Collection[date], book: Rulebook) -> set[date]:
    """The days that are taken, and every day of a week that holds its share."""
    weeks = Counter(monday_of(day) for day in taken)
    full = [monday for monday, number in weeks.items() if number >= book.cadence.most_a_week]
    return {*taken, *(monday + ONE_DAY * number for monday in full for number in range(5))}


def monday_of(day: date) -> date:
    return day - ONE_DAY * day.weekday()


def propose_group_session(
    *, after: date, before: date, away: tuple[Span, ...] = (), taken: Collection[date] = ()
) -> date | None:
    """A working day midway between two PLRs of business services staff (P22-2.2f)."""
    middle = after + (before - after) / 2
    days = sorted(_days(after + ONE_DAY, before), key=lambda day: abs(day - middle))
    return next((day for day in days if _obstacle(day, away, taken) is None), None)


def group_sessions(
    plrs: Collection[date], *, today: date, away: tuple[Span, ...] = ()
) -> tuple[date, ...]:
    """One midway between each two PLRs that follow one another; those that are still to come."""
    between = pairwise(sorted(plrs))
    found = (propose_group_session(after=one, before=other, away=away) for one, other in between)
    return tuple(day for day in found if day and day >= today)


def _wanted(person: Circumstances, due: date, book: Rulebook) -> PlannedDate:
    """The day to aim at before weekends, leave and the diary are looked at."""
    role = book.roles[person.role]
    early = _early_reason(person, role, book)
    since = f"the last PLR on {spoken(person.base)}"
    if person.base != person.last_held_on:
        since = f"{spoken(person.base)}, the day from which time counts"
    if person.agreed:
        on = min(person.agreed.after(person.base), due)
        reason = f"{person.agreed}, as agreed, after {since}"
        needed = early is not None and not person.agreed.shorter_than(role.plr_months)
        return PlannedDate(on, due, reason, "P22-2.1b", interval_needed=needed)
    if early:
        on = min(add_months(person.base, role.starter_months), due)
        reason = f"{early}: {role.starter_months} months after {since}, until you agree an interval"
        return PlannedDate(on, due, reason, "P22-2.2b", interval_needed=True)
    if person.owes_return_plr and person.returned_on:
        reason = f"within three months of the return to work on {spoken(person.returned_on)}"
        return PlannedDate(due, due, reason, "P22-2.3")
    return PlannedDate(due, due, f"{role.plr_months} months after {since}", role.clause)


def _early_reason(person: Circumstances, role: Role, book: Rulebook) -> str | None:
    """Why meetings have to be more frequent than the minimum, if they do (P22-2.2b, P22-2.2c)."""
    new_until = add_months(person.post_started, book.cadence.months_new_in_post)
    if add_months(person.base, role.starter_months) <= new_until:
        return f"more frequent in the first {book.cadence.months_new_in_post} months in post"
    return "more frequent while more support is needed" if person.needs_support else None


def _free_day(
    person: Circumstances, wanted: date, today: date, taken: Collection[date]
) -> tuple[date | None, str]:
    """The nearest free day before the wanted one, else after it, and why it moved."""
    obstacle = _obstacle(wanted, person.away, taken)
    if wanted >= today and obstacle is None:
        return wanted, ""
    halfway = person.base + (wanted - person.base) / 2
    earliest = max(today, halfway)
    before = reversed(_days(earliest, wanted + ONE_DAY))
    after = _days(max(today, wanted), add_months(max(today, wanted), 12))
    for day in (*before, *after):
        if _obstacle(day, person.away, taken) is None:
            return day, _moved(wanted, day, today, obstacle)
    return None, "; no date can be offered, because the person is away with no date of return"


def _moved(wanted: date, day: date, today: date, obstacle: str | None) -> str:
    if wanted < today:
        return f"; that was {spoken(wanted)}, so the first free day is offered"
    return f"; moved to {day:%A} {spoken(day)}, because {spoken(wanted)} is {obstacle}"


def _obstacle(day: date, away: tuple[Span, ...], taken: Collection[date]) -> str | None:
    if off := day_off(day):
        return off
    if any(day in span for span in away):
        return "a day on which the person is away"
    return "taken by another PLR of the manager" if day in taken else None


def _days(start: date, stop: date) -> list[date]:
    return [start + ONE_DAY * number for number in range((stop - start).days)]
