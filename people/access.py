"""May this person do this now? Whom one sees at all is said by `visible_to` of the models."""

from collections.abc import Collection

from people.models import NewAddress, Person


def may_sign_in(person: Person) -> bool:
    return person.is_active and person.has_been_invited()


def keeps_register_of(by: Person, person: Person) -> bool:
    """HR, for the whole organisation or for the part in which the person is posted."""
    reach = by.reach
    return reach.hr_everywhere or is_posted_in(person, reach.hr_units)


def is_posted_in(person: Person, units: Collection[int]) -> bool:
    return bool(units) and person.reach.unit_id in units


def may_invite(by: Person, person: Person) -> bool:
    return keeps_register_of(by, person) and person.is_active and person != by


def may_lock(by: Person, person: Person) -> bool:
    return keeps_register_of(by, person) and person.locked_at is None and person != by


def may_unlock(by: Person, person: Person) -> bool:
    return keeps_register_of(by, person) and person.locked_at is not None and person != by


def may_confirm_new_address(by: Person, new: NewAddress) -> bool:
    """Somebody else in HR than who asked: one alone could sign in as whoever they liked."""
    return may_refuse_new_address(by, new) and new.asked_by_id != by.pk


def may_refuse_new_address(by: Person, new: NewAddress) -> bool:
    return keeps_register_of(by, new.person) and new.person != by


def keeps_a_register(by: Person) -> bool:
    """HR, of the whole organisation or of a part."""
    return by.reach.hr_everywhere or bool(by.reach.hr_units)


def may_see_account(by: Person, person: Person) -> bool:
    """Invited, locked, last signed in."""
    return keeps_register_of(by, person)


def sees_all_accounts(by: Person) -> bool:
    """System administrators look at accounts and know nothing of supervision."""
    return by.reach.has("system_admin")


def may_know_of_absence(by: Person, person: Person) -> bool:
    """That somebody is away, never why: their line manager and whoever oversees them (GAP-22)."""
    reach = by.reach
    return person.pk in reach.reports or reach.everywhere or is_posted_in(person, reach.overseen)


def may_reset_second_factor(by: Person, person: Person) -> bool:
    """HR for those whose register they keep, and system administrators; never one's own."""
    return person != by and (keeps_register_of(by, person) or sees_all_accounts(by))
