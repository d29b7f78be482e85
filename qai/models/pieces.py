"""Audits and observations: facts (who, which kind, when), contents (findings, grade)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from drafts.models import Draft
from people.models import Person
from qai.models.piece import (
    AmendmentQuerySet,
    Piece,
    PieceContent,
    PieceContentQuerySet,
    PieceQuerySet,
    kept_versions,
)

COLLABORATIVE = "collaborative"


class AuditQuerySet(PieceQuerySet):
    def written_by(self, person: Person) -> Q:
        """The auditor; of a collaborative audit the practitioner too."""
        return super().written_by(person) | Q(person=person, format=COLLABORATIVE)

    def counting(self) -> "AuditQuerySet":
        """For supervision, on the full tool (AMB-21)."""
        return self.finalised().filter(tool="full", source="supervision")


class Audit(Piece):
    """A case file audit. The case by reference only, never by name."""

    AUTHOR, DAY, SLUG, THING = "auditor", "completed_on", "audits", "audit"

    auditor = models.ForeignKey(Person, models.PROTECT, related_name="audits_made")
    completed_on = models.DateField()
    case_reference = models.CharField(max_length=40)
    tool = models.CharField(max_length=20)
    source = models.CharField(max_length=20, default="supervision")
    format = models.CharField(max_length=20, blank=True)
    part_handed_over_at = models.DateTimeField(null=True, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-completed_on", "-pk"]
        indexes = [
            models.Index(fields=["person", "-completed_on"], name="audit_of_person"),
            models.Index(
                fields=["auditor"], condition=Q(finalised_on=None), name="audit_draft_of_auditor"
            ),
        ]
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

    @property
    def is_collaborative(self) -> bool:
        return self.format == COLLABORATIVE

    @property
    def part_url(self) -> str:
        return reverse("qai:part", args=[self.pk])


class AuditContent(PieceContent):
    OF, AUTHOR = "audit", "auditor"

    audit = models.OneToOneField(Audit, models.CASCADE, primary_key=True, related_name="content")
    history = kept_versions()

    objects = PieceContentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of audit {self.pk}"


class AuditAmendment(Draft):
    """A change to a finalised audit while it is being written; once made it is history."""

    OF, AUTHOR = "audit", "auditor"

    audit = models.OneToOneField(Audit, models.CASCADE, primary_key=True, related_name="amendment")

    objects = AmendmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"amendment to audit {self.pk}"


class Observation(Piece):
    """A practice observation, or an observation of supervision."""

    AUTHOR, DAY, SLUG, THING = "observer", "observed_on", "observations", "observation"

    observer = models.ForeignKey(Person, models.PROTECT, related_name="observations_made")
    observed_on = models.DateField()
    setting = models.CharField(max_length=30)
    case_reference = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-observed_on", "-pk"]
        indexes = [
            models.Index(fields=["person", "-observed_on"], name="observation_of_person"),
            models.Index(
                fields=["observer"],
                condition=Q(finalised_on=None),
                name="observation_draft_of_observer",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "observed_on", "setting"], name="observation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.setting} observation of {self.person_id} on {self.observed_on}"


class ObservationContent(PieceContent):
    OF, AUTHOR = "observation", "observer"

    observation = models.OneToOneField(
        Observation, models.CASCADE, primary_key=True, related_name="content"
    )
    history = kept_versions()

    objects = PieceContentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of observation {self.pk}"


class ObservationAmendment(Draft):
    """A change to a finalised observation while it is being written."""

    OF, AUTHOR = "observation", "observer"

    observation = models.OneToOneField(
        Observation, models.CASCADE, primary_key=True, related_name="amendment"
    )

    objects = AmendmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"amendment to observation {self.pk}"
