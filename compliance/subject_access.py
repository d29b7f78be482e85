"""What this room keeps about a person: where they stand in each measure, and what changed."""

from compliance.models import (
    CalculatedChange,
    CalculatedFigure,
    Calculation,
    DailyChange,
    Figure,
    Projection,
    Rebuild,
    Share,
    Snapshot,
    Standing,
    Tally,
)
from people.kept import Entry, Kind, rows_of
from people.models import Person

STANDING = ("measure", "as_of", "role", "status", "next_due", "falls_out_on", "excluded_until")
CHANGE = ("measure", "day", "before", "after")
CALCULATED = ("measure", "role", "before", "after")


def standings(person: Person) -> list[Entry]:
    return rows_of(Standing.objects.filter(person=person).order_by("measure"), *STANDING)


def daily_changes(person: Person) -> list[Entry]:
    return rows_of(DailyChange.objects.filter(person=person).order_by("day", "pk"), *CHANGE)


def calculated(person: Person) -> list[Entry]:
    return rows_of(CalculatedChange.objects.filter(person=person).order_by("pk"), *CALCULATED)


KINDS = (
    Kind(
        "standings",
        "Where you stand in each measure",
        standings,
        (Standing,),
        ("compliance.Standing.person",),
    ),
    Kind(
        "daily_changes",
        "When that changed",
        daily_changes,
        (DailyChange,),
        ("compliance.DailyChange.person",),
    ),
    Kind(
        "calculated",
        "Where you would stand by rules that somebody tried",
        calculated,
        (CalculatedChange,),
        ("compliance.CalculatedChange.person",),
    ),
)
COUNTED = {"compliance.Calculation.by": "Calculations that you asked for"}
NUMBERS = "It holds numbers of people and names nobody."
LEFT_OUT = {
    Calculation._meta.label: "It names nobody but whoever asked; it is deleted after a week.",
    **{one._meta.label: NUMBERS for one in (CalculatedFigure, Figure, Snapshot, Tally)},
    **{one._meta.label: "It is about nobody." for one in (Projection, Rebuild, Share)},
}
