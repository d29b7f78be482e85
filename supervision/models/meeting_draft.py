from collections.abc import Sequence
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from drafts.models import Draft, DraftQuerySet
from people.models import Person
from supervision.models.meeting import GROUP


class MeetingDraftQuerySet(DraftQuerySet):
    def visible_to(self, person: Person) -> Self:
        """Its writer alone."""
        if not person.is_active:
            return self.none()
        return self.filter(by=person)

    def open(self) -> Self:
        return self.filter(closed_at=None)


class MeetingDraft(Draft):
    """A general meeting while it is being written; of group supervision one for all participants.

    Finalised, it is a general meeting of each participant, and the draft is closed and empty: an
    old page that is sent then is told so.
    """

    by = models.ForeignKey(Person, models.PROTECT, related_name="meeting_drafts")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="Not of a group."
    )
    participants = models.ManyToManyField(Person, related_name="+", blank=True)
    kind = models.CharField(max_length=30)
    way = models.CharField(max_length=20)
    held_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=GROUP, person=None) | (~Q(kind=GROUP) & Q(person__isnull=False)),
                name="meeting_draft_of_one_or_a_group",
            ),
            models.UniqueConstraint(
                fields=["by", "person", "held_on", "kind"],
                condition=Q(closed_at=None),
                name="meeting_draft_once",
            ),
        ]

    def __str__(self) -> str:
        return f"draft of a {self.kind} meeting on {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("supervision:meeting_write", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_group(self) -> bool:
        return self.kind == GROUP

    @cached_property
    def people(self) -> Sequence[Person]:
        """With whom: one, or those of the group by name."""
        return [self.person] if self.person else list(self.participants.order_by("name", "pk"))
