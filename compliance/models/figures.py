"""The daily figures, which are never rewritten, and how fresh the projection is."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from compliance.models.standing import Status
from people.models import Unit


class SnapshotQuerySet(models.QuerySet):
    def month_ends(self, since: date) -> Self:
        """The last day kept of each month."""
        kept = self.filter(day__gte=since).order_by()
        last = kept.values("day__year", "day__month").annotate(last=models.Max("day"))
        return self.filter(day__in=last.values("last"))


class Snapshot(models.Model):
    """That the figures of a day were kept, under which rule file, and when."""

    day = models.DateField(unique=True)
    policy = models.CharField(max_length=60)
    taken_at = models.DateTimeField(default=timezone.now)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"figures of {self.day}"


class Figure(models.Model):
    """So many people of one role in one unit with one status: no names. Never rewritten."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="figures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    measure = models.CharField(max_length=40)
    status = models.CharField(max_length=15, choices=Status)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "unit", "role", "measure", "status"], name="figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.status} in {self.measure}"


class Projection(models.Model):
    """Of which day the standings are, and what the last comparison with fresh ones found."""

    as_of = models.DateField()
    compared_on = models.DateField(null=True)
    differing = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="projection_is_one")]

    def __str__(self) -> str:
        return f"standings of {self.as_of}"
