"""What audits and observations share: facts, contents, and the draft of an amendment."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from drafts.models import Draft, DraftQuerySet
from people.models import Person

UNVERSIONED = ["local_key", "version", "saved_at", "acknowledgement"]


def kept_versions() -> HistoricalRecords:
    """Of one table each: a field that two models share answers for the one that came last."""
    return HistoricalRecords(
        excluded_fields=UNVERSIONED,
        history_change_reason_field=models.TextField(null=True),
        cascade_delete_history=True,
    )


class PieceQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> Self:
        """The facts of a finalised piece: whoever sees the person's facts, and their practice
        supervisor. A draft: its author, and whoever is asked to write a part of it."""
        if not person.is_active:
            return self.none()
        final = Q(finalised_on__isnull=False)
        reached = Person.objects.facts_open_to(person, "person") | Q(
            person__in=person.reach.supervised
        )
        given = Q(pk__in=person.reach.records_to_read(self.model.THING))
        return self.filter(self.written_by(person) | (final & (reached | given)))

    def written_by(self, person: Person) -> Q:
        return Q(**{self.model.AUTHOR: person})

    def finalised(self) -> Self:
        return self.filter(finalised_on__isnull=False)

    def drafts(self) -> Self:
        return self.filter(finalised_on=None)


class PieceContentQuerySet(DraftQuerySet):
    def begin(self, piece: "Piece") -> None:
        """An empty draft, which is no version of its history yet."""
        self.bulk_create([self.model(**{self.model.OF: piece})])

    def visible_to(self, person: Person) -> Self:
        """Finalised: the practitioner, their line manager, its author. A draft: its author.

        Finalised too: whoever was given this one to read, or opened the practitioner's records
        by break-glass.
        """
        if not person.is_active:
            return self.none()
        about, author = f"{self.model.OF}__person", f"{self.model.OF}__{self.model.AUTHOR}"
        final = Q(**{f"{self.model.OF}__finalised_on__isnull": False})
        reached = person.reach.reports | person.reach.opened
        line = Q(**{about: person}) | Q(**{f"{about}__in": reached})
        given = Q(pk__in=person.reach.records_to_read(self.model.OF))
        return self.filter(Q(**{author: person}) | (final & (line | given)))


class AmendmentQuerySet(DraftQuerySet):
    def visible_to(self, person: Person) -> Self:
        """An amendment being written: the author of the piece alone, until it is made."""
        if not person.is_active:
            return self.none()
        return self.filter(**{f"{self.model.OF}__{self.model.AUTHOR}": person})


class Piece(models.Model):
    """Facts of one piece of quality assurance. `finalised_at` is empty where it was loaded."""

    AUTHOR, DAY, SLUG, THING = "", "", "", ""

    person = models.ForeignKey(Person, models.PROTECT, related_name="%(class)ss")
    discussed_on = models.DateField(null=True, blank=True)
    finalised_on = models.DateField(null=True, blank=True)
    finalised_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("qai:piece", args=[self.SLUG, self.pk])

    @property
    def author(self) -> Person:
        return getattr(self, self.AUTHOR)

    @property
    def author_id(self) -> int:
        return getattr(self, f"{self.AUTHOR}_id")

    @property
    def day(self) -> date:
        """The day on which the work was looked at, and on which it counts."""
        return getattr(self, self.DAY)

    @property
    def slug(self) -> str:
        return self.SLUG

    @property
    def thing(self) -> str:
        return self.THING

    @property
    def is_final(self) -> bool:
        return self.finalised_on is not None

    @property
    def is_collaborative(self) -> bool:
        return False


class PieceContent(Draft):
    """Findings and grade. While it is a draft everything is in the body; finalised, the grade, the
    strengths and the learning stand beside it. Its history begins when it is finalised."""

    OF, AUTHOR = "", ""

    grade = models.CharField(max_length=30, blank=True)
    strengths = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    acknowledgement = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def piece(self) -> Piece:
        return getattr(self, self.OF)

    def as_body(self) -> dict[str, Any]:
        """Everything that is written, as it is typed; also of a piece that was loaded."""
        body: dict[str, Any] = dict(self.body)
        if self.saved_at and not self.piece.is_final:
            return body
        texts = {**body.get("texts", {}), "strengths": self.strengths, "learning": self.learning}
        return {**body, "texts": texts, "overall_grade": self.grade}

    def save_version(self, *, by: Person | None, reason: str) -> None:
        """Saves the contents as a version of their history, with who made it and why."""
        self._history_user, self._change_reason = by, reason
        self.save()
