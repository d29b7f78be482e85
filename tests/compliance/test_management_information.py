"""Management information sees figures without names, and cannot take them apart."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compliance import actions
from tests.factories import PersonFactory, UnitFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def area():
    """Teams of seven, six and three."""
    area = UnitFactory(kind="service_area", name="North")
    for size in (7, 6, 3):
        team = UnitFactory(parent=area, name=f"Team of {size}")
        PersonFactory.create_batch(size, unit=team, role="corporate")
    actions.rebuild(on=TODAY)
    return area


def shares_for(reader, unit, **query) -> dict[str, str | None]:
    board = (
        signed_in(reader).get(reverse("compliance:unit", args=[unit.pk]), query).context["board"]
    )
    return {one.key: one.share and one.share.words for one in board.measures}


def parts_for(reader, unit, **query) -> list[str]:
    answer = signed_in(reader).get(reverse("compliance:unit", args=[unit.pk]), query)
    return [part.unit.name for part in answer.context["board"].parts]


def mis():
    return PersonFactory(role=None, grants=["mis"])


def test_what_the_pages_of_the_parts_leave_over_is_never_under_five(area):
    reader = mis()

    pages = {team.name: shares_for(reader, team)["plr"] for team in area.children.all()}

    assert shares_for(reader, area)["plr"] == "0 of 16 (0%)"
    assert pages == {"Team of 7": "0 of 7 (0%)", "Team of 6": None, "Team of 3": None}
    assert parts_for(reader, area) == ["Team of 7"]


def test_the_control_hr_sees_every_team(area):
    reader = PersonFactory(role=None, grants=["hr"])

    assert shares_for(reader, area.children.get(name="Team of 3"))["plr"] == "0 of 3 (0%)"
    assert len(parts_for(reader, area)) == 3


def test_the_same_holds_for_figures_of_a_past_day(area):
    day = TODAY - timedelta(days=2)
    actions.rebuild(on=day)
    actions.take_snapshot(on=day)

    page = shares_for(mis(), area.children.get(name="Team of 6"), as_at=day.isoformat())

    assert set(page.values()) == {None}
    assert parts_for(mis(), area, as_at=day.isoformat()) == ["Team of 7"]


def test_the_page_says_that_something_is_not_shown(area):
    page = signed_in(mis()).get(reverse("compliance:unit", args=[area.pk])).content.decode()

    assert "2 parts are not shown" in page


def test_months_before_are_shown_by_who_was_there_then(area):
    for days in (70, 35):
        actions.rebuild(on=TODAY - timedelta(days=days))
        actions.take_snapshot(on=TODAY - timedelta(days=days))
    actions.rebuild(on=TODAY)
    reader = mis()

    answers = [
        signed_in(reader).get(reverse("compliance:unit", args=[team.pk]))
        for team in (*area.children.order_by("name"), area)
    ]

    past = {
        answer.context["scope"].title: answer.context["board"].measures[0].past
        for answer in answers
    }
    assert past == {
        "Team of 3": [None, None],
        "Team of 6": [None, None],
        "Team of 7": [0, 0],
        "North": [0, 0],
    }
