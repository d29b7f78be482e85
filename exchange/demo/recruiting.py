"""Fills the seats with people: names, joining dates, posts and ties, each from a first day on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from exchange.demo.corpus import pool
from exchange.demo.days import days_before, stream, working_day_before
from exchange.demo.organisation import Plan, Seat, lay_out
from exchange.demo.situations import FCA, GRANTS, SITUATIONS
from exchange.demo.staff import Member, Organisation, Post, Tie
from policy.months import ONE_DAY

NAME = "The Family Court Service (demonstration)"
STAFF = (FCA, "business_services_officer", "corporate")
# Days that people in no situation have been here, from and to, and how many of them.
SERVICE, SERVICE_WEIGHTS = ((100, 300), (300, 900), (900, 6000)), (6, 34, 60)
EARLIER_ROLE = {
    "practice_supervisor": FCA,
    "service_manager": "practice_supervisor",
    "head_of_practice": "service_manager",
    "corporate_manager": "corporate",
    "team_leader": "business_services_officer",
}
OUTSIDE = (("agency", 0.05), ("bank", 0.015), ("sessional", 0.01))
# Days since they joined, and since they took up their present post.
JOINED = {"starter_month_5": 145, "starter_week_3": 18, "student": 130, "agency": 290}
IN_POST = {"mover": 61}
WITHOUT_MANAGER = 24


@dataclass
class Recruiting:
    """`started`: the day on which whoever holds a seat took it up."""

    rng: Random
    today: date
    records_start: date
    numbers: dict[Seat, str] = field(default_factory=dict)
    joined: dict[Seat, date] = field(default_factory=dict)
    started: dict[Seat, date] = field(default_factory=dict)
    left: dict[Seat, date] = field(default_factory=dict)

    def holders(self, seat: Seat) -> Iterator[tuple[Seat, date, date | None]]:
        """Whoever held it, from when and until when."""
        before = seat.predecessor
        if before:
            yield before, self.started[before], self.left[before]
        yield seat, self.started[seat], self.left.get(seat)


def recruit(*, people: int, years: int, seed: int, today: date) -> Organisation:
    plan = lay_out(people)
    seats = in_order_of_number(plan)
    records_start = date(today.year - years, today.month, 1)
    recruiting = Recruiting(stream(seed, "recruiting"), today, records_start)
    for number, seat in enumerate(seats, 1):
        recruiting.numbers[seat] = f"D{number:05}"
    for seat in sorted(seats, key=lambda seat: (seat.predecessor is not None, seat.role == FCA)):
        take_up(recruiting, seat)
    names = names_for(len(seats), recruiting.rng)
    members = [
        appoint(recruiting, seat, name, email)
        for seat, (name, email) in zip(seats, names, strict=True)
    ]
    by_number = {member.staff_number: member for member in members}
    for member in members:
        manager = member.lines[-1] if member.lines else None
        if manager and manager.end is None:
            by_number[manager.to].team_size += 1
    return Organisation(NAME, records_start, today, seed, plan.units, members, by_number)


def in_order_of_number(plan: Plan) -> list[Seat]:
    """The situations first, in their order; whoever is in none after them."""
    free = [seat for seat in plan.seats if not seat.leaver]
    claimed = []
    for situation in SITUATIONS:
        seat = next(
            seat
            for seat in free
            if seat.role == situation.role
            and seat.unit.startswith(situation.unit)
            and not seat.predecessor
        )
        free.remove(seat)
        seat.situation = situation.key
        seat.employment_type = situation.employment_type
        seat.grants = (*seat.grants, *GRANTS.get(situation.key, ()))
        claimed.append(seat)
    return [*claimed, *free, *(seat for seat in plan.seats if seat.leaver)]


def take_up(recruiting: Recruiting, seat: Seat) -> None:
    """When they joined, took up the seat, and left it."""
    rng, today, begin = recruiting.rng, recruiting.today, recruiting.records_start
    if seat.leaver:
        recruiting.left[seat] = working_day_before(today, rng.randrange(150, 300))
    if seat.situation in JOINED:
        joined = days_before(today, JOINED[seat.situation])
    elif seat.role in STAFF and not seat.situation and not seat.leaver:
        joined = days_before(today, rng.randrange(*rng.choices(SERVICE, SERVICE_WEIGHTS)[0]))
    else:
        joined = days_before(begin, rng.randrange(200, 5000))
    joined = days_before(joined, joined.weekday())
    recruiting.joined[seat] = recruiting.started[seat] = joined
    if seat.predecessor:
        recruiting.started[seat] = recruiting.left[seat.predecessor] + ONE_DAY
    elif seat.situation in IN_POST:
        recruiting.started[seat] = working_day_before(today, IN_POST[seat.situation])


def appoint(recruiting: Recruiting, seat: Seat, name: str, email: str) -> Member:
    left = recruiting.left.get(seat)
    if seat.situation == "leaving":
        left = working_day_before(recruiting.today, -33)
    member = Member(
        staff_number=recruiting.numbers[seat],
        name=name,
        email=email,
        joined=recruiting.joined[seat],
        left=left,
        posts=posts_of(recruiting, seat, left),
        situation=seat.situation,
        grants=seat.grants,
    )
    member.lines = lines_of(recruiting, seat, left)
    if seat.supervisor:
        start = max(member.post.start, recruiting.started[seat.supervisor])
        member.practice_supervisors = [Tie(recruiting.numbers[seat.supervisor], start, left)]
    return member


def posts_of(recruiting: Recruiting, seat: Seat, left: date | None) -> list[Post]:
    """The present one, and the one before it of those who were promoted."""
    employed = seat.employment_type
    if seat.role == FCA and not seat.situation:
        kinds, weights = zip(*OUTSIDE, strict=True)
        others = sum(weights)
        if recruiting.rng.random() < others:
            employed = recruiting.rng.choices(kinds, weights)[0]
    joined, started = recruiting.joined[seat], recruiting.started[seat]
    post = Post(started, seat.role, seat.unit, employed, left)
    if started == joined:
        return [post]
    return [Post(joined, EARLIER_ROLE[seat.role], seat.unit, "employed", started - ONE_DAY), post]


def lines_of(recruiting: Recruiting, seat: Seat, left: date | None) -> list[Tie]:
    """To each who held the seat above, while both were there."""
    if seat.above is None:
        return []
    first, last = recruiting.joined[seat], left
    holders = list(recruiting.holders(seat.above))
    if seat.situation == "no_manager":
        last = working_day_before(recruiting.today, WITHOUT_MANAGER)
    if seat.predecessor:  # whoever is manager now was in the team before
        holders = [next(recruiting.holders(seat)), (seat.above, recruiting.started[seat], None)]
    lines = []
    for above, since, until in holders:
        start, end = max(since, first), min(filter(None, (until, last)), default=None)
        if end is None or start <= end:
            lines.append(Tie(recruiting.numbers[above], start, end))
    return lines


def names_for(number: int, rng: Random) -> list[tuple[str, str]]:
    """Names and addresses. No two people near each other have one surname."""
    firsts, lasts = list(pool("names.first")), list(pool("names.last"))
    rng.shuffle(firsts)
    rng.shuffle(lasts)
    begin = [rng.randrange(len(firsts)) for _ in lasts]
    found, taken = [], set()
    for place in range(number):
        again, surname = divmod(place, len(lasts))
        first, last = firsts[(begin[surname] + again) % len(firsts)], lasts[surname]
        local = f"{first}.{last}".lower()
        while local in taken:
            local += "2"
        taken.add(local)
        found.append((f"{first} {last}", f"{local}@example.org"))
    return found
