"""Messages to people who have no account here. The link in one is made when it is sent."""

from django.db import models

from notices.outbox import OutboxQuerySet, Outgoing


class OutsideMessage(Outgoing):
    """One row a kind, subject and step, as in the outbox. The link in it is kept nowhere."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        CLAIMED = "claimed", "Not confirmed"
        SENT = "sent", "Sent"

    name = models.CharField(max_length=200)
    email = models.EmailField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)

    objects = OutboxQuerySet.as_manager()

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
