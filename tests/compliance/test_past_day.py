"""A past day of which no figures were kept is worked out in the background, and says so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compliance import actions, asking, tasks
from compliance.models import CalculatedFigure, Calculation
from tests.compliance.calculated import page_of
from tests.factories import PersonFactory, UnitFactory
from tests.supervision.factories import PLRFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = TODAY - timedelta(days=30)
State = Calculation.State


@pytest.fixture
def area():
    """Somebody whose PLR of before the day was put on record after it."""
    area = UnitFactory(kind="service_area", name="North")
    team = UnitFactory(parent=area, name="North one")
    person = PersonFactory(role="corporate", unit=team, name="Lara Te")
    for days, finalised in ((60, 10), (200, 200)):
        PLRFactory(
            reportee=person,
            finalised=True,
            planned_for=TODAY - timedelta(days=days),
            finalised_on=TODAY - timedelta(days=finalised),
        )
    return area


def hop(area):
    return PersonFactory(role="head_of_practice", unit=area, joined=TODAY - timedelta(days=5))


def asked(reader, area, on_commit, day=DAY) -> Calculation | None:
    with on_commit():
        data = {"as_at": day.isoformat(), "unit": area.pk}
        signed_in(reader).post(reverse("compliance:past_day"), data)
    return Calculation.objects.first()


def dashboard(reader, area, day=DAY):
    url = reverse("compliance:unit", args=[area.pk])
    return signed_in(reader).get(url, {"as_at": day.isoformat()})


def test_the_dashboard_of_the_day_shows_it_and_says_how_it_came_about(area, on_commit):
    reader = hop(area)
    before = dashboard(reader, area).content.decode()

    asked(reader, area, on_commit)

    after = dashboard(reader, area)
    plr = next(one for one in after.context["board"].measures if one.key == "plr")
    assert "No figures were kept of this day. They can be worked out" in before
    assert "worked out afterwards from what is known now" in after.content.decode()
    assert plr.share.words == "1 of 1 (100%)"


def test_amb_44_what_was_not_known_then_is_said(area, on_commit):
    reader = hop(area)

    page = page_of(reader, asked(reader, area, on_commit), measure="plr")

    plr = next(one for one in page.context["board"].measures if one.key == "plr")
    assert (plr.pair.before.words, plr.pair.after.words) == ("0 of 1 (0%)", "1 of 1 (100%)")
    assert page.context["later"] == ["one PLR"]
    assert [row.person.name for row in page.context["page"]] == ["Lara Te"]


def test_figures_that_were_kept_stay_the_source(area, on_commit):
    reader = hop(area)
    actions.rebuild(on=DAY)
    actions.take_snapshot(on=DAY)
    asked(reader, area, on_commit)

    page = dashboard(reader, area)

    assert page.context["board"].worked_out is None
    assert "figures as they were kept on that day" in page.content.decode()


def test_another_reader_does_not_see_it(area, on_commit):
    reader, other = hop(area), PersonFactory(role=None, grants=["hr"])
    calculation = asked(reader, area, on_commit)

    assert page_of(other, calculation).status_code == 404
    assert dashboard(other, area).context["board"].worked_out is None


@pytest.mark.parametrize("day", ["2026-02-30", "", "soon", TODAY.isoformat(), "2999-01-01"])
def test_a_day_that_is_no_past_day_asks_for_nothing(area, day):
    data = {"as_at": day, "unit": area.pk}

    answer = signed_in(hop(area)).post(reverse("compliance:past_day"), data)

    assert (answer.status_code, Calculation.objects.count()) == (404, 0)


def test_a_part_that_one_does_not_oversee_asks_for_nothing(area, on_commit):
    stranger = PersonFactory(role="head_of_practice", unit=UnitFactory(kind="service_area"))

    assert asked(stranger, area, on_commit) is None
    assert asked(hop(area), area, on_commit)


def test_while_one_is_worked_out_the_page_shows_how_far_it_is_and_asks_for_no_other(area):
    reader = hop(area)
    first, is_new = asking.ask_past_day(by=reader, day=DAY, unit=area.pk)
    Calculation.objects.filter(pk=first.pk).update(progress=40, state=State.WORKING)

    second, is_second_new = asking.ask_past_day(by=reader, day=TODAY, unit=area)
    page = page_of(reader, first).content.decode()

    assert (is_new, is_second_new, second) == (True, False, first)
    assert 'value="40"' in page
    assert "app-poll" in page


def test_a_task_that_comes_twice_works_once(area, on_commit):
    calculation = asked(hop(area), area, on_commit)
    figures = set(CalculatedFigure.objects.values_list("measure", "before", "after", "number"))

    tasks.work_out_calculation(calculation.pk)

    again = set(CalculatedFigure.objects.values_list("measure", "before", "after", "number"))
    assert (calculation.state, again) == (State.DONE, figures)


def test_what_nobody_works_on_any_more_is_said_to_have_failed(area):
    calculation, _ = asking.ask_past_day(by=hop(area), day=DAY, unit=area.pk)
    long_ago = timezone.now() - timedelta(minutes=21)
    Calculation.objects.filter(pk=calculation.pk).update(worked_on_at=long_ago)

    tasks.look_after_calculations()

    calculation.refresh_from_db()
    assert calculation.state == State.FAILED
    assert "Something went wrong" in page_of(calculation.by, calculation).content.decode()


def test_it_is_forgotten_after_a_week(area, on_commit):
    calculation = asked(hop(area), area, on_commit)
    Calculation.objects.update(asked_at=timezone.now() - timedelta(days=7))
    seen = page_of(calculation.by, calculation).status_code

    tasks.look_after_calculations()

    assert (seen, Calculation.objects.count(), CalculatedFigure.objects.count()) == (404, 0, 0)


def test_an_error_is_said_and_told_to_the_log_of_the_worker(area, on_commit, monkeypatch):
    calculation, _ = asking.ask_past_day(by=hop(area), day=DAY, unit=area.pk)
    monkeypatch.setattr(tasks.calculating, "people_in", lambda calculation: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        tasks.work_out_calculation(calculation.pk)

    calculation.refresh_from_db()
    assert calculation.state == State.FAILED
