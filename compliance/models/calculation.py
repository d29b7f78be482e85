"""What is worked out in the background for somebody who asked: another policy, or a past day."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from compliance.models.standing import Status
from people.models import Person, Unit

KEPT_FOR = timedelta(days=7)
GIVEN_UP_AFTER = timedelta(minutes=20)


class CalculationQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """One's own, for as long as they are kept."""
        if not person.is_active:
            return self.none()
        return self.filter(by=person, asked_at__gt=timezone.now() - KEPT_FOR)

    def advance(self, pk: int, *states: str, **changes: object) -> bool:
        """Changes one that is still in one of the states; False for whoever comes second."""
        return bool(self.filter(pk=pk, state__in=states).update(**changes))

    def busy(self) -> Self:
        return self.filter(state__in=Calculation.BUSY)

    def given_up(self, now: datetime) -> Self:
        """Nobody works on them any more, and nobody will."""
        return self.busy().filter(worked_on_at__lt=now - GIVEN_UP_AFTER)

    def expired(self, now: datetime) -> Self:
        return self.filter(asked_at__lte=now - KEPT_FOR)


class Calculation(models.Model):
    """Two ways of judging everybody on a day, side by side: asked for by one person, for a while.

    `what_if`: by the rule file and by an edited copy (`edits`, or the text of a file in `rules`).
    `past_day`: with what was known on the day, and with what is known now. `unit`: the part of
    the organisation it is about; none for all of it. `measures`: key and title of each, in order.
    `later`: how many records of each kind were not known on the day. `falling`: unit, measure, and
    how many fall out in the next 30 days before and after.
    """

    class Kind(models.TextChoices):
        WHAT_IF = "what_if", "What if"
        PAST_DAY = "past_day", "A past day"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        WORKING = "working", "Being worked out"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    BUSY = (State.WAITING, State.WORKING)

    by = models.ForeignKey(Person, models.CASCADE, related_name="calculations")
    kind = models.CharField(max_length=10, choices=Kind)
    day = models.DateField()
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    edits = models.JSONField(default=list)
    file_name = models.CharField(max_length=200, blank=True)
    rules = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    worked_on_at = models.DateTimeField(default=timezone.now)
    measures = models.JSONField(default=list)
    later = models.JSONField(default=dict)
    falling = models.JSONField(default=list)

    objects = CalculationQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"calculation {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("compliance:calculation", args=[self.pk])

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def titles(self) -> dict[str, str]:
        return dict(self.measures)

    @property
    def kept_until(self) -> datetime:
        return self.asked_at + KEPT_FOR


class CalculatedFigure(models.Model):
    """So many people of one unit with one status before and one after. Blank: not measured."""

    of = models.ForeignKey(Calculation, models.CASCADE, related_name="figures")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    measure = models.CharField(max_length=40)
    before = models.CharField(max_length=15, choices=Status, blank=True)
    after = models.CharField(max_length=15, choices=Status, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of", "unit", "measure", "before", "after"], name="calculated_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} from {self.before} to {self.after} in {self.measure}"


class CalculatedChangeQuerySet(models.QuerySet):
    def visible_to(self, reader: Person) -> Self:
        """Of those people whose facts the reader may see, in their own calculations."""
        own = Calculation.objects.visible_to(reader)
        return self.filter(Person.objects.facts_open_to(reader, "person"), of__in=own)


class CalculatedChange(models.Model):
    """A person whose status is another one after. `why`: after, without why they are left out."""

    of = models.ForeignKey(Calculation, models.CASCADE, related_name="changes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    role = models.CharField(max_length=40)
    measure = models.CharField(max_length=40)
    before = models.CharField(max_length=15, choices=Status, blank=True)
    after = models.CharField(max_length=15, choices=Status, blank=True)
    why = models.TextField(blank=True)

    objects = CalculatedChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of", "measure", "person"], name="calculated_change_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.person_id}: {self.before} to {self.after}"
