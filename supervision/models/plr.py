from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Max, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from people.models import Person


def given_to_read(person: Person, plr: str = "pk") -> Q:
    """Finalised PLRs that the person has a dated permission to read, such as for a dip sample."""
    return Q(**{f"{plr}__in": person.reach.records_to_read("plr")})


PINNED = "array(select item from supervision_pin where plr_id = supervision_plr.id)"


class PLRQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """The facts of a PLR: whoever sees the reportee's, stood in to lead it, or settles it.

        And whoever is to join the meeting, until it was held, or was given this one to read.
        """
        if not person.is_active:
            return self.none()
        stood_in = Q(led_by=person, stand_in=True)
        settles = Q(disagreement_with=person)
        joins = Q(joined_by=person, state=PLR.State.SCHEDULED)
        facts = Person.objects.facts_open_to(person, "reportee")
        return self.filter(stood_in | settles | joins | facts | given_to_read(person))

    def open(self) -> Self:
        return self.filter(state__in=PLR.OPEN_STATES)

    def planned(self, reportee: Person, day: date) -> Self:
        return self.filter(reportee=reportee, planned_for=day, state=PLR.State.SCHEDULED)

    def who_waits_for_a_new_date(self) -> set[int]:
        """The reportees of whom one was cancelled and none was planned since."""
        last = self.order_by().values("reportee")
        dated = last.annotate(cancelled=Max("cancelled_at"), planned=Max("created_at"))
        waiting = dated.filter(cancelled__isnull=False, planned__lte=F("cancelled"))
        return set(waiting.values_list("reportee", flat=True))

    def advance(self, plr: "PLR", *states: str, **changes: object) -> bool:
        """Changes a PLR that is still in one of the states; False for whoever comes second."""
        return bool(self.filter(pk=plr.pk, state__in=states).update(**changes))

    def claim(self, plr: "PLR", state: str) -> bool:
        """Locks a PLR that is still in that state; False for whoever comes second."""
        return self.select_for_update().filter(pk=plr.pk, state=state).exists()

    def with_pins(self) -> Self:
        """Annotates `pinned`: the names of what is to stand beside the record."""
        return self.annotate(pinned=RawSQL(PINNED, [], output_field=ArrayField(models.TextField())))

    def on_day(self) -> Self:
        """Annotates `day`: the day it was held, else the day it is planned for."""
        return self.annotate(day=Coalesce("held_on", "planned_for"))

    def counted(self) -> Self:
        """Those that count: finalised with a manager-graded standard (AMB-14, AMB-16)."""
        return self.filter(state=PLR.State.FINALISED).exclude(standards_assessed=[])


class PLR(models.Model):
    """The facts of one performance and learning review; never what was written."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled", "Planned"
        HELD = "held", "Being written up"
        FINALISED = "finalised", "Finalised"
        CANCELLED = "cancelled", "Cancelled"

    class Answer(models.TextChoices):
        SEEN = "seen", "I have read this record"
        DISAGREE = "disagree", "I have read this record and disagree with some of it"

    OPEN_STATES = (State.SCHEDULED, State.HELD)

    reportee = models.ForeignKey(Person, models.PROTECT, related_name="plrs")
    led_by = models.ForeignKey(Person, models.PROTECT, related_name="plrs_led")
    stand_in = models.BooleanField(default=False)
    joined_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="plrs_joined"
    )
    planned_for = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.SCHEDULED)
    held_on = models.DateField(null=True, blank=True)
    finalised_at = models.DateTimeField(null=True, blank=True)
    finalised_on = models.DateField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    self_assessment_shared_at = models.DateTimeField(null=True, blank=True)
    standards_assessed = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    disagreement_with = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="disagreements"
    )
    disagreement_settled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PLRQuerySet.as_manager()

    class Meta:
        ordering = ["-planned_for", "-pk"]
        verbose_name = "PLR"
        indexes = [
            models.Index(fields=["reportee", "-held_on"], name="plr_of_reportee"),
            models.Index(fields=["led_by", "state"], name="plr_of_leader"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reportee=F("led_by")), name="plr_not_led_by_its_reportee"
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="finalised", finalised_at__isnull=False, finalised_on__isnull=False)
                    | (~Q(state="finalised") & Q(finalised_at=None, finalised_on=None))
                ),
                name="plr_finalised_has_its_dates",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "finalised"]) | Q(held_on__isnull=False),
                name="plr_held_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at=None)),
                name="plr_cancelled_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, state="finalised")),
                name="plr_answered_once_finalised",
            ),
            models.UniqueConstraint(fields=["reportee", "held_on"], name="plr_once_a_day"),
            models.UniqueConstraint(
                fields=["reportee", "planned_for"],
                condition=Q(state="scheduled"),
                name="plr_planned_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"PLR of {self.reportee_id} on {self.day_of_meeting}"

    def get_absolute_url(self) -> str:
        return reverse("supervision:plr", args=[self.pk])

    @property
    def day_of_meeting(self) -> date:
        return self.held_on or self.planned_for

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def is_final(self) -> bool:
        return self.state == self.State.FINALISED

    @property
    def is_shared(self) -> bool:
        return self.self_assessment_shared_at is not None


class Rearrangement(models.Model):
    """A PLR was moved, cancelled or passed to somebody else, and why (P22-2.9a, AMB-15)."""

    class Kind(models.TextChoices):
        MOVED = "moved", "Moved"
        CANCELLED = "cancelled", "Cancelled"
        PASSED = "passed", "Passed on"

    plr = models.ForeignKey(PLR, models.CASCADE, related_name="rearrangements")
    kind = models.CharField(max_length=10, choices=Kind)
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)
    to_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} from {self.from_day}"
