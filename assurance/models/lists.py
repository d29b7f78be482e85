"""What is given to the system: case files to draw from, and reviews that are planned by hand."""

from datetime import date, datetime
from typing import Self

from django.db import connections, models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from people.models import Grant, Person, Unit
from people.rules import book_on
from qai.models import Audit


class CaseListQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever gives them: management information for the whole organisation."""
        gives = person.is_active and Grant.Kind.MIS in person.reach.unlimited_grants
        return self if gives else self.none()

    def to_draw_from(self, *, programme: str, start: date) -> list[tuple[int, str, str]]:
        """Of each line the number of the list, the case and the staff number: also for whoever may
        not read them, and draws by a seed that nobody chose."""
        return self.answered("select * from assurance_lines_to_draw_from(%s, %s)", programme, start)

    def naming(self, person: Person) -> list[tuple[str, date, datetime, list[str]]]:
        """Of each list the programme, the quarter, when it was given, and the person's cases."""
        return self.answered("select * from assurance_cases_of(%s)", person.staff_number)

    def answered(self, question: str, *values: object) -> list[tuple]:
        with connections[self.db].cursor() as cursor:
            cursor.execute(question, values)
            return cursor.fetchall()


class CaseList(models.Model):
    """The case files of a quarter, each [case reference, staff number], as given (P22-A1.14)."""

    programme = models.CharField(max_length=30)
    period_start = models.DateField()
    lines = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = CaseListQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "period_start"], name="case_list_once")
        ]

    def __str__(self) -> str:
        return f"{len(self.lines)} cases for {self.programme}"


class ReviewQuerySet(models.QuerySet):
    def keep(self, review: "Review | None", *, findings: str = "", **facts: object) -> "Review":
        """One that is there or a new one, with what was found."""
        review = review or self.model()
        for name, value in facts.items():
            setattr(review, name, value)
        review.save()
        ReviewFindings.objects.update_or_create(review=review, defaults={"text": findings})
        return review

    def visible_to(self, person: Person) -> Self:
        """Whoever commissioned or does it, oversees the area, or keeps the programmes."""
        if not person.is_active:
            return self.none()
        reach = person.reach
        if reach.everywhere or reach.unlimited_grants & {*book_on(reach.on).assurance.keepers}:
            return self
        does = Q(pk__in=person.reviews.values("pk")) | Q(commissioned_by=person)
        return self.filter(does | Q(area__in=reach.overseen))


class Review(models.Model):
    """Facts of a thematic audit or an area quality review (P22-A1.19, P22-A1.20)."""

    programme = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    area = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="reviews")
    commissioned_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    reviewers = models.ManyToManyField(Person, related_name="reviews", blank=True)
    audits = models.ManyToManyField(Audit, related_name="reviews", blank=True)
    finished_on = models.DateField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="review_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assurance:review", args=[self.pk])


class ReviewFindingsQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever sees the review."""
        return self.filter(review__in=Review.objects.visible_to(person).values("pk"))


class ReviewFindings(models.Model):
    """What was found, of practice in general. Nobody is named in it."""

    review = models.OneToOneField(Review, models.CASCADE, primary_key=True, related_name="content")
    text = models.TextField(blank=True)

    objects = ReviewFindingsQuerySet.as_manager()

    def __str__(self) -> str:
        return f"findings of review {self.pk}"
