"""What `access` says of one PLR is what `visible_to` says of many, for every kind of visitor."""

from datetime import date

import pytest
from django.utils import timezone

from people.models import Person
from stewardship.actions.break_glass import break_glass
from supervision import access
from supervision.models import PLR, Record, SelfAssessment
from tests.access.world import build_world
from tests.factories import GrantFactory, PersonFactory, ReadingGrantFactory
from tests.supervision.factories import PLRFactory

PREDICATES = {
    Record: access.may_open_record,
    SelfAssessment: access.may_open_self_assessment,
}


pytestmark = pytest.mark.django_db


@pytest.fixture
def plrs():
    """One in each state; three have somebody who stands in."""
    reportee = build_world().reportee
    for month, state in enumerate(({}, {"held": True}, {"finalised": True}), start=1):
        leader, day = PersonFactory(), date(2026, month, 5)
        led = {"led_by": leader, "stand_in": True, "shared": True, "planned_for": day}
        PLRFactory(reportee=reportee, **led, **state)
    return list(PLR.objects.all())


@pytest.fixture
def readers(plrs):
    """Everybody, among them one who was given all to read, one who opened them by break-glass, and
    one who was locked out."""
    given = PersonFactory(role="head_of_practice")
    for plr in plrs:
        ReadingGrantFactory(reader=given, about=plr.reportee, record_id=plr.pk)
    reason, opener = "An inspection asks for it.", PersonFactory(grants=["break_glass"])
    break_glass(about=plrs[0].reportee, reason=reason, by=opener, now=timezone.now())
    GrantFactory(grant="hr", person=PersonFactory(locked_at=timezone.now()))
    return list(Person.objects.all())


@pytest.mark.parametrize("kind", PREDICATES, ids=lambda kind: kind.__name__)
def test_one_is_opened_by_exactly_those_who_see_it_among_many(kind, plrs, readers):
    written = set(kind.objects.values_list("pk", flat=True))
    may_open = PREDICATES[kind]

    opened = {(one, plr) for one in readers for plr in plrs if may_open(one, plr)}

    seen = {(one, content.plr) for one in readers for content in kind.objects.visible_to(one)}
    assert {(one, plr) for one, plr in opened if plr.pk in written} == seen
    assert len({one for one, _ in seen}) > 4
