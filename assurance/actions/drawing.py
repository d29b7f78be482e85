"""From the seed, whose hash is told before anything is looked at, to the record that is drawn."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from assurance.actions.opening import open_to
from assurance.actions.telling import tell_of_draw
from assurance.models import Draw, Seed
from assurance.queries.frames import Found, Frame, Ground, frame_for, ground_of, second_markers
from assurance.queries.owing import Ledger, owing_now
from people import audit
from people.models import Person
from people.reach import work_out_reach
from people.rules import book_on
from policy import draws
from policy.periods import Period, period_of
from policy.rulebook.assurance import Programme


@transaction.atomic
def commit_seeds(*, on: date) -> int:
    """One unused seed for everybody who owes a draw; its hash is told from now on."""
    ledger = Ledger(on)
    new = [
        Seed.new(on=on, programme=programme.key, period_start=owed.duty.period.start, person=who)
        for programme in ledger.rules.programmes.values()
        if programme.owed_by == "person" and programme.is_drawn
        for holder, owed in owing_now(programme, ledger)
        for who in [holder.person]
        if not has_unused_seed(who, programme, owed.duty.period)
    ]
    for seed in new:
        keep_seed(seed)
    return len(new)


def keep_seed(seed: Seed) -> Seed:
    """The hash goes into the log as well, which nobody can change."""
    seed.save()
    audit.record("seed_committed", seed, by=None, hash=seed.hash)
    return seed


def has_unused_seed(person: Person, programme: Programme, period: Period) -> bool:
    seeds = Seed.objects.unused().filter(programme=programme.key, period_start=period.start)
    return seeds.filter(person=person, for_calibration=False).exists()


def draw_all_due(*, on: date, now: datetime) -> list[Draw]:
    """For everybody whose day has come and whose seed was committed on an earlier day."""
    ledger = Ledger(on)
    drawn = [
        draw_for(person=holder.person, programme=programme, on=on, now=now)
        for programme in ledger.rules.programmes.values()
        if programme.owed_by == "person" and programme.is_drawn
        for holder, owed in owing_now(programme, ledger)
        if owed.draw is None and on >= draw_day(programme, owed.duty.period)
    ]
    return [one for one in drawn if one]


def draw_day(programme: Programme, period: Period) -> date:
    return period.start + timedelta(days=programme.draw_after_days)


@transaction.atomic
def draw_for(*, person: Person, programme: Programme, on: date, now: datetime) -> Draw | None:
    """None without a seed of an earlier day, without a post today, or with nothing to draw from."""
    period = period_of(programme.period, on)
    seeds = Seed.objects.unused().committed_before(on).select_for_update(of=("self",))
    seed = seeds.filter(
        programme=programme.key, period_start=period.start, person=person, for_calibration=False
    ).first()
    ground = ground_of(work_out_reach(person_id=person.pk, on=on), programme)
    if seed is None or ground is None:
        return None
    rules = book_on(on).assurance
    frame = frame_for(person.pk, programme, period, ground=ground, rules=rules, on=on)
    if not frame.there:
        return None
    try:
        with transaction.atomic():
            draw, found = keep_draw(seed, programme, frame, now=now)
    except IntegrityError:
        return None
    keep_seed(Seed.new(on=on, programme=seed.programme, period_start=period.start, person=person))
    if programme.is_marked:
        open_to(draw, person, ground=ground, position=1, on=on)
        add_second_marker(draw, programme, found, on=on)
    tell_of_draw(draw)
    return draw


def keep_draw(
    seed: Seed, programme: Programme, frame: Frame, *, now: datetime
) -> tuple[Draw, Found]:
    picked = draws.draw(seed.secret, frame.there)
    found = frame.there[picked]
    draw = Draw.objects.create(
        seed=seed,
        programme=programme.key,
        period_start=seed.period_start,
        of=programme.of,
        sampler=seed.person,
        is_calibration=seed.for_calibration,
        drawn_at=now,
        rule={**frame.rule, "stratified": programme.stratified},
        frame=[[one.stratum, one.record] for one in sorted(frame.there)],
        left_out=[
            [one.candidate.stratum, one.candidate.record, one.reason]
            for one in sorted(frame.left_out, key=lambda one: one.candidate)
        ],
        frame_hash=draws.frame_hash(frame.there),
        algorithm=draws.ALGORITHM,
        stratum=picked.stratum,
        record=picked.record,
        about_id=found.about,
        answerable_id=found.answerable,
        plr_id=int(picked.record) if programme.of == "plr" else None,
        audit_id=int(picked.record) if programme.of == "audit" else None,
    )
    audit.record("record_drawn", draw, by=None, programme=draw.programme, seed=seed.hash)
    return draw, found


def add_second_marker(
    draw: Draw, programme: Programme, found: Found, *, on: date, but: Sequence[int] = ()
) -> None:
    """By the same seed, among those who have the permission and no part in the record."""
    if not programme.second_marker:
        return
    there = second_markers(programme, found, sampler=draw.sampler_id, on=on, but=but)
    if names := {str(pk) for pk in there}:
        chosen = int(draws.lowest(draw.seed.secret, "marker", names))
        ground = Ground(permission=programme.second_marker)
        open_to(draw, Person.objects.get(pk=chosen), ground=ground, position=2, on=on)
