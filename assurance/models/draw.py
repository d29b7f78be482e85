"""Draws, each with the seed that was chosen before anybody knew what it would be used on."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from people.models import Grant, Person, ReadingGrant
from people.rules import book_on
from policy.draws import commitment
from policy.periods import Period
from policy.rulebook.assurance import Programme
from qai.models import Audit
from supervision.models import PLR

Rule = Mapping[str, object]
Lines = Sequence[Sequence[str]]


class SeedQuerySet(models.QuerySet):
    def unused(self) -> Self:
        return self.filter(draw=None)

    def committed_before(self, day: date) -> Self:
        """Those whose hash was told on an earlier day than that of the draw."""
        return self.filter(committed_on__lt=day)


class Seed(models.Model):
    """Its hash is told at once, the seed itself with the draw (docs/assurance.md)."""

    programme = models.CharField(max_length=30)
    period_start = models.DateField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="seeds")
    for_calibration = models.BooleanField(default=False)
    secret = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    committed_on = models.DateField()

    objects = SeedQuerySet.as_manager()

    class Meta:
        ordering = ["committed_on", "pk"]
        indexes = [models.Index(fields=["programme", "period_start"], name="seed_of_period")]

    def __str__(self) -> str:
        return f"seed {self.hash[:8]} for {self.programme}"

    @classmethod
    def new(cls, *, on: date, **of: object) -> Self:
        secret = secrets.token_hex(32)
        return cls(secret=secret, hash=commitment(secret), committed_on=on, **of)

    @property
    def is_used(self) -> bool:
        return hasattr(self, "draw")


class DrawQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """That a record was drawn, and how: whoever marks it, whose record it is, who led it.

        And whoever sees the facts of the sampler, or keeps the programmes; of case files whoever
        gave the list. Never what was written.
        """
        if not person.is_active:
            return self.none()
        keepers = book_on(person.reach.on).assurance.keepers
        if person.reach.unlimited_grants & {*keepers}:
            return self
        concerned = Q(sampler=person) | Q(about=person) | Q(answerable=person)
        marks = Q(pk__in=person.markings.filter(withdrawn_at=None).values("draw"))
        oversees = Person.objects.facts_open_to(person, "sampler")
        rule = concerned | marks | oversees
        if Grant.Kind.MIS in person.reach.unlimited_grants:
            rule |= Q(of=Draw.Of.CASE)
        return self.filter(rule)

    def begin(self, *, rule: Rule, frame: Lines, left_out: Lines, **facts: object) -> "Draw":
        """With what it was drawn from."""
        begun = self.create(**facts)
        DrawnFrom.objects.create(draw=begun, rule=rule, frame=frame, left_out=left_out)
        return begun

    def standing(self) -> Self:
        """Those that were not handed back."""
        return self.filter(handed_back_at=None)

    def open(self) -> Self:
        return self.standing().filter(sent_on=None)


class Draw(models.Model):
    """Facts of one draw. It is never changed; a redraw is another one.

    `about`: whose record it is; `answerable`: who led or made it.
    """

    class Of(models.TextChoices):
        PLR = "plr", "PLR record"
        AUDIT = "audit", "Audit"
        CASE = "case", "Case file"

    seed = models.OneToOneField(Seed, models.PROTECT, related_name="draw")
    programme = models.CharField(max_length=30)
    period_start = models.DateField()
    of = models.CharField(max_length=10, choices=Of)
    sampler = models.ForeignKey(Person, models.PROTECT, related_name="draws")
    is_calibration = models.BooleanField(default=False)
    drawn_at = models.DateTimeField(default=timezone.now)
    frame_hash = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=30)
    stratum = models.CharField(max_length=40, blank=True)
    record = models.CharField(max_length=40)
    about = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answerable = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    plr = models.ForeignKey(PLR, models.PROTECT, null=True, related_name="draws")
    audit = models.ForeignKey(Audit, models.PROTECT, null=True, related_name="draws")
    sent_on = models.DateField(null=True, blank=True)
    handed_back_at = models.DateTimeField(null=True, blank=True)
    handed_back_reason = models.CharField(max_length=30, blank=True)
    handed_back_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = DrawQuerySet.as_manager()

    class Meta:
        ordering = ["-drawn_at", "-pk"]
        indexes = [
            models.Index(fields=["about", "-drawn_at"], name="draw_about"),
            models.Index(fields=["answerable", "-drawn_at"], name="draw_answerable"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "period_start", "sampler"],
                condition=Q(handed_back_at=None, is_calibration=False),
                name="draw_stands_alone",
            ),
            models.CheckConstraint(
                condition=Q(handed_back_at=None, handed_back_reason="")
                | (Q(handed_back_at__isnull=False, sent_on=None) & ~Q(handed_back_reason="")),
                name="draw_handed_back_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(of="plr", plr__isnull=False, audit=None)
                | Q(of="audit", plr=None, audit__isnull=False)
                | Q(of="case", plr=None, audit=None),
                name="draw_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"draw {self.pk} of {self.of} {self.record}"

    def get_absolute_url(self) -> str:
        return reverse("assurance:draw", args=[self.pk])

    @property
    def rules(self) -> Programme:
        return book_on(self.period_start).assurance.programmes[self.programme]

    @property
    def period(self) -> Period:
        return Period(self.rules.period, self.period_start)

    @property
    def is_open(self) -> bool:
        return self.sent_on is None and self.handed_back_at is None

    @property
    def handed_back_because(self) -> str:
        reasons = book_on(self.period_start).assurance.reasons
        known = reasons.get(self.handed_back_reason)
        return known.title if known else ""

    @property
    def record_url(self) -> str:
        """Where whoever was given it reads what was drawn; blank for a case file."""
        if self.plr_id:
            return reverse("supervision:finished", args=[self.plr_id])
        return reverse("qai:piece", args=[Audit.SLUG, self.audit_id]) if self.audit_id else ""

    def is_open_to(self, reader: Person) -> bool:
        """By a permission that holds today; asked at each request."""
        return self.opened_record in reader.reach.may_read.get(self.of, {})

    @property
    def opened_record(self) -> int:
        """The number of the PLR or audit; 0 for a case file, which opens nothing."""
        return self.plr_id or self.audit_id or 0

    @property
    def grant_kind(self) -> str:
        return ReadingGrant.Kind(self.of)


class DrawnFromQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """Whoever sees the draw."""
        return self.filter(draw__in=Draw.objects.visible_to(person))


class DrawnFrom(models.Model):
    """What is needed to check a draw. `rule`: in plain values, what was looked for.

    `frame`: all that could have been drawn, each [stratum, record]. `left_out`: what could not,
    each [stratum, record, reason].
    """

    draw = models.OneToOneField(Draw, models.CASCADE, primary_key=True, related_name="drawn_from")
    rule = models.JSONField(default=dict)
    frame = models.JSONField(default=list)
    left_out = models.JSONField(default=list)

    objects = DrawnFromQuerySet.as_manager()

    def __str__(self) -> str:
        return f"what draw {self.pk} was drawn from"
