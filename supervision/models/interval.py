from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Person
from policy.months import Interval


class AgreedIntervalQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Its reason may speak of need: the person and their line manager alone."""
        if not person.is_active:
            return self.none()
        return self.filter(Q(person=person) | Q(person__in=person.reach.reports))

    def latest_first(self) -> Self:
        return self.order_by("-agreed_at", "-pk")


class AgreedInterval(models.Model):
    """How often somebody and their line manager want to meet (P22-2.1b). The latest one holds."""

    class Unit(models.TextChoices):
        WEEKS = "weeks", "weeks"
        MONTHS = "months", "months"

    person = models.ForeignKey(Person, models.PROTECT, related_name="agreed_intervals")
    number = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=6, choices=Unit)
    reason = models.TextField()
    agreed_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = AgreedIntervalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-agreed_at"], name="interval_of_person")]
        constraints = [
            models.CheckConstraint(condition=Q(number__gt=0), name="interval_is_a_time"),
        ]

    def __str__(self) -> str:
        return f"interval of {self.person_id} from {self.agreed_at:%Y-%m-%d}"

    @property
    def interval(self) -> Interval:
        return Interval(**{self.unit: self.number})
