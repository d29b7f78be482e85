from datetime import date, datetime
from functools import cached_property
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from simple_history.models import HistoricalRecords

from people.models.ties import posted_in
from people.reach import Reach, work_out_reach


class Organisation(models.Model):
    """The one organisation of this site. No measure is judged on time before `records_start`."""

    name = models.CharField(max_length=200)
    records_start = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="organisation_is_one")]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of the organisation, in a tree."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent")
        ]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet):
    def in_service(self, on: date) -> Self:
        """Joined and not yet left on the day; the last day counts (AMB-48)."""
        return self.filter(Q(left=None) | Q(left__gte=on), joined__lte=on)

    def visible_to(self, person: "Person") -> Self:
        """Whose page of facts (posting, dates, what is due) the person may open."""
        return self.filter(self.facts_open_to(person))

    @staticmethod
    def facts_open_to(person: "Person", prefix: str = "") -> Q:
        """The same rule as a condition on a relation, for models that hang on a person."""
        if not person.is_active:
            return Q(pk__in=[])
        reach = person.reach
        of = f"{prefix}__" if prefix else ""
        if reach.everywhere:
            return Q(**{f"{of}pk__isnull": False})
        rule = Q(**{f"{of}pk": person.pk}) | Q(**{f"{of}pk__in": reach.reports | reach.opened})
        if reach.overseen:
            rule |= posted_in(reach.overseen, reach.on, person=f"{of}pk")
        return rule


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def get_by_natural_key(self, email: str) -> "Person":
        return self.get(email__iexact=email)


class FactsHistory(HistoricalRecords):
    def post_save(self, instance: models.Model, created: bool, **kwargs: Any) -> None:
        """A sign-in or a new password is not a version of the person."""
        saved = kwargs.get("update_fields")
        if not saved or set(saved) - set(self.excluded_fields):
            super().post_save(instance, created, **kwargs)


class Person(AbstractBaseUser):
    """Somebody who works or worked here. What they are comes from postings and grants by date."""

    staff_number = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    joined = models.DateField()
    left = models.DateField(null=True, blank=True)
    social_work_qualified = models.BooleanField(default=False)
    invited_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    sessions_ended = models.PositiveIntegerField(default=0)
    # When the person last looked at who has read their records, with an opening to be seen there.
    openings_seen_at = models.DateTimeField(null=True, blank=True)
    history = FactsHistory(
        excluded_fields=["password", "last_login", "sessions_ended", "openings_seen_at"]
    )

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        ordering = ["name", "staff_number"]
        constraints = [
            models.UniqueConstraint(Lower("staff_number"), name="person_staff_number_once"),
            models.UniqueConstraint(fields=["email"], name="person_email_once"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="person_email_in_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(left=None) | Q(left__gte=F("joined")),
                name="person_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """May sign in and see anything at all: not locked, not after the last day of service."""
        return self.locked_at is None and (self.left is None or self.left >= timezone.localdate())

    @cached_property
    def reach(self) -> Reach:
        """What this person is and may reach today; one query, once per request."""
        return work_out_reach(person_id=self.pk, on=timezone.localdate())

    def get_session_auth_hash(self) -> str:
        """A session holds while the password, and how often all of them were ended, stay."""
        return f"{super().get_session_auth_hash()}-{self.sessions_ended}"

    def has_been_invited(self) -> bool:
        return self.invited_at is not None

    def lock(self, *, now: datetime) -> None:
        self.locked_at = now
        self.save(update_fields=["locked_at"])
