"""May this person do this now?"""

from people.models import Person
from people.queries.scopes import oversees_everything, whole_scope


def may_ask_what_if(person: Person) -> bool:
    """Whoever sees the figures of the whole organisation."""
    if not person.is_active:
        return False
    if oversees_everything(person):
        return True
    scope = whole_scope(person)
    return scope is not None and scope.is_everything


def gets_daily_check(person: Person) -> bool:
    """Line managers, and whoever oversees people or keeps their register."""
    return person.is_active and bool(person.reach.reports or person.reach.oversees)
