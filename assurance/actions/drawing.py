"""From the seed, whose hash is told before anything is looked at, to the record that is drawn."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from assurance.actions.opening import open_to
from assurance.actions.telling import tell_of_draw
from assurance.models import Draw, Seed
from assurance.queries.frames import (
    SECOND_MARKERS,
    Found,
    Frame,
    Ground,
    frame_for,
    ground_of,
    second_markers,
)
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
    there = unused_seeds(since=ledger.first_day)
    new = [
        Seed.new(on=on, programme=programme.key, period_start=owed.duty.period.start, person=who)
        for programme in ledger.rules.programmes.values()
        if programme.owed_by == "person" and programme.is_drawn
        for holder, owed in owing_now(programme, ledger)
        for who in [holder.person]
        if (programme.key, owed.duty.period.start, who.pk) not in there
    ]
    for seed in new:
        keep_seed(seed)
    return len(new)


def keep_seed(seed: Seed) -> Seed:
    """The hash goes into the log as well, which nobody can change."""
    seed.save()
    audit.record("seed_committed", seed, by=None, hash=seed.hash)
    return seed


def unused_seeds(*, since: date) -> set[tuple[str, date, int]]:
    """Of each the programme, the first day of its period, and for whom."""
    seeds = Seed.objects.unused().filter(period_start__gte=since, for_calibration=False)
    return set(seeds.values_list("programme", "period_start", "person_id"))


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
            draw = keep_draw(seed, programme, frame, on=on, now=now)
    except IntegrityError:
        return None
    keep_seed(Seed.new(on=on, programme=seed.programme, period_start=period.start, person=person))
    if programme.is_marked:
        open_to(draw, person, ground=ground, position=1, on=on)
        add_second_marker(draw, draw.drawn_from.rule.get(SECOND_MARKERS, ()), on=on)
    tell_of_draw(draw)
    return draw


def keep_draw(seed: Seed, programme: Programme, frame: Frame, *, on: date, now: datetime) -> Draw:
    picked = draws.draw(seed.secret, frame.there)
    found = frame.there[picked]
    draw = Draw.objects.begin(
        seed=seed,
        programme=programme.key,
        period_start=seed.period_start,
        of=programme.of,
        sampler=seed.person,
        is_calibration=seed.for_calibration,
        drawn_at=now,
        rule=whole_rule(seed, programme, frame, found, on=on),
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
    return draw


def whole_rule(
    seed: Seed, programme: Programme, frame: Frame, found: Found, *, on: date
) -> dict[str, object]:
    """With who could be the second marker, so that this draw can be checked as well."""
    rule = {**frame.rule, "stratified": programme.stratified}
    if programme.second_marker and not seed.for_calibration:
        there = second_markers(programme, found, sampler=seed.person_id, on=on)
        rule[SECOND_MARKERS] = [str(pk) for pk in there]
    return rule


def add_second_marker(draw: Draw, names: Collection[str], *, on: date) -> None:
    """By the same seed, among the numbers of those who could be; nobody where there is none."""
    if names:
        chosen = int(draws.lowest(draw.seed.secret, "marker", names))
        ground = Ground(permission=draw.rules.second_marker)
        open_to(draw, Person.objects.get(pk=chosen), ground=ground, position=2, on=on)
