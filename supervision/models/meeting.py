from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from drafts.models import Draft, DraftQuerySet
from people.models import Person

GROUP = "group_supervision"


class GeneralMeetingQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Facts: whoever recorded it; once finalised, whoever sees the participant's facts."""
        if not person.is_active:
            return self.none()
        return self.filter(
            Q(recorded_by=person)
            | (Q(finalised_on__isnull=False) & Person.objects.facts_open_to(person, "person"))
        )

    def finalised(self) -> Self:
        return self.filter(finalised_on__isnull=False)

    def to_come_back_to(self) -> Self:
        """Those for which a day was set, and that nobody has come back to yet."""
        return self.filter(follow_up_on__isnull=False, followed_up_on=None)


class GeneralMeetingContentQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever recorded it; once finalised, the participant and their line manager.

        And whoever opened the participant's records by break-glass.
        """
        if not person.is_active:
            return self.none()
        reached = person.reach.reports | person.reach.opened
        line = Q(meeting__person=person) | Q(meeting__person__in=reached)
        final = Q(meeting__finalised_on__isnull=False)
        return self.filter(Q(meeting__recorded_by=person) | (final & line))


class GeneralMeeting(models.Model):
    """A meeting between PLRs, not about a case (P22-2.10b). Never counts as a PLR (AMB-20).

    Of a session of group supervision each participant has their own. `follow_up_on`: the day on
    which whoever recorded it wants to come back to it (AP18-5a).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="general_meetings")
    held_on = models.DateField()
    kind = models.CharField(max_length=30)
    way = models.CharField(max_length=20, blank=True)
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, related_name="general_meetings_recorded"
    )
    finalised_on = models.DateField(null=True, blank=True)
    attended = models.BooleanField(default=True)
    follow_up_on = models.DateField(null=True, blank=True)
    followed_up_on = models.DateField(null=True, blank=True)

    objects = GeneralMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["person", "-held_on"], name="meeting_of_person"),
            models.Index(
                fields=["recorded_by", "follow_up_on"],
                condition=Q(follow_up_on__isnull=False, followed_up_on=None),
                name="meeting_to_come_back_to",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_on", "kind"], name="general_meeting_once"
            ),
            models.CheckConstraint(
                condition=Q(followed_up_on=None) | Q(follow_up_on__isnull=False),
                name="meeting_followed_up_was_to_be",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} meeting of {self.person_id} on {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("supervision:meeting", args=[self.pk])

    @property
    def is_final(self) -> bool:
        return self.finalised_on is not None

    @property
    def is_group(self) -> bool:
        return self.kind == GROUP


class GeneralMeetingContent(models.Model):
    """What was said. `saved_at` is empty where it was loaded; the history begins when it is
    finalised here, or first amended."""

    meeting = models.OneToOneField(
        GeneralMeeting, models.CASCADE, primary_key=True, related_name="content"
    )
    summary = models.TextField(blank=True)
    body = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(
        excluded_fields=["saved_at"],
        history_change_reason_field=models.TextField(null=True),
        cascade_delete_history=True,
    )

    objects = GeneralMeetingContentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of meeting {self.pk}"

    @property
    def texts(self) -> dict[str, str]:
        """Everything in words by name; also of a meeting that was loaded."""
        return {**self.body.get("texts", {}), "summary": self.summary}

    def save_version(self, *, by: Person | None, reason: str) -> None:
        """Saves the contents as a version of their history, with who made it and why."""
        self._history_user, self._change_reason = by, reason
        self.save()


class MeetingAmendmentQuerySet(DraftQuerySet):
    def visible_to(self, person: Person) -> Self:
        """An amendment being written: whoever recorded the meeting, until it is made."""
        if not person.is_active:
            return self.none()
        return self.filter(meeting__recorded_by=person)


class MeetingAmendment(Draft):
    """A change to a finalised meeting while it is being written; once made it is history."""

    meeting = models.OneToOneField(
        GeneralMeeting, models.CASCADE, primary_key=True, related_name="amendment"
    )

    objects = MeetingAmendmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"amendment to meeting {self.pk}"
