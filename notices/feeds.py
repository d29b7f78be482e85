"""Whose meetings stand in a subscription: rooms above say so, once, when the site starts."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from notices.calendar import Entry
from notices.models import CalendarFeed
from people.models import Person

Source = Callable[[Person, date], Iterable[Entry]]
_sources: list[Source] = []


def offer(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def entries_of(person: Person, *, today: date) -> Iterator[Entry]:
    for source in _sources:
        yield from source(person, today)


def own_feed(person: Person) -> CalendarFeed | None:
    return CalendarFeed.objects.visible_to(person).first()


def feed_of_token(token: str) -> CalendarFeed | None:
    """Of whoever holds the address; None for one that was revoked or never given."""
    return CalendarFeed.objects.of_token(token)
