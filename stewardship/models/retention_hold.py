"""Legal hold: while it lasts nothing of a person, or one record, is listed or disposed of."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Person
from stewardship.models.two_people import both_or_neither


class LegalHoldQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """HR of the whole organisation; never whoever it is about (it may be an inquiry)."""
        if not person.is_active or not person.reach.hr_everywhere:
            return self.none()
        return self.exclude(person=person)

    def lasting(self) -> Self:
        return self.filter(ended_at=None)

    def of_everything(self) -> Self:
        return self.lasting().filter(record_kind="")


class LegalHoldReasonQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever sees the hold."""
        return self.filter(hold__in=LegalHold.objects.visible_to(person))


class LegalHold(models.Model):
    """Facts of one hold. No `record_kind`: everything about the person."""

    class RecordKind(models.TextChoices):
        PLR = "plr", "PLR"
        MEETING = "meeting", "General meeting"
        AUDIT = "audit", "Audit"
        OBSERVATION = "observation", "Observation"

    person = models.ForeignKey(Person, models.PROTECT, related_name="legal_holds")
    record_kind = models.CharField(max_length=20, choices=RecordKind, blank=True)
    record_id = models.BigIntegerField(null=True, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "record_kind", "record_id"],
                condition=Q(ended_at=None),
                name="legal_hold_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(record_kind="", record_id=None)
                | (~Q(record_kind="") & Q(record_id__isnull=False)),
                name="legal_hold_of_a_person_or_a_record",
            ),
            both_or_neither("legal_hold_ended", "ended_by", "ended_at"),
        ]

    def __str__(self) -> str:
        return f"legal hold of {self.person_id}"

    @property
    def is_lasting(self) -> bool:
        return self.ended_at is None


class LegalHoldReason(models.Model):
    hold = models.OneToOneField(LegalHold, models.PROTECT, primary_key=True, related_name="content")
    text = models.TextField()

    objects = LegalHoldReasonQuerySet.as_manager()

    def __str__(self) -> str:
        return f"reason of legal hold {self.pk}"
