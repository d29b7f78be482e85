"""Feedback from others about a reportee: who was asked is a fact, what they wrote is contents.

Of a request without names nothing leads from an answer to whoever gave it: no key, no time, and no
order, in the database either.
"""

import uuid
from datetime import date, timedelta
from typing import Self

from django.db import connections, models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from people.rules import book_on
from supervision.models.plr import PLR

UNTIL = Coalesce("request__closes_on", "request__plr__held_on", "request__plr__planned_for")


def seen_by_leader(person: Person, plr: str) -> Q:
    """The line manager of today; whoever stands in, while the PLR is open."""
    stands_in = {"led_by": person, "stand_in": True, "state__in": PLR.OPEN_STATES}
    stand_in = Q(**{f"{plr}__{name}": value for name, value in stands_in.items()})
    return Q(**{f"{plr}__reportee__in": person.reach.reports}) | stand_in


class FeedbackRequestQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """That somebody was asked: whoever leads the PLR, and its reportee."""
        if not person.is_active:
            return self.none()
        return self.filter(seen_by_leader(person, "plr") | Q(plr__reportee=person))

    def open(self, on: date) -> Self:
        """Those that can be answered."""
        in_time = Q(closes_on=None) | Q(closes_on__gte=on)
        return self.filter(in_time, closed_on=None, plr__state__in=PLR.OPEN_STATES)

    def over(self, on: date) -> Self:
        """Those that nobody can answer any more: closed, or answered by all."""
        waiting = FeedbackInvitation.objects.waiting(on)
        return self.filter(~Exists(waiting.filter(request=OuterRef("pk"))))

    def with_enough(self) -> Self:
        """Those that as many have answered as it takes to read unnamed answers.

        Without names only people with accounts count: whoever asks could have made the others up,
        and would know the one who is left.
        """
        answered = FeedbackInvitation.objects.filter(request=OuterRef("pk"), answered=True)
        counting = answered.filter(Q(request__named=True) | Q(person__isnull=False))
        count = counting.order_by().values("request").annotate(number=models.Count("pk"))
        return self.filter(least_answers__lte=models.Subquery(count.values("number")))


class FeedbackRequest(models.Model):
    """What is asked about a reportee before one PLR.

    `contributor` is set where a practice supervisor is asked to contribute (P22-2.7b): such a
    request stays open until the record is finalised, and needs nobody who asks (`asked_by`).
    """

    plr = models.ForeignKey(PLR, models.CASCADE, related_name="feedback_requests")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    contributor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    named = models.BooleanField()
    least_answers = models.PositiveSmallIntegerField(default=0)
    closes_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = FeedbackRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plr", "contributor"], name="contribution_asked_once"),
            models.CheckConstraint(
                condition=Q(contributor=None, closes_on__isnull=False, asked_by__isnull=False)
                | Q(contributor__isnull=False, closes_on=None, named=True),
                name="feedback_closes_and_contribution_is_named",
            ),
            models.CheckConstraint(
                condition=Q(named=True, least_answers=0) | Q(named=False, least_answers__gte=3),
                name="feedback_unnamed_needs_several",
            ),
        ]

    def __str__(self) -> str:
        return f"feedback for PLR {self.plr_id}"

    def get_absolute_url(self) -> str:
        return reverse("supervision:feedback_request", args=[self.pk])

    @property
    def is_contribution(self) -> bool:
        return self.contributor_id is not None

    @property
    def until(self) -> date:
        """By when an answer is wanted."""
        return self.closes_on or self.plr.day_of_meeting

    def is_open(self, *, on: date) -> bool:
        in_time = self.closes_on is None or on <= self.closes_on
        return self.closed_on is None and in_time and self.plr.is_open


class FeedbackQuestionQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever leads the PLR, a reportee who asked, and those who are asked."""
        if not person.is_active:
            return self.none()
        own = Q(request__plr__reportee=person, request__asked_by=person)
        asked = Q(request__in=person.feedback_invitations.values("request"))
        return self.filter(seen_by_leader(person, "request__plr") | own | asked)

    def behind(self, token_hash: str) -> "FeedbackQuestion":
        """For whoever holds a link and has no account."""
        with connections[self.db].cursor() as cursor:
            asked = "select request_id, text from supervision_question_behind(%s)"
            cursor.execute(asked, [token_hash])
            request_id, text = cursor.fetchone()
        return self.model(request_id=request_id, text=text)


class FeedbackQuestion(models.Model):
    """What was asked, in the words of whoever asked."""

    request = models.OneToOneField(
        FeedbackRequest, models.CASCADE, primary_key=True, related_name="question"
    )
    text = models.TextField()

    objects = FeedbackQuestionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"question of request {self.pk}"


class FeedbackInvitationQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """One's own, as whoever is asked."""
        return self.filter(person=person) if person.is_active else self.none()

    def waiting(self, on: date) -> Self:
        """Not answered, and still to be answered."""
        return self.filter(answered=False, request__in=FeedbackRequest.objects.open(on))

    def to_remind(self, on: date) -> Self:
        """Who was asked some days ago, with `until`: nobody is reminded at once."""
        asked_by = on - timedelta(days=book_on(on).feedback.left_alone_days)
        return self.waiting(on).filter(request__created_at__date__lte=asked_by).with_until()

    def with_until(self) -> Self:
        """Annotates `until`: the day by which an answer is wanted."""
        return self.annotate(until=UNTIL)


class FeedbackInvitation(models.Model):
    """One who was asked: somebody with an account, or a name and an address outside."""

    request = models.ForeignKey(FeedbackRequest, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="feedback_invitations"
    )
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    answered = models.BooleanField(default=False)

    objects = FeedbackInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="", email="")
                | (Q(person=None) & ~Q(name="") & ~Q(email="")),
                name="feedback_asked_of_one",
            ),
            models.UniqueConstraint(fields=["request", "person"], name="feedback_person_once"),
            models.UniqueConstraint(
                fields=["request", "email"], condition=~Q(email=""), name="feedback_address_once"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} of request {self.request_id}"

    @property
    def asked_name(self) -> str:
        return self.person.name if self.person else self.name


class FeedbackLink(models.Model):
    """A link that was sent to somebody outside: what it hashes to, never the link."""

    invitation = models.ForeignKey(FeedbackInvitation, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"link of invitation {self.invitation_id}"


class FeedbackAnswerQuerySet(models.QuerySet):
    def visible_to(self, person: Person, *, on: date | None = None) -> Self:
        """Whoever leads the PLR: a named answer at once, unnamed ones together.

        Unnamed ones when nobody can answer any more, if enough people have.
        """
        if not person.is_active:
            return self.none()
        return self.readable(on).filter(seen_by_leader(person, "request__plr"))

    def readable(self, on: date | None = None) -> Self:
        """By anybody at all: of an unnamed request nothing before it is over and enough wrote."""
        together = FeedbackRequest.objects.over(on or timezone.localdate()).with_enough()
        return self.filter(Q(named=True) | Q(request__in=together))

    def never_to_be_read(self, on: date) -> Self:
        """Of unnamed requests that are over, and that too few have answered."""
        over = FeedbackRequest.objects.over(on)
        return self.filter(request__in=over, named=False).exclude(
            request__in=FeedbackRequest.objects.with_enough()
        )

    def unnamed_texts(self, request: FeedbackRequest) -> list[str]:
        """To be put into another order by an answer that comes in: whoever gives it reads none."""
        with connections[self.db].cursor() as cursor:
            cursor.execute("select supervision_unnamed_answers(%s)", [request.pk])
            return [text for (text,) in cursor.fetchall()]

    def forget_unnamed(self, request: FeedbackRequest) -> None:
        with connections[self.db].cursor() as cursor:
            cursor.execute("select supervision_forget_unnamed_answers(%s)", [request.pk])


class FeedbackAnswer(models.Model):
    """What somebody wrote. Without a name there is neither an invitation nor a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(FeedbackRequest, models.CASCADE, related_name="answers")
    named = models.BooleanField()
    invitation = models.OneToOneField(
        FeedbackInvitation, models.CASCADE, null=True, blank=True, related_name="answer"
    )
    given_on = models.DateField(null=True, blank=True)
    text = models.TextField()
    entered = models.BooleanField(default=False)

    objects = FeedbackAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(named=True, invitation__isnull=False, given_on__isnull=False)
                | Q(named=False, invitation=None, given_on=None),
                name="feedback_unnamed_leads_to_nobody",
            )
        ]

    def __str__(self) -> str:
        return f"answer to request {self.request_id}"
