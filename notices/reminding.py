"""Reminders: each step once, and one list a person and morning for all of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import attrgetter

from django.db import connection, transaction

from govuk.dates import uk_date
from notices.models import Notice

KIND = "reminders"
PEOPLE_A_TRANSACTION = 200
INSERT = """
insert into notices_remindersent (person_id, key, subject_kind, subject_id, day, days, sent_on)
select person_id, key, subject_kind, subject_id, day, days, %s
from unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::date[], %s::smallint[])
    as given (person_id, key, subject_kind, subject_id, day, days)
on conflict do nothing
returning id, person_id, key, subject_kind, subject_id, day, days
"""


@dataclass(frozen=True, slots=True, order=True)
class Reminder:
    """One sentence to one person. What comes before the sentence makes it the same or another."""

    person_id: int
    key: str
    subject_kind: str
    subject_id: int
    day: date
    days: int
    sentence: str

    @property
    def names(self) -> tuple:
        return (
            self.person_id,
            self.key,
            self.subject_kind,
            self.subject_id,
            self.day,
            self.days,
        )


def remind(reminders: Iterable[Reminder], *, on: date) -> int:
    """How many were told that had not been told before.

    A few people at a time: whatever breaks off, what was sent is known and the rest is owed still.
    """
    return sum(_remind(several, on=on) for several in _of_a_few_people(reminders))


def _of_a_few_people(reminders: Iterable[Reminder]) -> Iterator[list[Reminder]]:
    by_person = groupby(sorted(reminders), key=attrgetter("person_id"))
    everybody = (list(group) for _, group in by_person)
    while people := list(islice(everybody, PEOPLE_A_TRANSACTION)):
        yield [reminder for of_one in people for reminder in of_one]


@transaction.atomic
def _remind(reminders: Sequence[Reminder], *, on: date) -> int:
    """Whoever sends the same at the same time waits here, and then has nothing left to send."""
    columns = [list(column) for column in zip(*(one.names for one in reminders), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [on, *columns])
        kept = {tuple(names): pk for pk, *names in cursor.fetchall()}
    unsent = [one for one in reminders if one.names in kept]
    by_person = (list(group) for _, group in groupby(unsent, key=attrgetter("person_id")))
    Notice.objects.bulk_create(
        message(of_one, subject=kept[of_one[0].names], on=on) for of_one in by_person
    )
    return len(unsent)


def message(reminders: Sequence[Reminder], *, subject: int, on: date) -> Notice:
    """`subject`: the first of them, as it is kept. What is late longest comes first."""
    by_day = sorted(reminders, key=attrgetter("day"))
    return Notice(
        person_id=reminders[0].person_id,
        kind=KIND,
        subject_kind="notices.remindersent",
        subject_id=subject,
        path="/",
        state=Notice.State.DAILY,
        facts={"day": uk_date(on), "lines": [one.sentence for one in by_day]},
    )
