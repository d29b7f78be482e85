"""Openings by break-glass: what is open now, what waits for an answer, what was."""

from datetime import datetime

from people.models import BreakGlass, Person
from people.models.break_glass import BreakGlassQuerySet


def with_names(reader: Person) -> BreakGlassQuerySet:
    found = BreakGlass.objects.visible_to(reader)
    return found.select_related("reader", "about", "deferral_by", "content")


def open_now(reader: Person, *, now: datetime) -> list[BreakGlass]:
    """One's own and those of others."""
    return list(with_names(reader).open(now).order_by("ends_at"))


def own_open(reader: Person, *, now: datetime) -> list[BreakGlass]:
    found = BreakGlass.objects.visible_to(reader).filter(reader=reader).open(now)
    return list(found.select_related("about").order_by("ends_at"))


def not_opened(reader: Person) -> list[BreakGlass]:
    return list(with_names(reader).filter(opened_at=None))


def history(reader: Person) -> BreakGlassQuerySet:
    return with_names(reader).opened().order_by("-opened_at", "-pk")


def grant_for(reader: Person, pk: int) -> BreakGlass | None:
    return with_names(reader).filter(pk=pk).first()


def person_to_open(staff_number: str) -> Person | None:
    return Person.objects.filter(staff_number__iexact=staff_number).first()
