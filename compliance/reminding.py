"""The reminders of a morning: who is owed which, by the table in the rule file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from compliance.queries.owed import Matter, World, matters
from notices.reminding import Reminder, remind
from policy import rulebook
from policy.calendar import is_working_day
from policy.reminders import Step, sentence_for, step_due
from policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Owed:
    """A reminder and why it is owed."""

    reminder: Reminder
    clause: str
    step: Step


def send_reminders(*, on: date) -> int:
    """How many reminders were sent. A second time on one day: none."""
    return remind((one.reminder for one in owed(on=on)), on=on)


def owed(*, on: date) -> Iterator[Owed]:
    """Whether it was sent before or not. Nothing on a day on which nobody works."""
    if not is_working_day(on):
        return
    book, world = rulebook.in_force(settings.RULEBOOK, on), World(on)
    for matter in matters(world):
        step = step_due(book.reminders[matter.key], matter.day, on=on)
        if step:
            yield from owed_of(matter, step, world, book)


def owed_of(matter: Matter, step: Step, world: World, book: Rulebook) -> Iterator[Owed]:
    rule = book.reminders[matter.key]
    told = [*matter.to, *matter.above] if step.escalated else matter.to
    for person in dict.fromkeys(told):
        if not world.is_told(person) or matter.about not in world.names:
            continue
        name, is_own = world.names[matter.about], person == matter.about
        sentence = sentence_for(rule, step, person=name, day=matter.day, is_own=is_own)
        if not sentence:
            continue
        reminder = Reminder(
            person_id=person,
            key=matter.key,
            subject_kind=matter.subject_kind,
            subject_id=matter.subject_id,
            day=matter.day,
            days=step.days,
            sentence=sentence,
        )
        yield Owed(reminder, rule.clause, step)
