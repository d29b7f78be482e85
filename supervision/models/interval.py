from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Person
from policy.months import Interval


class BetweenTwoQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Its reason may speak of need: the person and their line manager alone."""
        if not person.is_active:
            return self.none()
        return self.filter(Q(person=person) | Q(person__in=person.reach.reports))


class AgreedIntervalQuerySet(BetweenTwoQuerySet):
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


class SupportNeedQuerySet(BetweenTwoQuerySet):
    def lasting(self) -> Self:
        return self.filter(ended_at=None)


class SupportNeed(models.Model):
    """For so long somebody needs greater support, formal or informal, and meets more often."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="support_needs")
    reason = models.TextField()
    began_at = models.DateTimeField(default=timezone.now)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why_ended = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SupportNeedQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="support_needed_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, why_ended="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(why_ended="")),
                name="support_ended_by_one_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"support of {self.person_id} from {self.began_at:%Y-%m-%d}"
