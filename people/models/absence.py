from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from people.models.spans import Span, SpanQuerySet, ends_after_it_starts, no_overlap
from people.models.ties import posted_in


class AbsenceQuerySet(SpanQuerySet):
    def visible_to(self, person) -> Self:
        """Days and kinds: HR's register and one's own. Others see 'away' alone (GAP-22)."""
        if not person.is_active:
            return self.none()
        reach = person.reach
        if reach.hr_everywhere:
            return self
        rule = Q(person=person)
        if reach.hr_units:
            rule |= posted_in(reach.hr_units, reach.on)
        return self.filter(rule)


class Absence(Span):
    """Time away. `recorded_on` is the day it became known (AMB-44); none means it always was."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=20)
    returned_on = models.DateField(null=True, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["person", "start"]
        constraints = [
            ends_after_it_starts("absence"),
            no_overlap("absence", "person"),
            models.CheckConstraint(
                condition=Q(returned_on=None)
                | Q(end__isnull=False, returned_on__gt=models.F("end")),
                name="absence_return_after_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} away from {self.start}"


class PerformanceMatterQuerySet(SpanQuerySet):
    def visible_to(self, person) -> Self:
        """The line and HR (GAP-22); not the person whom it concerns, not an auditor."""
        if not person.is_active:
            return self.none()
        reach = person.reach
        if reach.hr_everywhere:
            return self.exclude(person=person)
        rule = Q(person__in=reach.reports)
        if reach.hr_units:
            rule |= posted_in(reach.hr_units, reach.on)
        return self.filter(rule).exclude(person=person)


class PerformanceMatter(Span):
    """A formal or informal matter, about the person or one case (P22-A1.5, A1.6)."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="performance_matters")
    kind = models.CharField(max_length=20)
    case_reference = models.CharField(max_length=40, blank=True)
    history = HistoricalRecords()

    objects = PerformanceMatterQuerySet.as_manager()

    class Meta:
        ordering = ["person", "start"]
        constraints = [
            ends_after_it_starts("performance_matter"),
            models.UniqueConstraint(fields=["person", "start"], name="performance_matter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.start}"
