"""Who keeps the periods, the lists and the holds."""

from people.models import Person
from stewardship.models import Disposal, LegalHold, RetentionSwitch


def keeps_records(person: Person) -> bool:
    """HR of the whole organisation; no system administrator, no HR of a part."""
    return person.is_active and person.reach.hr_everywhere


def may_confirm_switch(person: Person, switch: RetentionSwitch) -> bool:
    """Never whoever asked for it."""
    asked = switch.confirmed_at is None and switch.ended_at is None
    return keeps_records(person) and asked and switch.asked_by_id != person.pk


def may_confirm(person: Person, disposal: Disposal) -> bool:
    """Never whoever proposed it."""
    return keeps_records(person) and disposal.is_proposed and disposal.proposed_by_id != person.pk


def may_withdraw(person: Person, disposal: Disposal) -> bool:
    return keeps_records(person) and disposal.is_proposed


def may_end_hold(person: Person, hold: LegalHold) -> bool:
    return keeps_records(person) and hold.is_lasting and hold.person_id != person.pk
