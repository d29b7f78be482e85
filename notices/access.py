from people.models import Grant, Person


def may_see_what_was_not_confirmed(person: Person) -> bool:
    """To whom and when, never what about: for whoever looks after the system."""
    return person.is_active and person.reach.has(Grant.Kind.SYSTEM_ADMIN)
