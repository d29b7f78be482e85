from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Person
from qai.models import Audit, Observation
from supervision.models.meeting import GeneralMeeting
from supervision.models.plr import PLR


class ActionQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """The facts of an action: its owner, and whoever sees the facts of the person it serves."""
        if not person.is_active:
            return self.none()
        return self.filter(Q(owner=person) | Person.objects.facts_open_to(person, "person"))

    def open(self) -> Self:
        return self.filter(state=Action.State.OPEN)


class ActionContentQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """The person whose plan it is, their line manager or stand-in, and whoever has to do it.

        And whoever opened the person's records by break-glass.
        """
        if not person.is_active:
            return self.none()
        stood_in_for = PLR.objects.open().filter(led_by=person, stand_in=True)
        return self.filter(
            Q(action__person=person)
            | Q(action__owner=person)
            | Q(action__person__in=person.reach.reports | person.reach.opened)
            | Q(action__person__in=stood_in_for.values("reportee"))
        )


class Action(models.Model):
    """One action of a development plan (P22-2.5i, j; 2.9d): facts only."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    person = models.ForeignKey(Person, models.PROTECT, related_name="actions")
    plr = models.ForeignKey(PLR, models.PROTECT, null=True, blank=True, related_name="actions")
    meeting = models.ForeignKey(
        GeneralMeeting, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    audit = models.ForeignKey(Audit, models.PROTECT, null=True, blank=True, related_name="actions")
    observation = models.ForeignKey(
        Observation, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    number = models.PositiveSmallIntegerField(default=1)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="actions_owned")
    due_on = models.DateField()
    category = models.CharField(max_length=40, blank=True)
    standard = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["person", "due_on"], condition=Q(state="open"), name="action_open"
            ),
            models.Index(
                fields=["owner", "due_on"], condition=Q(state="open"), name="action_owned_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None)
                | (~Q(state="open") & Q(closed_on__isnull=False)),
                name="action_closed_has_a_day",
            ),
            models.UniqueConstraint(fields=["plr", "number"], name="action_number_once"),
        ]

    def __str__(self) -> str:
        return f"action {self.pk} of {self.person_id}"


class ActionContent(models.Model):
    action = models.OneToOneField(Action, models.CASCADE, primary_key=True, related_name="content")
    description = models.TextField()
    impact = models.TextField(blank=True)

    objects = ActionContentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of action {self.pk}"


class ActionNote(models.Model):
    """Progress, or the word said on an action at a later PLR."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", "Progress"
        DONE = "done", "Done"
        CARRIED = "carried", "Carried forward"
        DROPPED = "dropped", "Dropped"

    action = models.ForeignKey(Action, models.CASCADE, related_name="notes")
    plr = models.ForeignKey(PLR, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PROGRESS)
    text = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="The new day, if it was moved.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} note on action {self.action_id}"
