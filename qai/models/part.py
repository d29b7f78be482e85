from typing import Self

from django.db import connections, models
from django.db.models import Q

from drafts.models import Draft, DraftQuerySet
from people.models import Person
from qai.models.pieces import Audit, Piece


class AuditPartQuerySet(DraftQuerySet):
    def begin(self, audit: Audit) -> None:
        """An empty draft; the one that is there already, if there is one."""
        self.bulk_create([self.model(audit=audit)], ignore_conflicts=True)

    def visible_to(self, person: Person) -> Self:
        """Its writer; handed over, the auditor too; then finalised, the line manager as well.

        And whoever opened the practitioner's records by break-glass.
        """
        if not person.is_active:
            return self.none()
        handed_over = Q(audit__part_handed_over_at__isnull=False)
        final = Q(audit__finalised_on__isnull=False)
        line = Q(audit__person__in=person.reach.reports | person.reach.opened)
        return self.filter(
            Q(audit__person=person) | (handed_over & (Q(audit__auditor=person) | (final & line)))
        )

    def written(self) -> Self:
        """Those in which there is a word."""
        return self.exclude(body={})

    def is_written(self, piece: Piece) -> bool:
        """Whether there is a word in it: that alone is said, also to whoever may not read it."""
        if not isinstance(piece, Audit):
            return False
        with connections[self.db].cursor() as cursor:
            cursor.execute("select qai_has_written_part(%s)", [piece.pk])
            return cursor.fetchone()[0]


class AuditPart(Draft):
    """What the practitioner writes in a collaborative audit, in their own voice."""

    audit = models.OneToOneField(Audit, models.CASCADE, primary_key=True, related_name="part")

    objects = AuditPartQuerySet.as_manager()

    def __str__(self) -> str:
        return f"practitioner's part of audit {self.pk}"
