"""What is new on a working morning."""

from typing import Self

from django.db import models

from compliance.models.standing import Status
from people.models import Person, Unit


class DailyChangeQuerySet(models.QuerySet):
    def visible_to(self, reader: Person) -> Self:
        """Of those people whose facts the reader may see."""
        return self.filter(Person.objects.facts_open_to(reader, "person"))


class DailyChange(models.Model):
    """One measure of one person that stands otherwise than on the working morning before."""

    day = models.DateField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    measure = models.CharField(max_length=40)
    before = models.CharField(max_length=15, choices=Status)
    after = models.CharField(max_length=15, choices=Status)

    objects = DailyChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "measure", "person"], name="daily_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.person_id} on {self.day}"
