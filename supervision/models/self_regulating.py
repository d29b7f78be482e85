from typing import Self

from django.db import models
from django.db.models import Q

from people.models import Person
from qai.models import SelfRegulationDecision
from supervision.models.meeting import GeneralMeeting
from supervision.models.plr import PLR


class DecisionRecordQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever sees the decision."""
        return self.filter(decision__in=SelfRegulationDecision.objects.visible_to(person))


class DecisionRecord(models.Model):
    """In which PLR or general meeting a decision on self-regulation is recorded (P22-3.2c)."""

    decision = models.OneToOneField(
        SelfRegulationDecision, models.CASCADE, primary_key=True, related_name="record"
    )
    plr = models.ForeignKey(
        PLR, models.PROTECT, null=True, blank=True, related_name="decision_records"
    )
    meeting = models.ForeignKey(
        GeneralMeeting, models.PROTECT, null=True, blank=True, related_name="decision_records"
    )

    objects = DecisionRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(plr__isnull=False, meeting=None) | Q(plr=None, meeting__isnull=False),
                name="decision_recorded_in_one_place",
            )
        ]

    def __str__(self) -> str:
        return f"record of decision {self.pk}"
