"""Pages as a person sees them: sign in, fill in, press."""

from datetime import date

from django.test import Client

from people.models import Person


def signed_in(person: Person) -> Client:
    """A browser of its own. The person is read anew, as a new request reads them."""
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk))
    return client


def day_typed(name: str, day: date) -> dict[str, int]:
    """What the three boxes of a date send."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def anew(person: Person) -> Person:
    """The same person without what they could reach before something changed."""
    return Person.objects.get(pk=person.pk)
