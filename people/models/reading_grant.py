"""Permission to read one record, from a first to a last day: never the whole of somebody's past."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from people.models.log import Reading
from people.models.spans import Span, SpanQuerySet, ends_after_it_starts


class ReadingGrantQuerySet(SpanQuerySet):
    def open(self, on: date) -> Self:
        """Those that were not ended; whether they open anything is asked of `Person.reach`."""
        return self.current(on).filter(ended_at=None)

    def end_those(self, *, now: datetime, **which: object) -> int:
        return self.filter(ended_at=None, **which).update(ended_at=now)


class ReadingGrant(Span):
    """One reader may read one record of one person. It changes nothing and opens nothing else.

    It opens the record only while the reader is in the post (`role` in `unit`), or has the
    permission, in which it was given, and never once they are the person's line manager: that is
    asked at each request, in `people.reach`.
    """

    class Kind(models.TextChoices):
        PLR = "plr", "A PLR record with its self-assessment"
        AUDIT = "audit", "An audit"

    reader = models.ForeignKey("people.Person", models.PROTECT, related_name="reading_grants")
    about = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    record_id = models.BigIntegerField()
    basis = models.CharField(max_length=20, choices=Reading.Basis)
    role = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    permission = models.CharField(max_length=20, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingGrantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["reader"], condition=Q(ended_at=None), name="reading_grant_of_reader"
            )
        ]
        constraints = [
            ends_after_it_starts("reading_grant"),
            models.CheckConstraint(condition=Q(end__isnull=False), name="reading_grant_has_an_end"),
            models.CheckConstraint(
                condition=~Q(reader=F("about")), name="reading_grant_not_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(role="", unit=None) | Q(unit__isnull=False) & ~Q(role=""),
                name="reading_grant_role_in_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id} for {self.reader_id} until {self.end}"
