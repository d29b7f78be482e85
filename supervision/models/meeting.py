from typing import Self

from django.db import models
from django.db.models import Q

from people.models import Person


class GeneralMeetingQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Facts: whoever recorded it; once finalised, whoever sees the participant's facts."""
        if not person.is_active:
            return self.none()
        return self.filter(
            Q(recorded_by=person)
            | (Q(finalised_on__isnull=False) & Person.objects.facts_open_to(person, "person"))
        )


class GeneralMeetingContentQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever recorded it; once finalised, the participant and their line manager."""
        if not person.is_active:
            return self.none()
        line = Q(meeting__person=person) | Q(meeting__person__in=person.reach.reports)
        final = Q(meeting__finalised_on__isnull=False)
        return self.filter(Q(meeting__recorded_by=person) | (final & line))


class GeneralMeeting(models.Model):
    """A meeting between PLRs, not about a case (P22-2.10b). Never counts as a PLR (AMB-20)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="general_meetings")
    held_on = models.DateField()
    kind = models.CharField(max_length=30)
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, related_name="general_meetings_recorded"
    )
    finalised_on = models.DateField(null=True, blank=True)
    attended = models.BooleanField(default=True)

    objects = GeneralMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["person", "-held_on"], name="meeting_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_on", "kind"], name="general_meeting_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} meeting of {self.person_id} on {self.held_on}"


class GeneralMeetingContent(models.Model):
    meeting = models.OneToOneField(
        GeneralMeeting, models.CASCADE, primary_key=True, related_name="content"
    )
    summary = models.TextField(blank=True)

    objects = GeneralMeetingContentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of meeting {self.pk}"
