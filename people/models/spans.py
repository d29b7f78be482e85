"""Facts that hold from a first to a last day, both included; no last day means still."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class SpanQuerySet(models.QuerySet):
    def current(self, on: date) -> Self:
        """Those that hold on the day."""
        return self.filter(Q(end=None) | Q(end__gte=on), start__lte=on)


class Span(models.Model):
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    objects = SpanQuerySet.as_manager()

    class Meta:
        abstract = True


def ends_after_it_starts(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(end=None) | Q(end__gte=F("start")), name=f"{model}_ends_after_it_starts"
    )


def no_overlap(model: str, *same: str) -> ExclusionConstraint:
    """The database refuses two spans that share a day and every field in `same`."""
    days = Func(
        F("start"), F("end"), Value("[]"), function="daterange", output_field=DateRangeField()
    )
    return ExclusionConstraint(
        name=f"{model}_no_overlap",
        expressions=[
            (days, RangeOperators.OVERLAPS),
            *((field, RangeOperators.EQUAL) for field in same),
        ],
    )
