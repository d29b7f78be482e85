"""Another address of somebody with an account is not written: it waits for a second person."""

from exchange.importing.findings import Findings
from exchange.importing.known import Known
from exchange.importing.world import World
from people.models import Person

WAITS = "{} has an account: the new address counts once somebody else in HR has confirmed it"
FOR_HR = "{} has an account: ask HR to import the new address"
NOT_FREE = "is the address of {} until the new one of theirs is confirmed"


def hold_back_addresses(world: World) -> None:
    """For the rest of the import they have the address of the records. A new password goes to it:
    whoever could change it alone could sign in as its owner."""
    known, by = world.known, world.by
    people = Person.objects.using(world.db).filter(pk__in=known.new_addresses)
    kept = {}
    for pk, staff_number, recorded in people.filter(invited_at__isnull=False).values_list(
        "pk", "staff_number", "email"
    ):
        person = known.people[staff_number]
        known.held_back[pk], person.email = person.email, recorded
        kept[recorded] = staff_number
        if by and not by.reach.hr_everywhere:
            world.findings.refuse(person.line, "email", FOR_HR.format(staff_number))
        else:
            world.findings.warn(person.line, "email", WAITS.format(staff_number))
    known.new_addresses -= known.held_back.keys()
    check_still_free(kept, known, world.findings)


def check_still_free(kept: dict[str, str], known: Known, findings: Findings) -> None:
    for person in known.people.values():
        owner = kept.get(person.email, person.staff_number)
        if owner != person.staff_number and person.line:
            findings.refuse(person.line, "email", NOT_FREE.format(owner))
