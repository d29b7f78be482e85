"""From the organisation down to the team: x of y, who falls out, and who is listed."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from compliance import actions
from people.models import Person
from tests.factories import PersonFactory, UnitFactory
from tests.supervision.factories import PLRFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def days_ago(number):
    return TODAY - timedelta(days=number)


@pytest.fixture
def area():
    """An area with a team: one person in time, one late, and HR who looks on."""
    organisation = UnitFactory(kind="organisation", name="Organisation")
    area = UnitFactory(kind="service_area", parent=organisation, name="North")
    team = UnitFactory(parent=area, name="North one")
    manager = PersonFactory(role="service_manager", unit=team, name="Mel Manager")
    in_time = PersonFactory(role="corporate", unit=team, manager=manager, name="Ina Time")
    PersonFactory(role="corporate", unit=team, manager=manager, name="Lara Te")
    for number in (20, 120):
        PLRFactory(reportee=in_time, manager=manager, finalised=True, planned_for=days_ago(number))
    return area


def answer_to(reader, name="compliance:whole", args=(), **query):
    client = Client()
    client.force_login(Person.objects.get(pk=reader.pk))
    return client.get(reverse(name, args=args), query)


def page_for(reader, name="compliance:whole", args=(), **query) -> str:
    answer = answer_to(reader, name, args, **query)
    assert answer.status_code == 200
    return answer.content.decode()


def hr() -> Person:
    return PersonFactory(role=None, grants=["hr"])


def test_amb_47_x_of_y_with_who_is_in_neither_beside_it(area):
    actions.rebuild(on=TODAY)

    page = page_for(hr(), "compliance:unit", [area.pk], measure="plr")

    assert "1 of 3 (33%)" in page
    assert "0 excluded, 0 not yet testable" in page


@pytest.mark.requirement("P22-A1.9")
def test_a_manager_sees_their_own_team_judged_live_and_plans_from_there(area):
    manager = Person.objects.get(name="Mel Manager")

    page = page_for(manager)

    assert "My team" in page
    assert "Lara Te" in page
    assert reverse("supervision:plan", args=[Person.objects.get(name="Lara Te").pk]) in page


def test_a_team_and_the_projection_say_the_same(area):
    team, reader = area.children.get(), hr()
    actions.rebuild(on=TODAY)

    live = answer_to(reader, "compliance:unit", [team.pk]).context["board"]
    kept = answer_to(reader, "compliance:unit", [area.pk]).context["board"]

    assert [(m.key, m.share) for m in live.measures] == [(m.key, m.share) for m in kept.measures]
    assert live.weeks == kept.weeks


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"status": "non_compliant"}, ["Mel Manager", "Lara Te"]),
        ({"status": "compliant"}, ["Ina Time"]),
        ({"role": "service_manager"}, ["Mel Manager"]),
        ({"measure": "plr", "due_by": days_ago(30).isoformat()}, ["Mel Manager", "Lara Te"]),
        ({"status": "falling"}, []),
    ],
)
@pytest.mark.parametrize("part", ["team", "area"])
def test_the_list_keeps_to_its_filters(area, filters, names, part):
    unit = area if part == "area" else area.children.get()
    actions.rebuild(on=TODAY)

    listed = answer_to(hr(), "compliance:unit", [unit.pk], **filters).context["page"]

    assert {row.person.name for row in listed} == set(names)


def test_filters_stay_in_the_way_up_and_down(area):
    actions.rebuild(on=TODAY)

    page = page_for(hr(), "compliance:unit", [area.pk], measure="plr")

    for unit in (area.parent, area.children.get()):
        assert f"{reverse('compliance:unit', args=[unit.pk])}?measure=plr" in page


def test_filters_that_fit_nothing_show_the_way_back(area):
    actions.rebuild(on=TODAY)

    page = page_for(hr(), role="team_leader")

    assert "Nobody fits these filters" in page


def test_an_organisation_without_people_says_what_will_appear():
    UnitFactory(kind="organisation")

    page = page_for(hr())

    assert "appears here" in page


def test_management_information_sees_no_names_and_no_group_under_five(area):
    mis = PersonFactory(role=None, grants=["mis"])
    actions.rebuild(on=TODAY)

    page = page_for(mis)
    sheet = answer_to(mis, export="csv").content.decode()

    assert "Not shown: fewer than five people" in page
    assert not any(name in page + sheet for name in ("Lara Te", "Ina Time", "1 of 3"))


def test_the_control_hr_sees_both(area):
    actions.rebuild(on=TODAY)

    page = page_for(hr())

    assert "Lara Te" in page
    assert "1 of 3 (33%)" in page


@pytest.mark.parametrize("part", ["team", "area"])
def test_the_number_of_queries_does_not_grow(area, part, django_assert_max_num_queries):
    unit, client = (area if part == "area" else area.children.get()), Client()
    PersonFactory.create_batch(60, unit=area.children.get())
    actions.rebuild(on=TODAY)
    client.force_login(hr())

    with django_assert_max_num_queries(14):  # two of them begin and end the transaction
        answer = client.get(reverse("compliance:unit", args=[unit.pk]))

    assert answer.context["page"].paginator.count == 63


@pytest.mark.requirement("BURY-18c")
def test_the_sheet_has_what_the_filters_find_and_runs_nothing(area):
    Person.objects.filter(name="Lara Te").update(name="=1+1")
    actions.rebuild(on=TODAY)

    text = answer_to(hr(), status="non_compliant", export="csv").content.decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["Name"] for row in rows} == {"'=1+1", "Mel Manager"}


def test_the_workbook_has_text_as_text_and_days_as_days(area):
    Person.objects.filter(name="Lara Te").update(name="=1+1")
    actions.rebuild(on=TODAY)

    file = io.BytesIO(answer_to(hr(), status="non_compliant", export="xlsx").content)

    cells = [cell for row in openpyxl.load_workbook(file).active.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in cells)
    assert any(cell.is_date for cell in cells)


def test_a_past_day_of_the_organisation_shows_the_figures_kept_then(area):
    reader = hr()
    actions.rebuild(on=days_ago(3))
    actions.take_snapshot(on=days_ago(3))
    actions.rebuild(on=TODAY)

    page = page_for(reader, as_at=days_ago(3).isoformat())
    other = page_for(reader, as_at=days_ago(4).isoformat())

    assert "1 of 3 (33%)" in page
    assert "No figures were kept of this day" in other


def test_whoever_comes_after_the_figures_were_kept_adds_up_no_months(area):
    def adds_up(reader) -> bool:
        with CaptureQueriesContext(connection) as questions:
            page_for(reader)
        return any("compliance_figure" in question["sql"] for question in questions)

    reader = hr()
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.rebuild(on=TODAY)
        actions.take_snapshot(on=TODAY)

    added_up = adds_up(reader)
    cache.clear()

    assert (added_up, adds_up(reader), adds_up(reader)) == (False, True, False)


@pytest.mark.requirement("S17-A4.16")
def test_people_outside_the_reach_are_not_listed(area):
    hop = PersonFactory(role="head_of_practice", unit=area)
    stranger = PersonFactory(unit=UnitFactory(parent=area.parent), name="Stan Ranger")
    actions.rebuild(on=TODAY)

    seen = page_for(hop)

    assert "Lara Te" in seen
    assert stranger.name not in seen
    assert stranger.name in page_for(hr())


@pytest.mark.parametrize("part", ["team", "area"])
@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["Ina Time", "Lara Te", "Mel Manager"]),
        ("due", ["Mel Manager", "Lara Te", "Ina Time"]),
    ],
)
def test_a_list_can_be_had_by_name_and_by_due_date(area, part, order, names):
    unit = area if part == "area" else area.children.get()
    actions.rebuild(on=TODAY)

    answer = answer_to(hr(), "compliance:unit", [unit.pk], order=order)

    assert [row.person.name for row in answer.context["page"]] == names
    assert f"order={order}" in answer.context["query"]


@pytest.mark.parametrize("part", ["team", "area"])
def test_late_by_too_few_shows_no_day_as_if_there_were_time(area, part):
    unit = area if part == "area" else area.children.get()
    person = Person.objects.get(name="Ina Time")
    PLRFactory._meta.model.objects.filter(reportee=person, held_on=days_ago(120)).delete()
    actions.rebuild(on=TODAY)

    page = page_for(hr(), "compliance:unit", [unit.pk], measure="plr", order="name")
    sheet = answer_to(hr(), "compliance:unit", [unit.pk], measure="plr", export="csv")

    assert "too few so far" in page
    assert "Late: too few so far" in sheet.content.decode()


def test_a_managers_team_has_its_months_before(area):
    page = answer_to(Person.objects.get(name="Mel Manager"), "compliance:team")

    board = page.context["board"]
    plr = next(one for one in board.measures if one.key == "plr")
    assert (len(plr.past), plr.past[-1]) == (13, plr.share.per_cent)
    assert "in time at the end of each month" in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"as_at": "2026-02-30"},
        {"as_at": "0001-01-01"},
        {"as_at": "9999-12-31"},
        {"due_by": "soon"},
        {"measure": "height"},
        {"status": "green"},
        {"order": "size"},
    ],
)
@pytest.mark.parametrize("name", ["compliance:whole", "compliance:team"])
def test_what_cannot_be_asked_is_a_plain_error_on_the_page(area, name, query):
    answer = answer_to(Person.objects.get(name="Mel Manager"), name, **query)

    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize("grant", ["hr", "mis"])
def test_an_organisation_without_units_says_what_will_appear(grant):
    page = page_for(PersonFactory(role=None, grants=[grant]))

    assert "appears here" in page


def test_every_number_of_a_measure_leads_to_the_people_behind_it(area):
    PersonFactory(unit=area, joined=days_ago(10), name="Neva Starter")
    actions.rebuild(on=TODAY)
    page = page_for(hr(), "compliance:unit", [area.pk])

    for status, number in (("compliant", 1), ("non_compliant", 2), ("excluded", 1)):
        query = {"measure": "plr", "status": status}
        listed = answer_to(hr(), "compliance:unit", [area.pk], **query).context["page"]
        assert f"?measure=plr&amp;status={status}#people" in page
        assert listed.paginator.count == number
