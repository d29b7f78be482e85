"""The year of a team in a browser: by keyboard, by dragging, without barriers, on a telephone."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from policy.calendar import is_working_day
from supervision.models import PLR
from tests.browser.axe import violations
from tests.factories import AbsenceFactory, PersonFactory
from tests.supervision.test_year import TODAY, member

PHONE = {"width": 375, "height": 700}


@pytest.fixture
def manager(transactional_db):
    return PersonFactory(role="service_manager")


@pytest.fixture
def person(manager):
    AbsenceFactory(person=member(manager), start=TODAY, end=TODAY + timedelta(days=20))
    return member(manager)


@pytest.fixture
def year(page, sign_in, live_server, manager, person):
    sign_in(page, manager)
    page.goto(live_server.url + reverse("supervision:year"))
    return page


def first_of(year, person):
    field = year.locator(f'input[name="{person.pk}-1"]')
    block = year.get_by_role("button", name=f"PLR 1 of {person.name}, ")
    return field, block


def test_an_arrow_moves_a_plr_to_the_next_working_day_and_shift_by_a_week(year, person):
    field, block = first_of(year, person)
    before = date.fromisoformat(field.input_value())

    block.focus()
    year.keyboard.press("ArrowRight")
    day_after = date.fromisoformat(field.input_value())
    year.keyboard.press("Shift+ArrowRight")

    assert before < day_after <= before + timedelta(days=6)
    assert is_working_day(day_after)
    assert date.fromisoformat(field.input_value()) >= day_after + timedelta(days=7)
    expect(block).to_be_focused()


def test_dragging_moves_it_and_the_date_below_follows(year, person):
    field, block = first_of(year, person)
    block.scroll_into_view_if_needed()
    before, box = date.fromisoformat(field.input_value()), block.bounding_box()

    year.mouse.move(box["x"] + 12, box["y"] + 12)
    year.mouse.down()
    year.mouse.move(box["x"] + 212, box["y"] + 12, steps=5)
    year.mouse.up()

    assert date.fromisoformat(field.input_value()) > before + timedelta(days=30)
    assert is_working_day(date.fromisoformat(field.input_value()))


def test_a_year_of_a_team_is_planned_with_one_button_with_time_and_place(year, person):
    year.locator("summary", has_text=f"Time and place of the PLRs of {person}").click()
    year.get_by_label(f"Time of all PLRs of {person}").fill("10am")
    year.get_by_label(f"Place or link of PLR 1 of {person}").fill("Room 4")
    year.get_by_role("button", name="Plan all these PLRs").click()

    expect(year.get_by_text("Everybody is told of theirs.")).to_be_visible()
    planned = PLR.objects.filter(reportee=person, state="scheduled", starts_at=time(10))
    assert planned.count() >= 4
    assert planned.order_by("planned_for").first().place == "Room 4"


def test_the_year_has_no_barriers_with_an_error_shown_and_on_a_telephone(year, person):
    first_of(year, person)[0].fill("2000-01-03")
    year.get_by_role("button", name="Plan all these PLRs").click()
    expect(year.get_by_text("choose today or a later day").first).to_be_visible()

    assert violations(year) == []
    year.set_viewport_size(PHONE)
    assert year.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(year) == []
