"""Draws as they stand after the night: `DrawFactory(sampler=..., plr=...)`."""

from datetime import timedelta

import factory
from django.utils import timezone

from assurance.actions.opening import open_to
from assurance.models import Draw, Marking, Seed
from assurance.queries.frames import Ground
from people.models import Person
from people.rules import book_on
from policy.draws import ALGORITHM, Candidate, frame_hash
from policy.periods import period_of
from tests.factories import PersonFactory
from tests.supervision.factories import PLRFactory


class SeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seed

    programme = "plr_sample"
    person = factory.SubFactory(PersonFactory, role="head_of_practice")
    committed_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))

    @classmethod
    def _create(cls, model_class, *args, programme, committed_on, **of):
        kind = book_on(committed_on).assurance.programmes[programme].period
        start = period_of(kind, timezone.localdate()).start
        seed = Seed.new(on=committed_on, programme=programme, period_start=start, **of)
        seed.save()
        return seed


class DrawFactory(factory.django.DjangoModelFactory):
    """Of one finalised PLR; nobody can read it yet."""

    class Meta:
        model = Draw

    sampler = factory.SubFactory(PersonFactory, role="head_of_practice")
    programme = "plr_sample"
    plr = factory.SubFactory(PLRFactory, finalised=True, shared=True)
    seed = factory.SubFactory(
        SeedFactory,
        programme=factory.SelfAttribute("..programme"),
        person=factory.SelfAttribute("..sampler"),
    )
    period_start = factory.SelfAttribute("seed.period_start")
    of = "plr"
    algorithm = ALGORITHM
    record = factory.LazyAttribute(lambda draw: str(draw.plr.pk))
    frame = factory.LazyAttribute(lambda draw: [["", draw.record]])
    frame_hash = factory.LazyAttribute(lambda draw: frame_hash([Candidate("", draw.record)]))
    about = factory.SelfAttribute("plr.reportee")
    answerable = factory.SelfAttribute("plr.led_by")
    rule = factory.Dict({})
    left_out = factory.List([])

    @classmethod
    def _create(cls, model_class, *args, **facts):
        return Draw.objects.begin(**facts)


def opened_to(draw: Draw, marker: Person, *, position: int = 1) -> Marking:
    """While the marker is in the post of today."""
    reach = marker.reach
    ground = Ground(role=reach.role or "", unit_id=reach.unit_id)
    return open_to(draw, marker, ground=ground, position=position, on=timezone.localdate())
