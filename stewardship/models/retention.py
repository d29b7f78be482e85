"""What has been kept long enough, who agreed that it goes, and what remembers that it went."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from people.rules import book_on
from policy.rulebook.retention import KeptKind
from stewardship.models.two_people import both_or_neither, confirmed_by_another


def kinds_on(day: date) -> dict[str, KeptKind]:
    """The kinds of record that the rule file of the day knows, with their periods."""
    return dict(book_on(day).retention.kinds)


class KeepersQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """HR of the whole organisation. A system administrator knows nothing of supervision."""
        return self.all() if person.is_active and person.reach.hr_everywhere else self.none()


class RetentionSwitchQuerySet(KeepersQuerySet):
    def standing(self) -> Self:
        """Asked for, or on."""
        return self.filter(ended_at=None)

    def on(self) -> Self:
        return self.standing().filter(confirmed_at__isnull=False)


class RetentionSwitch(models.Model):
    """For one kind of record retention is on: one person asked, another one confirmed."""

    kind = models.CharField(max_length=40)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RetentionSwitchQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(ended_at=None), name="retention_switch_once"
            ),
            confirmed_by_another("retention_switch", by="asked_by"),
            both_or_neither("retention_switch_ended", "ended_by", "ended_at"),
        ]

    def __str__(self) -> str:
        return f"retention of {self.kind}"

    @property
    def is_on(self) -> bool:
        return self.confirmed_at is not None and self.ended_at is None


class RetentionDueQuerySet(KeepersQuerySet):
    pass


class RetentionDue(models.Model):
    """How many records of one kind about one person are past their time: counted every night."""

    kind = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    since = models.DateField()
    counted_on = models.DateField()

    objects = RetentionDueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "person"], name="retention_due_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.kind} of {self.person_id}"


class DisposalQuerySet(KeepersQuerySet):
    def proposed(self) -> Self:
        return self.filter(confirmed_at=None, withdrawn_at=None)

    def under_way(self) -> Self:
        """Confirmed by another person, and not yet carried out to the end."""
        return self.filter(confirmed_at__isnull=False, finished_at=None)


class Disposal(models.Model):
    """A list of what is to go, all of one kind: proposed by one person, confirmed by another.

    `until`: what began on that day or before is meant, nothing later. `rule`: the period as it
    stood, in words.
    """

    kind = models.CharField(max_length=40)
    until = models.DateField()
    rule = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = DisposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(finished_at=None, withdrawn_at=None),
                name="disposal_one_at_a_time",
            ),
            confirmed_by_another("disposal", by="proposed_by"),
            both_or_neither("disposal_withdrawn", "withdrawn_by", "withdrawn_at"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(withdrawn_at=None),
                name="disposal_confirmed_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(confirmed_at__isnull=False),
                name="disposal_finished_was_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"disposal of {self.kind} until {self.until}"

    def get_absolute_url(self) -> str:
        return reverse("stewardship:disposal", args=[self.pk])

    @property
    def is_proposed(self) -> bool:
        return self.confirmed_at is None and self.withdrawn_at is None

    @property
    def is_under_way(self) -> bool:
        return self.confirmed_at is not None and self.finished_at is None


class DisposalItem(models.Model):
    """One person on a list: how many records there were, and what became of them."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Disposed of"
        HELD = "held", "Kept: legal hold"
        STOPPED = "stopped", "Kept: the clock has stopped, or retention is off"
        IN_PART = "in_part", "Disposed of but for what others’ records refer to"

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="items")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["disposal", "person"], name="disposal_of_person_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", done_at=None)
                | (~Q(state="waiting") & Q(done_at__isnull=False)),
                name="disposal_item_done_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in disposal {self.disposal_id}"


class TombstoneQuerySet(KeepersQuerySet):
    pass


class Tombstone(models.Model):
    """That records of one kind about one person were disposed of; nothing of what they said.

    Without foreign keys, and only added to: it outlives everything that it names. `person_id` is
    the number that the database gave the person, `staff_number` blank unless the rule file wants
    it kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    person_id = models.BigIntegerField()
    staff_number = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField()
    rule = models.CharField(max_length=300)
    number = models.PositiveIntegerField()
    disposal_id = models.BigIntegerField()
    proposed_by_id = models.BigIntegerField()
    confirmed_by_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "pk"]
        indexes = [models.Index(fields=["person_id", "kind"], name="tombstone_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(confirmed_by_id=F("proposed_by_id")),
                name="tombstone_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.kind} of {self.person_id}"
