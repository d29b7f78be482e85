"""The outbox: one row a person, kind, subject and step, written with what caused it."""

import secrets
from typing import Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from notices.mailing import MAILS_ALONE
from notices.outbox import OutboxQuerySet, Outgoing
from notices.outsiders import OutsideMessage as OutsideMessage
from people.models import Person

SIGNER = Signer(salt="notices.calendar", sep="~")


class NoticeQuerySet(OutboxQuerySet):
    def visible_to(self, person: Person) -> Self:
        """One's own notices."""
        return self.filter(person=person) if person.is_active else self.none()

    def unseen(self) -> Self:
        return self.filter(seen_at=None)

    def shown(self) -> Self:
        """On the page of messages."""
        return self.exclude(kind__in=MAILS_ALONE)


class Notice(Outgoing):
    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        CLAIMED = "claimed", "Not confirmed"
        SENT = "sent", "Sent"
        DAILY = "daily", "Waiting for the message of the day"
        BUNDLED = "bundled", "In the message of a day"
        UNMAILED = "unmailed", "Not mailed"

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    path = models.CharField(max_length=200, blank=True)
    entry = models.JSONField(null=True, blank=True, help_text="A meeting for the calendar.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    seen_at = models.DateTimeField(null=True, blank=True)
    bundle = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="bundled", db_index=False
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["created_at"], condition=Q(state="waiting"), name="notice_waiting"
            ),
            models.Index(fields=["person"], condition=Q(seen_at=None), name="notice_unseen"),
            models.Index(fields=["person"], condition=Q(state="daily"), name="notice_daily"),
            models.Index(
                fields=["bundle"], condition=Q(bundle__isnull=False), name="notice_bundled"
            ),
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
            models.CheckConstraint(
                condition=Q(state="bundled", bundle__isnull=False)
                | (~Q(state="bundled") & Q(bundle=None)),
                name="notice_at_once_or_in_a_bundle",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"


class UnmailedQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """One's own."""
        return self.filter(person=person) if person.is_active else self.none()


class Unmailed(models.Model):
    """Somebody who wants no mail of a kind: they are told on the page of messages alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)

    objects = UnmailedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="unmailed_once")]

    def __str__(self) -> str:
        return f"no mail of {self.kind} to {self.person_id}"


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """One's own."""
        return self.filter(person=person) if person.is_active else self.none()

    def of_token(self, token: str) -> "CalendarFeed | None":
        """None for what was revoked or never signed here, and for whoever has left or is locked."""
        try:
            key = SIGNER.unsign(token)
        except BadSignature:
            return None
        found = self.filter(key=key).select_related("person").first()
        return found if found and found.person.is_active else None


def new_key() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """A subscription of a person's own meetings. The database alone does not give its address."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    made_at = models.DateTimeField(default=timezone.now)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"calendar feed of {self.person_id}"

    @property
    def address(self) -> str:
        path = reverse("notices:feed", args=[SIGNER.sign(self.key)])
        return f"{settings.BASE_URL}{path}"


class ReminderSent(models.Model):
    """One step of one reminder to one person; there is never a second one."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="reminders")
    key = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    day = models.DateField()
    days = models.SmallIntegerField()
    sent_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key", "subject_kind", "subject_id", "day", "days"],
                name="reminder_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.day} {self.days:+} to {self.person_id}"
