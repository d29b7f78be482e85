"""New addresses that wait to be confirmed."""

from django.db.models import QuerySet

from people.models import NewAddress, Person


def waiting(reader: Person) -> QuerySet[NewAddress]:
    """The oldest first."""
    return NewAddress.objects.visible_to(reader).select_related("person", "asked_by")


def waiting_for(person: Person, *, reader: Person) -> NewAddress | None:
    return NewAddress.objects.visible_to(reader).filter(person=person).first()


def is_taken(new: NewAddress) -> bool:
    return Person.objects.filter(email=new.address).exists()
