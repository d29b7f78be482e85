"""One record that everybody marks before a round, so that they mark alike."""

from datetime import date, datetime

from django.db import transaction

from assurance.actions.drawing import keep_draw, keep_seed
from assurance.actions.opening import close_all, open_to
from assurance.actions.telling import tell_people
from assurance.models import Draw, Seed
from assurance.queries.frames import Ground, frame_for, ground_of
from assurance.queries.owing import Ledger
from people import audit
from people.models import Person
from people.reach import Reach, work_out_reach
from people.rules import book_on
from policy.periods import period_of
from policy.rulebook.assurance import Programme

WAITING = {"for_calibration": True}


@transaction.atomic
def announce_calibration(*, programme: Programme, by: Person, on: date) -> bool:
    """The seed now, the draw on the next day or later. One at a time for a programme."""
    of = {"programme": programme.key, "period_start": period_of(programme.period, on).start}
    waits = Seed.objects.unused().filter(**of, **WAITING).exists()
    runs = Draw.objects.open().filter(programme=programme.key, is_calibration=True).exists()
    if waits or runs:
        return False
    seed = keep_seed(Seed.new(on=on, person=by, **of, **WAITING))
    audit.record("calibration_announced", seed, by=by)
    return True


def draw_calibrations(*, on: date, now: datetime) -> list[Draw]:
    seeds = Seed.objects.unused().committed_before(on).filter(**WAITING)
    drawn = [draw_calibration(seed=seed, on=on, now=now) for seed in seeds.select_related("person")]
    return [one for one in drawn if one]


@transaction.atomic
def draw_calibration(*, seed: Seed, on: date, now: datetime) -> Draw | None:
    """From all that the programme covers, without what any of the markers had a part in."""
    book = book_on(on)
    programme = book.assurance.programmes[seed.programme]
    period = period_of(programme.period, on)
    whole = Ground(permission="calibration")
    frame = frame_for(seed.person_id, programme, period, ground=whole, rules=book.assurance, on=on)
    markers = markers_of(programme, on=on)
    involved = set(markers) | {seed.person_id}
    free = {
        candidate: found
        for candidate, found in frame.there.items()
        if not involved & {found.about, found.answerable} and not leads_any(markers, found.about)
    }
    if not free or not markers:
        return None
    rule = {**frame.rule, "without_part_of_any_marker": True}
    narrowed = type(frame)(rule, free, frame.left_out)
    draw = keep_draw(seed, programme, narrowed, on=on, now=now)
    for position, (pk, reach) in enumerate(sorted(markers.items()), start=1):
        ground = ground_of(reach, programme)
        if ground:
            marker = Person.objects.get(pk=pk)
            open_to(draw, marker, ground=ground, position=position, on=on)
            tell_people([marker], draw, "calibration_to_mark", path="/assurance/")
    tell_people({one for one in (draw.about, draw.answerable) if one}, draw, "record_calibrated")
    return draw


def markers_of(programme: Programme, *, on: date) -> dict[int, Reach]:
    """Everybody who is in a post today in which the programme is owed."""
    there = [one.person for one in Ledger(on).holders.values() if one.held(programme)]
    reaches = {one.pk: work_out_reach(person_id=one.pk, on=on) for one in there if one.is_active}
    return {pk: reach for pk, reach in reaches.items() if ground_of(reach, programme)}


def leads_any(markers: dict[int, Reach], about: int) -> bool:
    return any(about in reach.reports for reach in markers.values())


@transaction.atomic
def close_calibration(*, draw: Draw, by: Person, on: date, now: datetime) -> bool:
    """Nobody marks any more; the markers see how far they agree."""
    if not Draw.objects.open().filter(pk=draw.pk, is_calibration=True).update(sent_on=on):
        return False
    draw.markings.filter(sent_at=None, withdrawn_at=None).update(withdrawn_at=now)
    close_all(draw, now=now)
    audit.record("calibration_closed", draw, by=by)
    return True
