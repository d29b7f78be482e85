"""What each message keeps until it is sent: at most once, and honest about what came of it."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils import timezone

from govuk.text import tidy_name
from notices.kinds import KINDS


class OutboxQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(state=self.model.State.WAITING)

    def unconfirmed(self) -> Self:
        """Handed to the mail server without an answer: perhaps sent, never sent again by itself."""
        return self.filter(state=self.model.State.CLAIMED)

    def claim(self, pk: int, *, now: datetime) -> Any:
        """The message, for the one caller who may send it; None for every other."""
        claimed = {"state": self.model.State.CLAIMED, "claimed_at": now}
        return self.get(pk=pk) if self.waiting().filter(pk=pk).update(**claimed) else None


class Outgoing(models.Model):
    """Told once for each subject and step. Whoever inherits says to whom, and in which `State`."""

    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    step = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def subject(self) -> str:
        """One line, whatever a name holds that came in before names were tidied."""
        return tidy_name(KINDS[self.kind].subject.format(**self.facts))

    @property
    def sentence(self) -> str:
        return KINDS[self.kind].body.format(**self.facts)

    def settle(self, state: str, *, sent_at: datetime | None = None) -> None:
        """After a claim, by whoever made it."""
        self.state, self.sent_at = state, sent_at
        self.save(update_fields=["state", "sent_at"])
