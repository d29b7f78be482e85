"""What strengths and learning are about: a list kept by the organisation, and words of one's own.

A theme on the list is a fact of the organisation. A tag says what was found in somebody's work.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from people.models import Person
from qai.models.pieces import Audit, AuditContent, Observation, ObservationContent


class ThemeQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """To be kept: HR and NIS. What a piece is tagged with is read with the piece."""
        keeps = person.is_active and person.reach.unlimited_grants & {"hr", "nis"}
        return self.all() if keeps else self.none()


class Theme(models.Model):
    """Renamed or retired, never deleted: what was tagged with it stays tagged."""

    title = models.CharField(max_length=80)
    retired_on = models.DateField(null=True, blank=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = [Lower("title")]
        constraints = [models.UniqueConstraint(Lower("title"), name="theme_once")]

    def __str__(self) -> str:
        return self.title


class TagQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever sees the findings of the piece."""
        return self.filter(
            Q(audit__in=AuditContent.objects.visible_to(person).values("pk"))
            | Q(observation__in=ObservationContent.objects.visible_to(person).values("pk"))
        )

    def finalised(self) -> Self:
        return self.filter(
            Q(audit__finalised_on__isnull=False) | Q(observation__finalised_on__isnull=False)
        )


class Tag(models.Model):
    """One theme of the strengths or the learning of one piece of work: listed, or in own words."""

    class Side(models.TextChoices):
        STRENGTHS = "strengths", "Strengths"
        LEARNING = "learning", "Learning"

    audit = models.ForeignKey(Audit, models.CASCADE, null=True, blank=True, related_name="tags")
    observation = models.ForeignKey(
        Observation, models.CASCADE, null=True, blank=True, related_name="tags"
    )
    side = models.CharField(max_length=10, choices=Side)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="tags")
    words = models.CharField(max_length=80, blank=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(audit__isnull=False, observation=None)
                | Q(audit=None, observation__isnull=False),
                name="tag_of_one_piece",
            ),
            models.CheckConstraint(
                condition=Q(theme__isnull=False, words="") | (Q(theme=None) & ~Q(words="")),
                name="tag_is_listed_or_in_own_words",
            ),
            models.UniqueConstraint(
                fields=["audit", "observation", "side", "theme", "words"],
                name="tag_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} tag {self.pk}"
