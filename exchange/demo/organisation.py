"""The parts of the organisation and the seats in them, for any number of people."""

from dataclasses import dataclass, field
from math import ceil

from exchange.demo.corpus import pool
from exchange.demo.staff import Unit

FEWEST = 120
STAR_TEAM = 13
TEAM = 13
OFFICE_TEAM = 14
OFFICES = {
    "HR": ("People and HR", 0.20),
    "MIS": ("Management information", 0.12),
    "IT": ("Digital and IT", 0.18),
    "FIN": ("Finance", 0.14),
    "POL": ("Policy, legal and communications", 0.18),
    "NIS": ("National improvement service", 0.18),
}


@dataclass(eq=False)
class Seat:
    """A place that somebody fills. `above`: the seat of the line manager."""

    role: str
    unit: str
    above: "Seat | None" = None
    grants: tuple[str, ...] = ()
    supervisor: "Seat | None" = None
    situation: str = ""
    employment_type: str = "employed"
    predecessor: "Seat | None" = None
    leaver: bool = False


@dataclass
class Plan:
    units: list[Unit] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)

    def unit(self, code: str, name: str, kind: str, parent: str | None = None) -> None:
        self.units.append(Unit(code, name, kind, parent))

    def seat(self, role: str, unit: str, above: Seat | None, **facts) -> Seat:
        seat = Seat(role, unit, above, **facts)
        self.seats.append(seat)
        return seat


def lay_out(people: int) -> Plan:
    """As many seats as people, leavers included. Needs FEWEST people at least."""
    plan = Plan()
    plan.unit("ORG", "The Family Court Service", "organisation")
    plan.unit("CORP", "Corporate services", "directorate", "ORG")
    chief = plan.seat("corporate_management", "CORP", None, grants=("cmt",))
    leavers = max(3, people // 40)
    corporate = max(26, round(people * 0.2))
    service = people - corporate - leavers
    lay_out_service(plan, chief, service)
    lay_out_corporate(plan, chief, people - leavers - len(plan.seats))
    lay_out_leavers(plan, leavers)
    return plan


def lay_out_service(plan: Plan, chief: Seat, people: int) -> None:
    number = max(3, round(people / 64))
    directorates = ceil(number / 6)
    directors = []
    for index in range(directorates):
        code = f"OPS{index + 1}"
        name = "Operational services" + (f" {index + 1}" if directorates > 1 else "")
        plan.unit(code, name, "directorate", "ORG")
        directors.append(plan.seat("operational_director", code, chief))
    for index, size in enumerate(shares(people - directorates, number)):
        lay_out_area(plan, index, directors[index % directorates], size)


def lay_out_area(plan: Plan, index: int, director: Seat, people: int) -> None:
    """A head, business services, and teams of advisers."""
    code, parent = f"A{index + 1}", director.unit
    area = numbered(pool("places.areas"), index)
    plan.unit(code, area, "service_area", parent)
    before = len(plan.seats)
    head = plan.seat("assistant_director" if index % 3 else "head_of_practice", code, director)
    if index % 3 == 2:
        head = plan.seat("head_of_practice", code, head)
    lay_out_business_services(plan, code, area, head, officers=max(4, round(people * 0.14)))
    left = people - (len(plan.seats) - before)
    if index == 0:
        lay_out_team(plan, "A1-T1", f"{area}, {pool('places.towns')[0]}", head, STAR_TEAM)
        left -= STAR_TEAM
    first = 2 if index == 0 else 1
    number = max(3 - first, round(left / TEAM))
    for offset, size in enumerate(shares(left, number)):
        town = numbered(pool("places.towns"), index * 4 + first + offset - 1)
        is_senior = index % 3 == 1 and offset == 1
        lay_out_team(plan, f"{code}-T{first + offset}", f"{area}, {town}", head, size, is_senior)


def lay_out_business_services(
    plan: Plan, area: str, name: str, head: Seat, *, officers: int
) -> None:
    code = f"{area}-BS"
    plan.unit(code, f"{name} business services", "team", area)
    manager = plan.seat("business_services_manager", code, head)
    leader = plan.seat("team_leader", code, manager)
    for _ in range(officers):
        plan.seat("business_services_officer", code, leader)


def lay_out_team(
    plan: Plan, code: str, name: str, head: Seat, size: int, is_senior: bool = False
) -> None:
    """A manager, one or two practice supervisors, and advisers who work with one of them."""
    plan.unit(code, name, "team", head.unit)
    role = "senior_service_manager" if is_senior else "service_manager"
    manager = plan.seat(role, code, head)
    supervisors = [
        plan.seat("practice_supervisor", code, manager) for _ in range(2 if size >= 11 else 1)
    ]
    for number in range(size - 1 - len(supervisors)):
        supervisor = supervisors[number % len(supervisors)]
        plan.seat("family_court_adviser", code, manager, supervisor=supervisor)


def lay_out_corporate(plan: Plan, chief: Seat, people: int) -> None:
    """Offices of teams, each with a manager, under members of the corporate management team."""
    weights = [weight for _, weight in OFFICES.values()]
    sizes = dict(
        zip(OFFICES, weighted_shares(people - max(2, people // 110), weights), strict=True)
    )
    teams = [
        (office, size)
        for office, total in sizes.items()
        for size in shares(total, ceil(total / OFFICE_TEAM))
    ]
    board = [
        plan.seat("corporate_management", "CORP", chief, grants=("cmt",))
        for _ in range(people - sum(sizes.values()))
    ]
    for index, (office, size) in enumerate(teams):
        earlier = sum(1 for name, _ in teams[:index] if name == office)
        code = office if not earlier else f"{office}-{earlier + 1}"
        name = OFFICES[office][0] + (f" {earlier + 1}" if earlier else "")
        plan.unit(code, name, "team", "CORP")
        lay_out_office(plan, code, office, board[index % len(board)], size)


def lay_out_office(plan: Plan, code: str, office: str, above: Seat, size: int) -> None:
    improves = office == "NIS"
    grants = ("nis",) if improves else ()
    lead = "improvement_manager" if improves else "corporate_manager"
    manager = plan.seat(lead, code, above, grants=grants)
    for _ in range(size - 1):
        plan.seat(lead if improves else "corporate", code, manager, grants=grants)


def lay_out_leavers(plan: Plan, number: int) -> None:
    """Some teams had another manager before; the other leavers were advisers and officers."""
    managers = [seat for seat in plan.seats if seat.role == "service_manager"]
    succeeded = managers[2 : 2 + 8 * max(1, number // 3) : 8]
    for manager in succeeded:
        manager.predecessor = plan.seat("service_manager", manager.unit, manager.above, leaver=True)
    like = [seat for seat in plan.seats if seat.role in ("family_court_adviser", "corporate")]
    step = max(1, len(like) // number)
    for seat in like[step // 2 :: step][: number - len(succeeded)]:
        plan.seat(seat.role, seat.unit, seat.above, leaver=True)


def shares(total: int, number: int) -> list[int]:
    """As even as can be, the larger ones first."""
    return [total // number + (index < total % number) for index in range(number)]


def weighted_shares(total: int, weights: list[float]) -> list[int]:
    found = [int(total * weight) for weight in weights]
    found[0] += total - sum(found)
    return found


def numbered(names: tuple[str, ...], index: int) -> str:
    """The names again with a number, when they run out."""
    again, place = divmod(index, len(names))
    return f"{names[place]} {again + 1}" if again else names[place]
