"""The samples somebody has to make, has made, or that were made of their records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assurance.access import may_answer
from assurance.models import Answer, Draw, Marking, Seed
from assurance.models.marking import FIRST
from people import audit
from people.audit import Opening
from people.models import Person, Reading
from policy.periods import period_of

LATEST = 20


@dataclass(frozen=True)
class Home:
    """`to_mark`: one's own markings that wait. `to_answer`: feedback that one has not answered."""

    to_mark: Sequence[Marking]
    to_answer: Sequence[Draw]
    made: Sequence[Draw]
    of_mine: Sequence[Draw]
    seeds: Sequence[Seed]


def home_of(person: Person, *, today: date) -> Home:
    first = Marking.objects.waiting().filter(marker=person, draw__sent_on=None)
    second = Marking.objects.waiting().filter(marker=person, position__gt=FIRST)
    waiting = (first | second).select_related("draw__about", "draw__sampler")
    draws = Draw.objects.visible_to(person).select_related("about", "answerable", "sampler")
    made = draws.filter(markings__marker=person, markings__sent_at__isnull=False)
    cases = draws.filter(sampler=person, of=Draw.Of.CASE)
    concerning = draws.filter(about=person) | draws.filter(answerable=person)
    of_mine = list(concerning.select_related("answer")[:LATEST])
    this_quarter = period_of("quarter", today).start
    seeds = Seed.objects.unused().filter(person=person, period_start__gte=this_quarter)
    return Home(
        to_mark=list(waiting.order_by("draw__drawn_at")),
        to_answer=[draw for draw in of_mine if may_answer(person, draw)],
        made=list((made | cases)[:LATEST]),
        of_mine=of_mine,
        seeds=list(seeds.order_by("-committed_on")[:LATEST]),
    )


def readings_of(draw: Draw) -> list[tuple[str, datetime]]:
    """Who opened the record for this sample, and when first: for all whom the draw concerns."""
    markers = dict(draw.markings.values_list("marker_id", "marker__name"))
    lines = Reading.objects.filter(
        basis=Reading.Basis.DIP_SAMPLE,
        reader_id__in=markers,
        about_id=draw.about_id,
        record_id=draw.opened_record,
        at__gte=draw.drawn_at,
    )
    first: dict[int, datetime] = {}
    for reader, at in lines.order_by("at").values_list("reader_id", "at"):
        first.setdefault(reader, at)
    return [(markers[reader], at) for reader, at in first.items()]


def redraws_of(draw: Draw, *, reader: Person) -> list[Draw]:
    """All draws for the same task that the reader may see, earliest first.

    What was handed back stays on record; whose it was is not told to whoever was drawn next.
    """
    same = Draw.objects.visible_to(reader).filter(
        programme=draw.programme,
        period_start=draw.period_start,
        sampler=draw.sampler_id,
        is_calibration=draw.is_calibration,
    )
    related = same.select_related("about", "sampler")
    return list(related.order_by("drawn_at", "pk"))


def own_marking(draw: Draw, marker: Person) -> Marking | None:
    """For writing it; the author's own opens without a line."""
    mine = Marking.objects.visible_to(marker).filter(draw=draw, marker=marker, withdrawn_at=None)
    return mine.select_related("content", "draw", "draw__about", "draw__answerable").first()


def open_markings(draw: Draw, *, reader: Person) -> list[Marking]:
    """Those that the reader may read now; each opening of another's leaves its line."""
    found = list(
        Marking.objects.visible_to(reader)
        .filter(draw=draw, sent_at__isnull=False)
        .select_related("marker", "content")
        .order_by("position")
    )
    about = draw.answerable_id or draw.about_id
    basis = Reading.Basis.SELF if reader.pk == about else Reading.Basis.CONTRIBUTOR
    others = [one for one in found if one.marker_id != reader.pk]
    if others:
        openings = [Opening(about, "marking", one.pk, basis) for one in others]
        audit.log_readings(reader=reader, openings=openings)
    return found


def answer_to(draw: Draw, *, reader: Person) -> Answer | None:
    return Answer.objects.visible_to(reader).filter(pk=draw.pk).first()
