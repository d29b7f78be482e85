"""Somebody asks what is kept about them: the request, what a reviewer decided, the copy."""

from datetime import date
from typing import Self

from django.db import connections, models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from drafts.models import Draft, DraftQuerySet
from people.models import Person, Unit
from people.rules import book_on
from policy.subject_access import answer_due


class AccessRequestQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """One's own, and those of the part of the organisation in which one is HR."""
        if not person.is_active:
            return self.none()
        return self.filter(Q(person=person) | self.kept_by(person))

    @staticmethod
    def kept_by(person: Person) -> Q:
        """As HR; never one's own."""
        reach = person.reach
        if reach.hr_everywhere:
            return ~Q(person=person)
        return Q(unit__in=reach.hr_units) & ~Q(person=person)

    def open(self) -> Self:
        return self.filter(state__in=AccessRequest.OPEN_STATES)

    def advance(self, request: "AccessRequest", *states: str, **changes: object) -> bool:
        """Changes one that is still in one of the states; False for whoever comes second."""
        return bool(self.filter(pk=request.pk, state__in=states).update(**changes))


class AccessRequest(models.Model):
    """Facts. `unit`: of the person's last post, whose HR answers. `seal`: the hash of the copy."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        REVIEWING = "reviewing", "Being looked through"
        RELEASED = "released", "Released"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Way(models.TextChoices):
        ACCOUNT = "account", "In their account"
        EMAIL = "email", "By email"
        LETTER = "letter", "By letter"
        SPOKEN = "spoken", "In person or by telephone"

    OPEN_STATES = (State.ASKED, State.REVIEWING)

    person = models.ForeignKey(Person, models.PROTECT, related_name="access_requests")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField()
    way = models.CharField(max_length=10, choices=Way)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_complex = models.BooleanField(default=False)
    released_at = models.DateTimeField(null=True)
    copy_until = models.DateField(null=True)
    seal = models.CharField(max_length=64, blank=True)
    blacked_out = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        indexes = [
            models.Index(
                fields=["reviewer", "person"],
                condition=Q(state="reviewing"),
                name="access_request_reviewed",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["asked", "reviewing"]),
                name="access_request_open_once",
            ),
            models.CheckConstraint(
                condition=Q(reviewer=None) | ~Q(reviewer=F("person")),
                name="access_request_not_reviewed_by_oneself",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["reviewing", "released"]) | Q(reviewer__isnull=False),
                name="access_request_has_a_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False, copy_until__isnull=False)
                | (~Q(state="released") & Q(released_at=None, copy_until=None)),
                name="access_request_released_has_its_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"request of {self.person_id} on {self.asked_on}"

    def get_absolute_url(self) -> str:
        return reverse("stewardship:request", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def due_on(self) -> date:
        book = book_on(self.asked_on)
        return answer_due(self.asked_on, is_complex=self.is_complex, book=book)

    @property
    def days_left(self) -> int:
        """Below nothing once it is late."""
        return (self.due_on - timezone.localdate()).days


class ComplexityReasonQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever sees the request."""
        return self.filter(of__in=AccessRequest.objects.visible_to(person))


class ComplexityReason(models.Model):
    """Why the answer takes longer, as the person is told."""

    of = models.OneToOneField(
        AccessRequest, models.CASCADE, primary_key=True, related_name="complexity"
    )
    text = models.TextField()

    objects = ComplexityReasonQuerySet.as_manager()

    def __str__(self) -> str:
        return f"why request {self.pk} is complex"


class AccessReviewQuerySet(DraftQuerySet):
    def visible_to(self, person: Person) -> Self:
        """The reviewer to whom the request was given, while it is open."""
        if not person.is_active:
            return self.none()
        reviewing = {"of__reviewer": person, "of__state": AccessRequest.State.REVIEWING}
        kept = AccessRequest.objects.filter(AccessRequest.objects.kept_by(person))
        return self.filter(**reviewing, of__in=kept.values("pk"))

    def forget(self, request: AccessRequest) -> None:
        """Of one that was withdrawn, also by whoever may not read what was decided."""
        with connections[self.db].cursor() as cursor:
            cursor.execute("select stewardship_forget_decisions(%s)", [request.pk])


class AccessReview(Draft):
    """Decisions by the key of a paragraph: what is given, what is blacked out, and why."""

    of = models.OneToOneField(
        AccessRequest, models.CASCADE, primary_key=True, related_name="review"
    )

    objects = AccessReviewQuerySet.as_manager()

    def __str__(self) -> str:
        return f"review of request {self.pk}"


class AccessCopyQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever asked; of somebody who has left the reviewer, who hands it over."""
        if not person.is_active:
            return self.none()
        today = timezone.localdate()
        kept = AccessRequest.objects.filter(AccessRequest.objects.kept_by(person))
        hands_over = Q(of__reviewer=person, of__person__left__lt=today, of__in=kept.values("pk"))
        return self.filter(Q(of__person=person) | hands_over, of__copy_until__gte=today)

    def expired(self, on: date) -> Self:
        return self.filter(of__copy_until__lt=on)


class AccessCopy(models.Model):
    """What was released, sealed; deleted once its time is over."""

    of = models.OneToOneField(AccessRequest, models.CASCADE, primary_key=True, related_name="copy")
    body = models.JSONField()

    objects = AccessCopyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"copy of request {self.pk}"
