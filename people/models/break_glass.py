"""Opening the records of one person outside the line: with a reason, for an hour, and told."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class BreakGlassQuerySet(models.QuerySet):
    def begin(self, *, reason: str, deferral_reason: str = "", **facts: object) -> "BreakGlass":
        """With why; and why the person should be told later, where that is asked for."""
        begun = self.create(asks_deferral=bool(deferral_reason), **facts)
        BreakGlassReason.objects.create(opening=begun, text=reason, deferral=deferral_reason)
        return begun

    def visible_to(self, person) -> Self:
        """Those who have the permission watch each other; nobody sees one about themself here."""
        if not person.is_active or not person.reach.may_break_glass:
            return self.none()
        return self.exclude(about=person)

    def opened(self) -> Self:
        return self.filter(opened_at__isnull=False)

    def open(self, now: datetime) -> Self:
        return self.filter(ends_at__gt=now, closed_at=None)

    def untold(self) -> Self:
        return self.opened().filter(told_at=None)

    def to_be_told(self, on) -> Self:
        """Opened, and nothing holds the telling back any more."""
        return self.untold().filter(Q(tell_on=None) | Q(tell_on__lte=on))

    def waiting(self) -> Self:
        """Put to a second person, who has not answered."""
        return self.filter(asks_deferral=True, deferral_answered_at=None, opened_at=None)

    def told_to(self, person) -> Self:
        return self.filter(about=person, told_at__isnull=False).order_by("-opened_at")


class BreakGlassReasonQuerySet(models.QuerySet):
    def visible_to(self, person) -> Self:
        """Whoever sees the opening; the person it is about once they are told."""
        if not person.is_active:
            return self.none()
        told = Q(opening__about=person, opening__told_at__isnull=False)
        return self.filter(told | Q(opening__in=BreakGlass.objects.visible_to(person)))


class BreakGlass(models.Model):
    """Facts: one reader, one person. Nothing opens before `opened_at`, nor once `ends_at` has come.

    `asks_deferral`: the person should be told later. A second person answers: with a day
    (`tell_on`), or with none, and then the person is told at once.
    """

    reader = models.ForeignKey("people.Person", models.PROTECT, related_name="broken_glass")
    about = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    asks_deferral = models.BooleanField(default=False)
    deferral_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    deferral_answered_at = models.DateTimeField(null=True, blank=True)
    tell_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(
                fields=["reader"],
                condition=Q(closed_at=None, ends_at__isnull=False),
                name="break_glass_of_reader",
            ),
            models.Index(fields=["about", "reader"], name="break_glass_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reader=F("about")), name="break_glass_not_of_oneself"
            ),
            models.CheckConstraint(
                condition=Q(deferral_by=None)
                | (~Q(deferral_by=F("reader")) & ~Q(deferral_by=F("about"))),
                name="break_glass_deferred_by_a_third",
            ),
            models.CheckConstraint(
                condition=Q(tell_on=None) | Q(deferral_by__isnull=False),
                name="break_glass_untold_by_two",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, ends_at=None)
                | Q(opened_at__isnull=False, ends_at__gt=F("opened_at")),
                name="break_glass_ends",
            ),
            models.CheckConstraint(
                condition=Q(asks_deferral=False)
                | Q(opened_at=None)
                | Q(deferral_answered_at__isnull=False),
                name="break_glass_opens_once_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} opens {self.about_id}"

    @property
    def is_opened(self) -> bool:
        return self.opened_at is not None

    @property
    def waits_for_a_second(self) -> bool:
        return self.asks_deferral and self.deferral_answered_at is None

    def is_open(self, *, now: datetime) -> bool:
        return self.ends_at is not None and now < self.ends_at and self.closed_at is None


class BreakGlassReason(models.Model):
    """What was typed: why, and why the person should be told later."""

    opening = models.OneToOneField(
        BreakGlass, models.CASCADE, primary_key=True, related_name="content"
    )
    text = models.TextField()
    deferral = models.TextField(blank=True)

    objects = BreakGlassReasonQuerySet.as_manager()

    def __str__(self) -> str:
        return f"reason of opening {self.pk}"
