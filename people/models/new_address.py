"""Another address to sign in with, which counts once a second person has confirmed it."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from people.models.ties import posted_in


class NewAddressQuerySet(models.QuerySet):
    def visible_to(self, person) -> Self:
        """HR, of those whose register they keep; nobody their own."""
        if not person.is_active:
            return self.none()
        others = self.exclude(person=person)
        if person.reach.hr_everywhere:
            return others
        return others.filter(posted_in(person.reach.hr_units, person.reach.on, person="person_id"))


class NewAddress(models.Model):
    """Of somebody who was invited; there while it waits. `asked_by`: none where it came by the
    command, whose operator is the first of the two."""

    person = models.OneToOneField(
        "people.Person", models.CASCADE, primary_key=True, related_name="new_address"
    )
    address = models.EmailField()
    asked_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)

    objects = NewAddressQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "person"]
        constraints = [
            models.CheckConstraint(
                condition=Q(address=Lower("address")), name="new_address_in_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(asked_by=None) | ~Q(asked_by=F("person")),
                name="new_address_not_of_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"new address of {self.person_id}"
