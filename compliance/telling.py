"""The daily compliance check as a message: numbers and a link, once a person and morning."""

from collections.abc import Collection
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from compliance.models import DailyChange, DailyCheckChoice
from compliance.queries.daily import recipients
from compliance.queries.morning import Morning, morning
from notices.actions import tell
from notices.models import Notice
from people import audit
from people.models import Person
from policy import rulebook
from policy.calendar import is_working_day
from policy.wording import spoken

KEPT_FOR = timedelta(days=60)
KIND = "daily_check"


def tell_morning(*, on: date) -> int:
    """How many are told. Nobody on a day on which nobody works, nobody of nothing, nobody twice."""
    if not is_working_day(on) or was_told(on):
        return 0
    found = note_changes(on=on)
    choices = DailyCheckChoice.objects.filter(only_when_late=True)
    only_late = set(choices.values_list("person_id", flat=True))
    with transaction.atomic():
        return sum(
            tell_of(found, person, people, only_when_late=person.pk in only_late)
            for person, people in told(on)
        )


def was_told(on: date) -> bool:
    return Notice.objects.filter(kind=KIND, step=on.isoformat()).exists()


def note_changes(*, on: date) -> Morning:
    """For the page that the message leads to; what was noted before stays."""
    found = morning(on)
    with transaction.atomic():
        DailyChange.objects.filter(day__lt=on - KEPT_FOR).delete()
        DailyChange.objects.bulk_create(found.changes, ignore_conflicts=True, batch_size=1000)
    return found


def told(on: date) -> list[tuple[Person, Collection[int]]]:
    people_of = recipients(on, rulebook.in_force(settings.RULEBOOK, on))
    people = Person.objects.in_service(on).filter(pk__in=people_of).order_by("pk")
    return [(person, people_of[person.pk]) for person in people]


def tell_of(
    found: Morning, person: Person, people: Collection[int], *, only_when_late: bool
) -> bool:
    what = in_numbers(found, frozenset(people), only_when_late=only_when_late)
    if not what:
        return False
    tell(
        people=[person],
        kind=KIND,
        about=person,
        path=reverse("compliance:daily"),
        facts={"day": spoken(found.on), "what": what},
        step=found.on.isoformat(),
    )
    return True


def wants_only_late(person: Person) -> bool:
    return DailyCheckChoice.objects.filter(person=person, only_when_late=True).exists()


def in_numbers(found: Morning, people: frozenset[int], *, only_when_late: bool) -> str:
    """'Two people are late. Three fall out in the next 30 days.' Blank where there is nothing."""
    parts = [(len(people & found.late), "is late", "are late")]
    if not only_when_late:
        changed = "stands otherwise than the working day before"
        plural = "stand otherwise than the working day before"
        parts.append((len(people & found.changed), changed, plural))
        coming = "in the next 30 days if nothing more is recorded"
        parts.append((len(people & found.coming), f"falls out {coming}", f"fall out {coming}"))
    return " ".join(
        f"{number} {'person' if number == 1 else 'people'} {one if number == 1 else many}."
        for number, one, many in parts
        if number
    )


@transaction.atomic
def choose(*, person: Person, only_when_late: bool) -> None:
    """What is late is told all the same."""
    DailyCheckChoice.objects.update_or_create(
        person=person, defaults={"only_when_late": only_when_late}
    )
    audit.record("daily_check_chosen", person, by=person, only_when_late=only_when_late)
