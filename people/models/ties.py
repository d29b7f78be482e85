"""What ties people to the organisation and to each other, each from a first to a last day."""

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from simple_history.models import HistoricalRecords

from people.models.spans import Span, ends_after_it_starts, no_overlap


class Posting(Span):
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="postings")
    role = models.CharField(max_length=40)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="postings")
    employment_type = models.CharField(max_length=20)
    case_holding = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["person", "start"]
        indexes = [models.Index(fields=["unit", "person"], name="posting_by_unit")]
        constraints = [ends_after_it_starts("posting"), no_overlap("posting", "person")]

    def __str__(self) -> str:
        return f"{self.role} from {self.start}"


def posted_in(units: Collection[int], on: date, person: str = "person") -> Exists:
    """A condition on a relation to a person: posted in one of the units on the day."""
    postings = Posting.objects.current(on).filter(unit__in=units)
    return Exists(postings.filter(person=OuterRef(person)))


class ReportingLine(Span):
    """Who a person's line manager is. A new manager is a new line, not a new posting."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="lines")
    manager = models.ForeignKey("people.Person", models.PROTECT, related_name="lines_managed")
    history = HistoricalRecords()

    class Meta:
        ordering = ["person", "start"]
        constraints = [
            ends_after_it_starts("reporting_line"),
            no_overlap("reporting_line", "person"),
            models.CheckConstraint(
                condition=~Q(person=F("manager")), name="reporting_line_not_to_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.manager_id} from {self.start}"


class PracticeSupervision(Span):
    """Which practice supervisor works with a family court adviser (P22-2.7b)."""

    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="practice_supervisions"
    )
    supervisor = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="practice_supervised"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["person", "start"]
        constraints = [
            ends_after_it_starts("practice_supervision"),
            no_overlap("practice_supervision", "person", "supervisor"),
            models.CheckConstraint(
                condition=~Q(person=F("supervisor")), name="practice_supervision_not_of_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supervisor_id} with {self.person_id} from {self.start}"


class Grant(Span):
    """A duty beside the posting, over a part of the organisation or (no unit) all of it."""

    class Kind(models.TextChoices):
        HR = "hr", "HR"
        MIS = "mis", "Management information"
        NIS = "nis", "National improvement service"
        CMT = "cmt", "Corporate management team"
        DIRECTOR = "director", "Director"
        SYSTEM_ADMIN = "system_admin", "System administrator"
        BREAK_GLASS = "break_glass", "Break-glass"

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="grants")
    grant = models.CharField(max_length=20, choices=Kind)
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="grants"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["person", "grant", "start"]
        constraints = [
            ends_after_it_starts("grant"),
            models.UniqueConstraint(
                fields=["person", "grant", "unit"], name="grant_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant} from {self.start}"
