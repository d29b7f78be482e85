"""Who stands where: a projection that can be thrown away."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When

from people.models import Person, Unit

HEADLINE = "headline"
LOOK_AHEAD = timedelta(days=30)


class Status(models.TextChoices):
    COMPLIANT = "compliant", "In time"
    NON_COMPLIANT = "non_compliant", "Late"
    EXCLUDED = "excluded", "Excluded"
    NOT_APPLICABLE = "not_applicable", "Not yet due"


class Order(models.TextChoices):
    """Of a list of people; the most urgent first unless another one is asked for."""

    NAME = "name", "By name"
    DUE = "due", "By due date"


URGENT = (
    Case(When(status=Status.NON_COMPLIANT, then=Value(0)), default=Value(1)),
    F("next_due").asc(),
    F("person_id").asc(),
)


class StandingQuerySet(models.QuerySet):
    def visible_to(self, reader: Person) -> Self:
        """Of those people whose facts the reader may see."""
        return self.filter(Person.objects.facts_open_to(reader, "person"))

    def by_urgency(self) -> Self:
        """What is late first, the longest late at the top; then by the day it is due."""
        return self.order_by(*URGENT)

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
    People outside reporting have none (AMB-32). `unit_name` is there on rows that a page lists.
    """

    unit_name: str

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
            models.Index(
                *URGENT,
                name="standing_urgent",
                condition=Q(measure=HEADLINE),
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


class Tally(models.Model):
    """How many of a unit stand alike: what a dashboard of everybody counts. Kept by `actions`.

    `oldest`: of which day the oldest of these standings is.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    measure = models.CharField(max_length=40)
    status = models.CharField(max_length=15, choices=Status)
    falls_out_on = models.DateField(null=True)
    number = models.PositiveIntegerField()
    oldest = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["unit"], name="tally_by_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "measure", "status", "falls_out_on"],
                name="tally_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.status} in {self.measure} of {self.unit_id}"
