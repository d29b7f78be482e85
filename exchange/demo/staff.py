"""Who works in the organisation, as plain values: what the import format says of people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    kind: str
    parent: str | None = None


@dataclass(frozen=True)
class Post:
    start: date
    role: str
    unit: str
    employment_type: str = "employed"
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Tie:
    """To whom somebody reports, or with whom they work, by staff number."""

    to: str
    start: date
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass
class Member:
    staff_number: str
    name: str
    email: str
    joined: date
    posts: list[Post]
    situation: str = ""
    left: date | None = None
    lines: list[Tie] = field(default_factory=list)
    practice_supervisors: list[Tie] = field(default_factory=list)
    grants: tuple[str, ...] = ()
    team_size: int = 0

    @property
    def post(self) -> Post:
        return self.posts[-1]

    def post_on(self, day: date) -> Post:
        """The first one on the days before it."""
        return next((post for post in reversed(self.posts) if post.start <= day), self.posts[0])

    def manager_on(self, day: date) -> str | None:
        return tied_on(self.lines, day)

    def practice_supervisor_on(self, day: date) -> str | None:
        return tied_on(self.practice_supervisors, day)


def tied_on(ties: Sequence[Tie], day: date) -> str | None:
    return next((tie.to for tie in ties if tie.holds_on(day)), None)


@dataclass
class Organisation:
    name: str
    records_start: date
    today: date
    seed: int
    units: list[Unit]
    members: list[Member]
    by_number: dict[str, Member]

    def granted(self, grant: str) -> list[str]:
        """The staff numbers of those who hold it."""
        return self.holders.get(grant, [])

    @cached_property
    def units_by_code(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    def office_of(self, code: str) -> str:
        """That of the town, else of the area; of everybody else head office."""
        unit = self.units_by_code[code]
        _, _, town = unit.name.partition(", ")
        if unit.kind == "team" and unit.parent in self.areas:
            return f"{town or self.units_by_code[unit.parent].name} office"
        return f"{unit.name} office" if unit.kind == "service_area" else "head office"

    @cached_property
    def areas(self) -> set[str]:
        return {unit.code for unit in self.units if unit.kind == "service_area"}

    @cached_property
    def holders(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for member in self.members:
            for grant in member.grants:
                found.setdefault(grant, []).append(member.staff_number)
        return found

    def managers_manager_on(self, member: Member, day: date) -> str | None:
        manager = member.manager_on(day)
        return self.by_number[manager].manager_on(day) if manager else None
