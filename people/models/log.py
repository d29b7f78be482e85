"""Two logs that outlive their subjects: what was done, who read what. One may only add."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from people.models.break_glass import BreakGlass


class AuditEvent(models.Model):
    """What happened, to what, by whom. No foreign keys, no contents; no feature reads it."""

    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="audit_event_by_subject")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind} {self.subject_id}"


class ReadingQuerySet(models.QuerySet):
    def visible_to(self, person) -> Self:
        """Who has read my records: one's own, and nobody else's.

        What was opened by break-glass is shown once the person is told.
        """
        return self.told_to(person) if person.is_active else self.none()

    def told_to(self, person) -> Self:
        untold = BreakGlass.objects.untold().filter(
            about=OuterRef("about_id"), reader=OuterRef("reader_id"), opened_at__lte=OuterRef("at")
        )
        hidden = Q(basis=Reading.Basis.BREAK_GLASS) & Exists(untold)
        return self.filter(~hidden, about_id=person.pk)

    def by_others(self) -> Self:
        return self.exclude(reader_id=models.F("about_id"))


class Reading(models.Model):
    """One opening of contents: who read what about whom, when, and on what ground."""

    class Basis(models.TextChoices):
        SELF = "self", "Their own record"
        LINE = "line", "Line manager"
        STAND_IN = "stand_in", "Leading this PLR in the line manager's place"
        DISAGREEMENT = "disagreement", "Line manager's manager, asked to settle a disagreement"
        CONTRIBUTOR = "contributor", "Wrote or took part in it"
        DIP_SAMPLE = "dip_sample", "Dip sample: drawn at random to check the quality of records"
        GRANT = "grant", "Dated permission to read"
        BREAK_GLASS = "break_glass", "Break-glass: opened with a reason, for an hour at most"
        SUBJECT_ACCESS = "subject_access", "You asked what is kept about you"

    reader_id = models.BigIntegerField()
    about_id = models.BigIntegerField()
    record_kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    basis = models.CharField(max_length=20, choices=Basis)
    at = models.DateTimeField(default=timezone.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["about_id", "-at"], name="reading_about")]

    def __str__(self) -> str:
        return f"{self.reader_id} read {self.record_kind} {self.record_id}"
