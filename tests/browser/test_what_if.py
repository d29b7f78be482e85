"""What if, from the question to the answer: by keyboard, at any width, without barriers."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from compliance import calculating
from compliance.models import Calculation
from tests.access.world import build_world
from tests.browser.axe import violations

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 375, "height": 800}
State = Calculation.State


@pytest.fixture
def world():
    return build_world()


def holds(page) -> None:
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


def test_moving_audits_to_six_months_is_asked_and_answered(page, live_server, sign_in, world):
    sign_in(page, world.people["hr"])
    page.goto(live_server.url + reverse("compliance:what_if"))

    page.locator("summary", has_text="Case file audit").press("Enter")
    page.locator("details[open]").get_by_label("One every so many months").fill("6")
    page.get_by_role("button", name="Work it out", exact=True).press("Enter")

    expect(page.get_by_text("One case file audit in any 6 months.")).to_be_visible()
    expect(page.get_by_role("heading", name="Who would stand otherwise")).to_be_visible()
    holds(page)


def test_a_wrong_number_is_led_to_in_its_group(page, live_server, sign_in, world):
    sign_in(page, world.people["hr"])
    page.goto(live_server.url + reverse("compliance:what_if"))
    page.locator("summary", has_text="Exclusions").click()
    page.get_by_label("Months left out after a return").fill("many")
    page.get_by_role("button", name="Work it out", exact=True).click()

    page.locator(".govuk-error-summary a").first.click()

    expect(page.get_by_label("Months left out after a return")).to_be_focused()
    holds(page)


def test_the_page_of_work_under_way_shows_the_answer_by_itself(page, live_server, sign_in, world):
    given = Calculation.objects.create(
        by=world.people["hr"],
        kind=Calculation.Kind.WHAT_IF,
        day=timezone.localdate(),
        edits=[[["exclusions", "long_absence_days"], 28]],
        state=State.WORKING,
        progress=40,
    )
    sign_in(page, world.people["hr"])
    page.goto(live_server.url + given.get_absolute_url())
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "40")
    assert violations(page) == []

    calculating.work_out(given)

    answer = page.get_by_role("heading", name="Who would stand otherwise")
    expect(answer).to_be_visible(timeout=20_000)


def test_a_past_day_is_asked_for_on_the_dashboard(page, live_server, sign_in, world):
    sign_in(page, world.people["hr"])
    page.goto(live_server.url + reverse("compliance:whole") + "?as_at=2026-05-04")
    holds(page)

    page.get_by_role("button", name="Work out this day").click()

    expect(page.get_by_text("Worked out afterwards from what is known now")).to_be_visible()
    page.get_by_role("link", name="The dashboard of this day").click()
    expect(page.get_by_text("No figures were kept of this day.")).to_be_visible()
    holds(page)
