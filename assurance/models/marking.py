"""What a marker writes about the quality of a record: blind to every other marker."""

from typing import Self

from django.db import models
from django.db.models import Q

from assurance.models.draw import Draw
from drafts.models import Draft, DraftQuerySet
from people.models import Person, ReadingGrant
from policy.agreement import Scores

FIRST = 1


class MarkingQuerySet(models.QuerySet):
    def begin(self, **facts: object) -> "Marking":
        """With an empty draft."""
        begun = self.create(**facts)
        MarkingContent.objects.create(marking=begun)
        return begun

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


class Marking(models.Model):
    """Facts. `position`: the first is the sampler's. `grant`: what opens the record to the marker.

    That somebody marks is known to all whom the draw concerns; what they write is not.
    """

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


class MarkingContentQuerySet(DraftQuerySet):
    def visible_to(self, person: Person) -> Self:
        return self.filter(marking__in=Marking.objects.visible_to(person))


class MarkingContent(Draft):
    """Scores, notes, a judgement, feedback."""

    marking = models.OneToOneField(
        Marking, models.CASCADE, primary_key=True, related_name="content"
    )

    objects = MarkingContentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of marking {self.pk}"

    @property
    def scores(self) -> Scores:
        return scores_in(self.body.get("scores", {}))


class MarkingFigure(models.Model):
    """What was chosen in the first marking of a sample that was sent, without a word: for figures
    of many records, of whoever reads no marking. A view (wall.sql)."""

    marking = models.OneToOneField(
        Marking, models.DO_NOTHING, primary_key=True, related_name="figure"
    )
    judgement = models.CharField(max_length=30)
    chosen = models.JSONField(help_text="The score of each question.")

    class Meta:
        managed = False

    def __str__(self) -> str:
        return f"figure of marking {self.pk}"

    @property
    def scores(self) -> Scores:
        return scores_in(self.chosen)


def scores_in(chosen: dict[str, str]) -> Scores:
    return {key: int(score) for key, score in chosen.items()}
