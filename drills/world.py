"""An organisation in which everybody is owed two reminders on one morning."""

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from compliance.reminding import owed
from people.models import Person, Posting, ReportingLine, Unit
from policy.calendar import working_day_after
from supervision.models import PLR, Action

JOINED = date(2020, 1, 6)
A_TEAM = 20
Line = tuple[str, str]


def morning() -> date:
    """Far enough ahead that none of its reminders is owed today."""
    return working_day_after(timezone.localdate() + timedelta(days=14))


def fill(number: int) -> None:
    """Each has a PLR a week after the morning, and an action that is due on that day."""
    unit = Unit.objects.create(code="DRILL", name="Drill", kind="team")
    managers = made("M", -(-number // A_TEAM))
    people = made("P", number)
    day = morning() + timedelta(days=7)
    for group, role in ((managers, "service_manager"), (people, "family_court_adviser")):
        Posting.objects.bulk_create(
            Posting(person=person, unit=unit, role=role, start=JOINED, employment_type="employed")
            for person in group
        )
    led = [(person, managers[place // A_TEAM]) for place, person in enumerate(people)]
    ReportingLine.objects.bulk_create(
        ReportingLine(person=person, manager=manager, start=JOINED) for person, manager in led
    )
    PLR.objects.bulk_create(
        PLR(reportee=person, led_by=manager, planned_for=day) for person, manager in led
    )
    Action.objects.bulk_create(Action(person=person, owner=person, due_on=day) for person, _ in led)


def made(letter: str, number: int) -> list[Person]:
    return Person.objects.bulk_create(
        Person(
            staff_number=f"{letter}{place:05}",
            name=f"{letter} {place:05}",
            email=f"{letter}{place:05}@example.org".lower(),
            joined=JOINED,
            invited_at=timezone.now(),
        )
        for place in range(number)
    )


def expected() -> set[Line]:
    """To whom, and in which words."""
    reminders = [one.reminder for one in owed(on=morning())]
    emails = dict(Person.objects.values_list("pk", "email"))
    return {(emails[one.person_id], one.sentence) for one in reminders}


def forget_what_was_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from notices_remindersent")
        cursor.execute(
            "update notices_notice set bundle_id = null, state = 'unmailed', sent_at = null"
        )
        cursor.execute("delete from notices_notice")
