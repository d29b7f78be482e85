"""The outbox: one row a person, kind, subject and step, written with what caused it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Person


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """One's own notices."""
        return self.filter(person=person) if person.is_active else self.none()

    def waiting(self) -> Self:
        return self.filter(state=Notice.State.WAITING)

    def unconfirmed(self) -> Self:
        """Handed to the mail server without an answer: perhaps sent, never sent again by itself."""
        return self.filter(state=Notice.State.CLAIMED)

    def claim(self, pk: int, *, now: datetime) -> "Notice | None":
        """The notice, for the one caller who may send it; None for every other."""
        if not self.filter(pk=pk, state=Notice.State.WAITING).update(
            state=Notice.State.CLAIMED, claimed_at=now
        ):
            return None
        return self.select_related("person").get(pk=pk)


class Notice(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        CLAIMED = "claimed", "Not confirmed"
        SENT = "sent", "Sent"

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    step = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state="waiting"), name="notice_waiting")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "subject_kind", "subject_id", "step"], name="notice_once"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="notice_sent_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"

    def mark_sent(self, *, now: datetime) -> None:
        self.state, self.sent_at = self.State.SENT, now
        self.save(update_fields=["state", "sent_at"])
