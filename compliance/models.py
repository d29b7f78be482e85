"""A projection that can be thrown away, and the daily figures that are never rewritten."""

from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from people.models import Person, Unit

HEADLINE = "headline"
LOOK_AHEAD = timedelta(days=30)
KEPT_FOR = timedelta(days=7)
GIVEN_UP_AFTER = timedelta(minutes=20)


class Status(models.TextChoices):
    COMPLIANT = "compliant", "In time"
    NON_COMPLIANT = "non_compliant", "Late"
    EXCLUDED = "excluded", "Excluded"
    NOT_APPLICABLE = "not_applicable", "Not yet due"


class Order(models.TextChoices):
    """Of a list of people; the most urgent first unless another one is asked for."""

    NAME = "name", "By name"
    DUE = "due", "By due date"


class StandingQuerySet(models.QuerySet):
    def visible_to(self, reader: Person) -> Self:
        """Of those people whose facts the reader may see."""
        return self.filter(Person.objects.facts_open_to(reader, "person"))

    def by_urgency(self) -> Self:
        """What is late first, the longest late at the top; then by the day it is due."""
        late_first = Case(When(status=Status.NON_COMPLIANT, then=Value(0)), default=Value(1))
        return self.order_by(late_first, F("next_due").asc(nulls_last=True), "person_id")

    def late(self) -> Self:
        return self.filter(status=Status.NON_COMPLIANT)

    def falling(self) -> Self:
        """Late within 30 days if nothing more is recorded."""
        return self.filter(falls_out_on__isnull=False)

    def in_order(self, order: str) -> Self:
        if order == Order.NAME:
            return self.order_by("person__name", "person_id")
        if order == Order.DUE:
            return self.order_by(F("next_due").asc(nulls_last=True), "person_id")
        return self.by_urgency()


class Standing(models.Model):
    """One measure of one person on the day `as_of`, worked out from facts and never edited.

    `measure` is a key of the rule file, or `headline` for all measures with windows together.
    `falls_out_on`: the first of the next 30 days on which it is late if nothing more is recorded.
    People outside reporting have none (AMB-32).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="standings")
    measure = models.CharField(max_length=40)
    as_of = models.DateField()
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    role = models.CharField(max_length=40)
    status = models.CharField(max_length=15, choices=Status)
    next_due = models.DateField(null=True)
    falls_out_on = models.DateField(null=True)
    excluded_until = models.DateField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["measure", "unit", "status"], name="standing_by_unit"),
            models.Index(
                fields=["measure", "falls_out_on"],
                condition=Q(falls_out_on__isnull=False),
                name="standing_falling",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "measure"], name="standing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.person_id} as of {self.as_of}"

    @property
    def is_late(self) -> bool:
        return self.status == Status.NON_COMPLIANT

    @property
    def is_short(self) -> bool:
        """Late although the next one is not due yet: too few are left in the longest window."""
        return self.is_late and (self.next_due is None or self.next_due >= self.as_of)


class Snapshot(models.Model):
    """That the figures of a day were kept, under which rule file, and when."""

    day = models.DateField(unique=True)
    policy = models.CharField(max_length=60)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"figures of {self.day}"


class FigureQuerySet(models.QuerySet):
    def month_ends(self, since: date) -> Self:
        """The last day kept of each month."""
        kept = Snapshot.objects.filter(day__gte=since)
        last = kept.values("day__year", "day__month").annotate(last=models.Max("day"))
        return self.filter(snapshot__day__in=last.values("last"))


class Figure(models.Model):
    """So many people of one role in one unit with one status: no names. Never rewritten."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="figures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    measure = models.CharField(max_length=40)
    status = models.CharField(max_length=15, choices=Status)
    number = models.PositiveIntegerField()

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "unit", "role", "measure", "status"], name="figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.status} in {self.measure}"


class Projection(models.Model):
    """Of which day the standings are, and what the last comparison with fresh ones found."""

    as_of = models.DateField()
    compared_on = models.DateField(null=True)
    differing = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="projection_is_one")]

    def __str__(self) -> str:
        return f"standings of {self.as_of}"


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


class DailyChangeQuerySet(models.QuerySet):
    def visible_to(self, reader: Person) -> Self:
        """Of those people whose facts the reader may see."""
        return self.filter(Person.objects.facts_open_to(reader, "person"))


class DailyChange(models.Model):
    """One measure of one person that stands otherwise than on the working morning before."""

    day = models.DateField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    measure = models.CharField(max_length=40)
    before = models.CharField(max_length=15, choices=Status)
    after = models.CharField(max_length=15, choices=Status)

    objects = DailyChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "measure", "person"], name="daily_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.person_id} on {self.day}"


class DailyCheckChoice(models.Model):
    """Somebody who wants the daily message only when something is late."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="daily_check_choice"
    )
    only_when_late = models.BooleanField()

    def __str__(self) -> str:
        return f"daily message to {self.person_id}"
