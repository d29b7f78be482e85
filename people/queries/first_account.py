"""The first account of a new site, which nobody can open on a page."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from people.models import Grant, Person


def in_hr_everywhere(on: date) -> QuerySet[Person]:
    """Those who could invite anybody, were they signed in."""
    grants = Grant.objects.filter(grant=Grant.Kind.HR, unit=None).current(on)
    held = Exists(grants.filter(person=OuterRef("pk")))
    return Person.objects.in_service(on).filter(held, locked_at=None)


def somebody_invites(on: date) -> bool:
    """Whether anybody in HR has signed in, and so can invite on the site."""
    return in_hr_everywhere(on).filter(last_login__isnull=False).exists()
