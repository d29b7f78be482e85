"""What a marker writes about the quality of a record: blind to every other marker."""

from typing import Self

from django.db import models
from django.db.models import Q

from assurance.models.draw import Draw
from drafts.models import Draft, DraftQuerySet
from people.models import Person, ReadingGrant
from policy.agreement import Scores

FIRST = 1


class MarkingQuerySet(DraftQuerySet):
    def begin(self, **facts: object) -> "Marking":
        return self.create(**facts)

    def visible_to(self, person: Person) -> Self:
        """One's own; those of the others once one's own is sent.

        Of a sample, and once it is sent, the first also to whoever led or made the record.
        """
        if not person.is_active:
            return self.none()
        own_sent = self.model.objects.filter(marker=person, sent_at__isnull=False)
        others = Q(draw__in=own_sent.values("draw"))
        feedback = Q(draw__answerable=person, position=FIRST, draw__is_calibration=False)
        return self.filter(Q(marker=person) | (Q(sent_at__isnull=False) & (others | feedback)))

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)

    def waiting(self) -> Self:
        """To be written: not sent, not withdrawn, of a draw that stands."""
        return self.filter(sent_at=None, withdrawn_at=None, draw__handed_back_at=None)


class Marking(Draft):
    """`position`: the first is the sampler's. `grant`: what opens the record to the marker."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="markings")
    marker = models.ForeignKey(Person, models.PROTECT, related_name="markings")
    position = models.PositiveSmallIntegerField(default=FIRST)
    grant = models.OneToOneField(ReadingGrant, models.PROTECT, related_name="marking")
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = MarkingQuerySet.as_manager()

    class Meta:
        ordering = ["draw", "position"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "marker"], name="marking_once"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(withdrawn_at=None), name="marking_sent_or_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return f"marking {self.pk} of draw {self.draw_id}"

    @property
    def is_waiting(self) -> bool:
        stands = self.sent_at is None and self.withdrawn_at is None
        return stands and self.draw.handed_back_at is None

    @property
    def scores(self) -> Scores:
        return {key: int(score) for key, score in self.body.get("scores", {}).items()}
