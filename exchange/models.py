"""Files of an organisation's data on their way in: who gave which, and what became of it."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from people.models import Person

IMPORTING_GRANTS = frozenset({"hr", "mis"})
KEPT_FOR = timedelta(hours=24)
GIVEN_UP_AFTER = timedelta(minutes=20)


class ImportQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """The facts: whoever imports for the whole organisation (HR and MIS)."""
        if person.is_active and person.reach.unlimited_grants & IMPORTING_GRANTS:
            return self
        return self.none()

    def advance(self, pk: int, *states: str, **changes: object) -> bool:
        """Changes an import that is still in one of the states; False for whoever comes second."""
        return bool(self.filter(pk=pk, state__in=states).update(**changes))

    def given_up(self, now: datetime) -> Self:
        """Nobody works on them any more, and nobody will."""
        return self.filter(state__in=Import.BUSY, worked_on_at__lt=now - GIVEN_UP_AFTER)


class ImportContentQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """What is in the file and what would change: whoever gave the file, for a day."""
        if not person.is_active:
            return self.none()
        return self.filter(
            of__in=Import.objects.visible_to(person).filter(by=person),
            of__given_at__gte=timezone.now() - KEPT_FOR,
        )

    def expired(self, now: datetime) -> Self:
        return self.filter(of__given_at__lt=now - KEPT_FOR)


class Import(models.Model):
    """Facts of one file. `counts`: by type and verdict. `by`: none for the command."""

    class State(models.TextChoices):
        CHECKING = "checking", "Being checked"
        READY = "ready", "Waits for you to apply it"
        REFUSED = "refused", "Refused"
        APPLYING = "applying", "Being applied"
        APPLIED = "applied", "Applied"
        FAILED = "failed", "Failed"

    BUSY = (State.CHECKING, State.APPLYING)

    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="imports")
    given_at = models.DateTimeField(default=timezone.now)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING)
    worked_on_at = models.DateTimeField(default=timezone.now)
    progress = models.PositiveSmallIntegerField(default=0)
    applied_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    problems = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="applied", applied_at__isnull=False)
                | (~models.Q(state="applied") & models.Q(applied_at=None)),
                name="import_applied_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:import", args=[self.pk])

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY


class ImportContent(models.Model):
    """The file until it is applied, and what was found in it; for a day, for its giver alone."""

    of = models.OneToOneField(Import, models.CASCADE, primary_key=True, related_name="content")
    file = models.BinaryField()
    problems = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    changes = models.JSONField(default=list)

    objects = ImportContentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of import {self.pk}"
