from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from assurance.models.draw import Draw
from people.models import Person


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Who gave it, and who marked the record."""
        if not person.is_active:
            return self.none()
        sent = person.markings.filter(sent_at__isnull=False)
        return self.filter(Q(draw__answerable=person) | Q(draw__in=sent.values("draw")))


class Answer(models.Model):
    """What the manager whose record was sampled says to the feedback, and will do."""

    draw = models.OneToOneField(Draw, models.CASCADE, primary_key=True, related_name="answer")
    text = models.TextField()
    actions = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    objects = AnswerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"answer to draw {self.pk}"
