"""The daily compliance check as messages: numbers and a link, once a person and morning.

Who is late is told in a message of its own, which nobody can do without.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from compliance.models import DailyChange
from compliance.queries.morning import Morning, morning
from compliance.queries.recipients import recipients
from notices.actions import Telling, tell_each
from notices.models import Notice
from people.models import Person
from policy import rulebook
from policy.calendar import is_working_day
from policy.wording import spoken

KEPT_FOR = timedelta(days=60)
LATE, NEWS = "daily_check_late", "daily_check"


def tell_morning(*, on: date) -> int:
    """How many messages. None on a day on which nobody works, none of nothing, none twice."""
    if not is_working_day(on) or was_told(on):
        return 0
    messages = list(messages_of(note_changes(on=on)))
    tell_each(messages)
    return len(messages)


def was_told(on: date) -> bool:
    return Notice.objects.filter(kind__in=(LATE, NEWS), step=on.isoformat()).exists()


def note_changes(*, on: date) -> Morning:
    """For the page that the message leads to; what was noted before stays."""
    found = morning(on)
    with transaction.atomic():
        DailyChange.objects.filter(day__lt=on - KEPT_FOR).delete()
        DailyChange.objects.bulk_create(found.changes, ignore_conflicts=True, batch_size=1000)
    return found


def messages_of(found: Morning) -> Iterator[Telling]:
    """To each recipient what is late, and what is new, of their own people."""
    people_of = recipients(found.on, rulebook.in_force(settings.RULEBOOK, found.on))
    readers = Person.objects.in_service(found.on).filter(pk__in=people_of).order_by("pk")
    for reader in readers:
        people = frozenset(people_of[reader.pk])
        whats = {LATE: who_is_late(found, people), NEWS: what_is_new(found, people)}
        yield from (message(reader, kind, what, found.on) for kind, what in whats.items() if what)


def message(reader: Person, kind: str, what: str, on: date) -> Telling:
    return Telling(
        people=[reader],
        kind=kind,
        about=reader,
        path=reverse("compliance:daily"),
        facts={"day": spoken(on), "what": what},
        step=on.isoformat(),
    )


def who_is_late(found: Morning, people: frozenset[int]) -> str:
    """'Two people are late.' Blank where nobody is."""
    return counted((len(people & found.late), "is late", "are late"))


def what_is_new(found: Morning, people: frozenset[int]) -> str:
    """'1 person stands otherwise ... 3 people fall out in the next 30 days ...'"""
    since, nothing_more = "than the working day before", "if nothing more is recorded"
    return counted(
        (len(people & found.changed), f"stands otherwise {since}", f"stand otherwise {since}"),
        (
            len(people & found.coming),
            f"falls out in the next 30 days {nothing_more}",
            f"fall out in the next 30 days {nothing_more}",
        ),
    )


def counted(*parts: tuple[int, str, str]) -> str:
    return " ".join(
        f"{number} {'person' if number == 1 else 'people'} {one if number == 1 else many}."
        for number, one, many in parts
        if number
    )
