"""An area with its head, managers, advisers and finished PLRs, and samples of these."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from assurance import actions
from assurance.actions.drawing import draw_for
from assurance.models import Draw, Marking, MarkingContent, Seed
from people.models import Person, Unit
from people.rules import book_on
from policy.marking_gaps import gaps_in_marking
from policy.periods import period_of
from tests.factories import PersonFactory, UnitFactory
from tests.supervision.factories import PLRFactory

ONE_DAY = timedelta(days=1)


@dataclass
class Area:
    unit: Unit
    head: Person
    managers: list[Person]
    advisers: list[Person]
    plrs: list = field(default_factory=list)


def area(
    *, teams: int = 2, team: int = 2, on: date | None = None, role="head_of_practice", parent=None
) -> Area:
    """Each adviser has a PLR that was finalised twenty days ago."""
    on = on or timezone.localdate()
    unit = UnitFactory(kind="service_area", parent=parent)
    head = PersonFactory(role=role, unit=unit)
    there = Area(unit, head, [], [])
    for _ in range(teams):
        place = UnitFactory(parent=unit)
        manager = PersonFactory(role="service_manager", unit=place, manager=head)
        there.managers.append(manager)
        for _ in range(team):
            adviser = PersonFactory(unit=place, manager=manager)
            there.advisers.append(adviser)
            there.plrs.append(finished(adviser, manager, on - timedelta(days=20)))
    return there


def finished(adviser: Person, manager: Person, day: date):
    made = {"reportee": adviser, "manager": manager, "planned_for": day}
    return PLRFactory(**made, finalised=True, shared=True)


def seeded(person: Person, programme: str = "plr_sample", *, on: date | None = None) -> Seed:
    """Committed the day before."""
    on = on or timezone.localdate()
    kind = book_on(on).assurance.programmes[programme].period
    start = period_of(kind, on).start
    seed = Seed.new(on=on - ONE_DAY, programme=programme, period_start=start, person=person)
    seed.save()
    return seed


def drawn(person: Person, programme: str = "plr_sample", *, on: date | None = None) -> Draw:
    on = on or timezone.localdate()
    seeded(person, programme, on=on)
    rules = book_on(on).assurance.programmes[programme]
    draw = draw_for(person=person, programme=rules, on=on, now=timezone.now())
    assert draw is not None
    return draw


def own(draw: Draw, marker: Person | None = None) -> Marking:
    related = Marking.objects.select_related("draw", "content")
    return related.get(draw=draw, marker=marker or draw.sampler)


def body(form, *, score: str = "2", **changes) -> dict:
    return {
        "scores": {one.key: score for one in form.questions},
        "notes": {form.questions[0].key: "Both sides look back."},
        "judgement": next(iter(form.judgements)),
        "feedback": "The actions have dates. Say more of what was learned.",
        **changes,
    }


def written(marking: Marking, **changes) -> Marking:
    form = book_on(timezone.localdate()).assurance.forms[marking.draw.rules.form]
    MarkingContent.objects.filter(pk=marking.pk).update(body=body(form, **changes))
    marking.content.refresh_from_db()
    assert not gaps_in_marking(marking.content.body, form)
    return marking


def sent(draw: Draw, marker: Person | None = None, *, on: date | None = None, **changes) -> Marking:
    marking = written(own(draw, marker), **changes)
    given = {"on": on or timezone.localdate(), "now": timezone.now()}
    assert actions.send_marking(marking=marking, version=marking.content.version, **given)
    draw.refresh_from_db()
    return marking
