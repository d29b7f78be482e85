"""What was written in a PLR. Read through `visible_to` alone; openings are logged."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from drafts.models import Draft, DraftQuerySet
from people.models import Person
from supervision.models.plr import PLR, given_to_read


class SelfAssessmentQuerySet(DraftQuerySet):
    def visible_to(self, person: Person) -> Self:
        """Its writer; once shared, the line manager or stand-in too (P22-2.13c).

        And whoever opened the person's records by break-glass; once the record is finalised,
        whoever was given it to read.
        """
        if not person.is_active:
            return self.none()
        stands_in = Q(plr__led_by=person, plr__stand_in=True, plr__state__in=PLR.OPEN_STATES)
        manages = Q(plr__reportee__in=person.reach.reports)
        shared = Q(plr__self_assessment_shared_at__isnull=False)
        given = given_to_read(person, "plr") & Q(plr__state=PLR.State.FINALISED)
        opened = Q(plr__reportee__in=person.reach.opened)
        others = manages | stands_in | given | opened
        return self.filter(Q(plr__reportee=person) | (shared & others))


class RecordQuerySet(DraftQuerySet):
    def begin(self, *plrs: PLR) -> None:
        """Empty drafts, which are no version of their history yet."""
        self.bulk_create(self.model(plr=plr) for plr in plrs)

    def visible_to(self, person: Person) -> Self:
        """The line manager or stand-in; once finalised, the reportee (P22-2.13a, b).

        And whoever was asked to settle a disagreement, until it is settled, whoever was given it
        to read, and whoever opened the person's records by break-glass.
        """
        if not person.is_active:
            return self.none()
        final = Q(plr__state=PLR.State.FINALISED)
        manages = Q(plr__reportee__in=person.reach.reports)
        stands_in = Q(plr__led_by=person, plr__stand_in=True) & ~final
        settles = Q(plr__disagreement_with=person, plr__disagreement_settled_at=None)
        opened = Q(plr__reportee__in=person.reach.opened)
        once_final = Q(plr__reportee=person) | settles | given_to_read(person, "plr") | opened
        return self.filter(manages | stands_in | (final & once_final))


class SelfAssessment(Draft):
    plr = models.OneToOneField(
        PLR, models.CASCADE, primary_key=True, related_name="self_assessment"
    )

    objects = SelfAssessmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"self-assessment of PLR {self.pk}"


class Record(Draft):
    """The manager's record. Its history begins when it is finalised."""

    plr = models.OneToOneField(PLR, models.CASCADE, primary_key=True, related_name="record")
    overall_grade = models.CharField(max_length=30, blank=True)
    override_evidence = models.TextField(blank=True)
    grade_inputs = models.JSONField(default=dict)
    reportee_comment = models.TextField(blank=True)
    settlement = models.TextField(blank=True)
    history = HistoricalRecords(
        excluded_fields=["local_key", "version", "saved_at", "reportee_comment", "settlement"],
        history_change_reason_field=models.TextField(null=True),
        cascade_delete_history=True,
    )

    objects = RecordQuerySet.as_manager()

    def __str__(self) -> str:
        return f"record of PLR {self.pk}"

    def save_version(self, *, by: Person, reason: str) -> None:
        """Saves the record as a version of its history, with who made it and why."""
        self._history_user, self._change_reason = by, reason
        self.save()


class RecordGrade(models.Model):
    """The grades of a finalised record, for figures of many: a view (wall.sql), without a word."""

    plr = models.OneToOneField(
        PLR, models.DO_NOTHING, primary_key=True, related_name="record_grade"
    )
    overall_grade = models.CharField(max_length=30)
    proposed = models.CharField(max_length=30, help_text="Empty where it was loaded without one.")

    class Meta:
        managed = False

    def __str__(self) -> str:
        return f"grade of PLR {self.pk}"


class AmendmentQuerySet(DraftQuerySet):
    def visible_to(self, person: Person) -> Self:
        """An amendment being written: the line manager alone, until it is made."""
        if not person.is_active:
            return self.none()
        return self.filter(plr__reportee__in=person.reach.reports)


class Amendment(Draft):
    """A change to a finalised record while it is being written; once made it is history."""

    plr = models.OneToOneField(PLR, models.CASCADE, primary_key=True, related_name="amendment")

    objects = AmendmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"amendment to the record of PLR {self.pk}"


class Pin(models.Model):
    """Something on the prepare page that the leader wants beside the record."""

    plr = models.ForeignKey(PLR, models.CASCADE, related_name="pins")
    item = models.CharField(max_length=60)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plr", "item"], name="pin_once")]

    def __str__(self) -> str:
        return self.item
