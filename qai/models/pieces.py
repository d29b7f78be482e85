"""Audits and observations: facts (who, which kind, when), contents (findings, grade)."""

from typing import Self

from django.db import models
from django.db.models import Q

from people.models import Person


class PieceQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """The facts of a finalised piece: whoever sees the person's facts. A draft: its author."""
        if not person.is_active:
            return self.none()
        author = Q(**{self.model.AUTHOR: person})
        return self.filter(
            author
            | (Q(finalised_on__isnull=False) & Person.objects.facts_open_to(person, "person"))
        )

    def finalised(self) -> Self:
        return self.filter(finalised_on__isnull=False)


class PieceContentQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Finalised: the practitioner, their line manager, its author. A draft: its author."""
        if not person.is_active:
            return self.none()
        about, author = f"{self.model.OF}__person", f"{self.model.OF}__{self.model.AUTHOR}"
        final = Q(**{f"{self.model.OF}__finalised_on__isnull": False})
        line = Q(**{about: person}) | Q(**{f"{about}__in": person.reach.reports})
        return self.filter(Q(**{author: person}) | (final & line))


class Audit(models.Model):
    """A case file audit. The case by reference only, never by name."""

    AUTHOR = "auditor"

    person = models.ForeignKey(Person, models.PROTECT, related_name="audits")
    auditor = models.ForeignKey(Person, models.PROTECT, related_name="audits_made")
    completed_on = models.DateField()
    case_reference = models.CharField(max_length=40)
    tool = models.CharField(max_length=20)
    source = models.CharField(max_length=20, default="supervision")
    format = models.CharField(max_length=20, blank=True)
    finalised_on = models.DateField(null=True, blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        ordering = ["-completed_on", "-pk"]
        indexes = [models.Index(fields=["person", "-completed_on"], name="audit_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "completed_on", "case_reference", "tool"], name="audit_once"
            ),
            models.CheckConstraint(
                condition=~Q(tool="full", source="supervision") | ~Q(format=""),
                name="audit_for_supervision_has_a_format",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tool} audit of {self.person_id} on {self.completed_on}"


class AuditContent(models.Model):
    OF, AUTHOR = "audit", "auditor"

    audit = models.OneToOneField(Audit, models.CASCADE, primary_key=True, related_name="content")
    grade = models.CharField(max_length=30)
    strengths = models.TextField(blank=True)
    learning = models.TextField(blank=True)

    objects = PieceContentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of audit {self.pk}"


class Observation(models.Model):
    """A practice observation, or an observation of supervision."""

    AUTHOR = "observer"

    person = models.ForeignKey(Person, models.PROTECT, related_name="observations")
    observer = models.ForeignKey(Person, models.PROTECT, related_name="observations_made")
    observed_on = models.DateField()
    setting = models.CharField(max_length=30)
    finalised_on = models.DateField(null=True, blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        ordering = ["-observed_on", "-pk"]
        indexes = [models.Index(fields=["person", "-observed_on"], name="observation_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "observed_on", "setting"], name="observation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.setting} observation of {self.person_id} on {self.observed_on}"


class ObservationContent(models.Model):
    OF, AUTHOR = "observation", "observer"

    observation = models.OneToOneField(
        Observation, models.CASCADE, primary_key=True, related_name="content"
    )
    grade = models.CharField(max_length=30)
    strengths = models.TextField(blank=True)
    learning = models.TextField(blank=True)

    objects = PieceContentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of observation {self.pk}"
