"""The compliance pages with people in them: no barriers, pictures with their tables, any width."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compliance import actions
from compliance.models import Figure, Snapshot
from tests.access.world import build_world
from tests.browser.axe import violations
from tests.factories import AbsenceFactory, PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 375, "height": 800}


@pytest.fixture
def world():
    """The world of the access table, with figures of two months and somebody away."""
    world, today = build_world(), timezone.localdate()
    AbsenceFactory(person=world.reportee, start=today - timedelta(days=30), end=None)
    team = world.reportee.postings.get().unit
    PersonFactory.create_batch(6, unit=team, manager=world.people["manager"])
    actions.rebuild(on=today)
    for days in (70, 35):
        keep_figures(today - timedelta(days=days), team)
    return world


def keep_figures(day, unit):
    snapshot = Snapshot.objects.create(day=day, policy="plr-policy-2022")
    counted = {"compliant": 5, "non_compliant": 1}
    for status, number in counted.items():
        Figure.objects.create(
            snapshot=snapshot,
            unit=unit,
            role="family_court_adviser",
            measure="headline",
            status=status,
            number=number,
        )


PAGES = {
    "whole": ("hr", "compliance:whole", False),
    "figures": ("mis", "compliance:whole", False),
    "team": ("manager", "compliance:team", False),
    "standing": ("manager", "compliance:standing", True),
    "own": ("reportee", "compliance:standing", True),
    "policy": ("reportee", "compliance:policy", False),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_barriers_at_any_width(page, live_server, sign_in, world, name):
    visitor, url, is_of_person = PAGES[name]
    sign_in(page, world.people[visitor])
    args = [world.reportee.pk] if is_of_person else []

    page.goto(live_server.url + reverse(url, args=args))

    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


def test_a_filter_stays_in_the_address_on_the_way_down(page, live_server, sign_in, world):
    sign_in(page, world.people["hr"])
    page.goto(live_server.url + reverse("compliance:whole"))
    page.get_by_label("Measure", exact=True).select_option("plr")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**measure=plr**")

    part = page.locator("main table th a[href^='/compliance/units/']").first
    part.click()

    page.wait_for_url("**/units/*/?measure=plr")
    assert page.get_by_label("Measure", exact=True).input_value() == "plr"


def test_the_picture_says_the_same_as_a_table(page, live_server, sign_in, world):
    sign_in(page, world.reportee)
    page.goto(live_server.url + reverse("compliance:standing", args=[world.reportee.pk]))

    page.get_by_text("View “The last 15 months” as a table").click()

    assert page.get_by_role("cell", name="Long-term absence until", exact=False).is_visible()
    assert page.get_by_role("img", name="The last 15 months").is_visible()


def test_on_paper_no_column_of_the_list_is_cut_off(page, live_server, sign_in, world):
    sign_in(page, world.people["hr"])
    page.set_viewport_size({"width": 680, "height": 960})  # A4 upright between its margins
    page.goto(live_server.url + reverse("compliance:whole"))
    on_screen = page.locator("#people ~ .app-scroll table").bounding_box()["width"]

    page.emulate_media(media="print")

    on_paper = page.locator("#people ~ .app-scroll table").bounding_box()
    assert on_screen > 680 > on_paper["x"] + on_paper["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
