"""May this person do this with a file of the organisation's data?"""

from exchange.models import IMPORTING_GRANTS, Import
from people.models import Person


def may_import(person: Person) -> bool:
    """HR and MIS, whose permission covers the whole organisation."""
    return person.is_active and bool(person.reach.unlimited_grants & IMPORTING_GRANTS)


def may_apply(person: Person, given: Import) -> bool:
    """Whoever gave the file, once they could see what it does."""
    return given.by_id == person.pk
