"""The judging of everybody, cut into shares that any number of workers take."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

# Longer than the broker keeps a task that a dead worker had: what is open then was lost.
TAKEN_UP_AFTER = timedelta(minutes=20)


class Rebuild(models.Model):
    """Everybody is judged anew for one day. `keeps_figures`: those of the day, once it is done."""

    on = models.DateField()
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    keeps_figures = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finished_at"],
                condition=Q(finished_at=None),
                name="rebuild_one_at_a_time",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"rebuild of {self.on}"


class ShareQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(done_at=None)

    def lost(self, now: datetime) -> Self:
        return self.open().filter(rebuild__begun_at__lt=now - TAKEN_UP_AFTER)


class Share(models.Model):
    """The people from `first` to `last`, by their numbers in the database."""

    rebuild = models.ForeignKey(Rebuild, models.CASCADE, related_name="shares")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    done_at = models.DateTimeField(null=True)

    objects = ShareQuerySet.as_manager()

    def __str__(self) -> str:
        return f"people {self.first} to {self.last}"
