"""Messages to people who have no account here. The link in one is made when it is sent."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from notices.kinds import KINDS


class OutsideMessageQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(state=OutsideMessage.State.WAITING)

    def unconfirmed(self) -> Self:
        """Handed to the mail server without an answer: perhaps sent, never sent again by itself."""
        return self.filter(state=OutsideMessage.State.CLAIMED)

    def claim(self, pk: int, *, now: datetime) -> "OutsideMessage | None":
        """The message, for the one caller who may send it; None for every other."""
        claimed = {"state": OutsideMessage.State.CLAIMED, "claimed_at": now}
        return self.get(pk=pk) if self.waiting().filter(pk=pk).update(**claimed) else None


class OutsideMessage(models.Model):
    """One row a kind, subject and step, as in the outbox. The link in it is kept nowhere."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        CLAIMED = "claimed", "Not confirmed"
        SENT = "sent", "Sent"

    name = models.CharField(max_length=200)
    email = models.EmailField()
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    step = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = OutsideMessageQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(state="waiting"),
                name="outside_message_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_kind", "subject_id", "step"], name="outside_message_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} about {self.subject_kind} {self.subject_id}"

    @property
    def subject(self) -> str:
        return KINDS[self.kind].subject.format(**self.facts)

    @property
    def sentence(self) -> str:
        return KINDS[self.kind].body.format(**self.facts)

    def settle(self, state: "OutsideMessage.State", *, sent_at: datetime | None = None) -> None:
        """After a claim, by whoever made it."""
        self.state, self.sent_at = state, sent_at
        self.save(update_fields=["state", "sent_at"])
