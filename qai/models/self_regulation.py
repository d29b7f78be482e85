"""Delegated authority to file one's own reports and close one's own cases (P22-3.1, 3.2)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Person


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """The family court adviser, their line manager and whoever decided (P22-3.1b).

        And whoever opened the adviser's records by break-glass.
        """
        if not person.is_active:
            return self.none()
        reached = person.reach.reports | person.reach.opened
        return self.filter(Q(person=person) | Q(decided_by=person) | Q(person__in=reached))


class DecisionReasonQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever sees the decision."""
        seen = SelfRegulationDecision.objects.visible_to(person)
        return self.filter(decision__in=seen)


class SelfRegulationDecision(models.Model):
    """A decision on delegated authority to file reports and close cases (P22-3.1, 3.2).

    `imported`: made elsewhere and loaded, so that no pieces of work stand beside it (AMB-59).
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        KEPT = "kept", "Kept"
        SUSPENDED = "suspended", "Suspended"
        WITHDRAWN = "withdrawn", "Withdrawn"

    person = models.ForeignKey(Person, models.PROTECT, related_name="self_regulation_decisions")
    decided_on = models.DateField()
    outcome = models.CharField(max_length=20)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="self_regulation_decided")
    made_at = models.DateTimeField(default=timezone.now)
    imported = models.BooleanField(default=False)
    recorded_in = models.CharField(max_length=20, blank=True)
    recorded_on = models.DateField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "decided_on"], name="self_regulation_decision_once"
            )
        ]

    def __str__(self) -> str:
        return f"self-regulation of {self.person_id}: {self.outcome} on {self.decided_on}"


class SelfRegulationReason(models.Model):
    """Why it was decided, and the pieces of work that it rests on as they were on that day."""

    decision = models.OneToOneField(
        SelfRegulationDecision, models.CASCADE, primary_key=True, related_name="content"
    )
    reason = models.TextField()
    pieces = models.JSONField(default=list)

    objects = DecisionReasonQuerySet.as_manager()

    def __str__(self) -> str:
        return f"reason of decision {self.pk}"
