"""Acts on many at once: each of the many is asked for, and one that is foreign comes to nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from people.reach import work_out_reach
from policy.calendar import is_working_day
from supervision.models import PLR
from tests.as_asked import without_the_wall
from tests.factories import PersonFactory, UnitFactory
from tests.stored import everything_stored
from tests.supervision.factories import PLRFactory
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@dataclass(frozen=True)
class Teams:
    """A manager with somebody, and a stand-in near; and somebody of another manager."""

    manager: Person
    stand_in: Person
    own: PLR
    foreign: PLR


@pytest.fixture
def teams() -> Teams:
    area = UnitFactory(kind="service_area")
    manager, stand_in = PersonFactory.create_batch(2, role="service_manager", unit=area)
    own = PLRFactory(reportee=PersonFactory(unit=area, manager=manager), manager=manager)
    other = PersonFactory(role="service_manager")
    return Teams(
        manager, stand_in, own, PLRFactory(reportee=PersonFactory(manager=other), manager=other)
    )


def hand_over(client: Client, teams: Teams, *plrs: PLR) -> None:
    typed = {"plrs": [one.pk for one in plrs], "to": teams.stand_in.pk, "reason": "manager_away"}
    client.post(reverse("supervision:hand_over"), typed)


def begin_session(client: Client, teams: Teams, *plrs: PLR) -> None:
    typed = {"people": [one.reportee_id for one in plrs], **day_typed("held_on", TODAY)}
    client.post(reverse("supervision:meeting_group"), typed)


def everybodys_plrs(reader: Person, *, on: date) -> list[PLR]:
    return list(PLR.objects.select_related("reportee", "led_by", "joined_by"))


# the act, its guard, and what stands in the place of the guard for the control
ACTS = [
    (hand_over, "supervision.queries.leading.to_hand_over", everybodys_plrs),
    (
        begin_session,
        "supervision.queries.meetings.people_met_by",
        lambda reader: list(Person.objects.all()),
    ),
]


def has_changed(act: Callable[..., None], teams: Teams, *plrs: PLR) -> bool:
    client = signed_in(teams.manager)
    before = everything_stored()
    act(client, teams, *plrs)
    return everything_stored() != before


@pytest.mark.published_break(16)
@pytest.mark.parametrize(("act", "guard", "open_to_all"), ACTS)
def test_with_one_that_is_foreign_nothing_is_done(act, guard, open_to_all, teams):
    assert not has_changed(act, teams, teams.own, teams.foreign)
    assert not has_changed(act, teams, teams.foreign)
    assert has_changed(act, teams, teams.own)


@pytest.mark.published_break(16, control=True)
@pytest.mark.parametrize(("act", "guard", "open_to_all"), ACTS)
def test_without_the_look_at_each_the_foreign_one_would_be_taken(
    act, guard, open_to_all, teams, monkeypatch
):
    monkeypatch.setattr(guard, open_to_all)
    without_the_wall(monkeypatch)

    assert has_changed(act, teams, teams.own, teams.foreign)


def plan_for(teams: Teams, *people: Person) -> list[int]:
    """Whose year has a PLR more, where one date is sent for each."""
    days = (TODAY + timedelta(days=ahead) for ahead in range(50, 70))
    day = next(filter(is_working_day, days)).isoformat()
    signed_in(teams.manager).post(
        reverse("supervision:year"), {f"{person.pk}-1": day for person in people}
    )
    planned = PLR.objects.filter(planned_for=day, led_by=teams.manager)
    return sorted(planned.values_list("reportee", flat=True))


@pytest.mark.published_break(16)
def test_a_year_is_planned_for_ones_own_and_not_for_those_sent_with_them(teams):
    own, foreign = teams.own.reportee, teams.foreign.reportee

    assert plan_for(teams, own, foreign) == [own.pk]


@pytest.mark.published_break(16, control=True)
def test_without_its_lines_a_year_would_be_planned_for_anybody(teams, monkeypatch):
    own, foreign = teams.own.reportee, teams.foreign.reportee
    everybody = frozenset(Person.objects.values_list("pk", flat=True))

    def reaching_everybody(**asked: Any) -> Any:
        return replace(work_out_reach(**asked), reports=everybody)

    monkeypatch.setattr("people.models.person.work_out_reach", reaching_everybody)
    without_the_wall(monkeypatch)

    assert set(plan_for(teams, own, foreign)) >= {own.pk, foreign.pk}
