"""From three good pieces to the ticked box, and from a bad grade to a decision on record."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_empty_pages import holds
from tests.factories import PersonFactory
from tests.qai.regulating import adviser, under_consideration, url, work
from tests.qai.test_themes_trends import area, found_in, theme
from tests.qai.writing import begun_audit
from tests.qai.writing import page as page_of
from tests.supervision.factories import PLRFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_box_is_ticked_by_keyboard_alone(page, live_server, sign_in):
    person, manager = adviser()
    work(person, (30, "good"), (20, "good"), (10, "outstanding"), auditor=manager)
    sign_in(page, manager)
    page.goto(live_server.url + url("self_regulation", person))
    page.get_by_role("button", name="Approve self-regulation").press("Enter")

    page.get_by_label("may file reports and close cases").press("Space")
    page.get_by_label("Why?").press_sequentially("Three strong pieces.")
    page.get_by_label("I will say so later").press("Space")
    page.get_by_role("button", name="Decide").press("Enter")

    expect(page.get_by_text("Your decision is kept")).to_be_visible()
    expect(page.get_by_label("may file reports and close cases")).to_be_checked()
    holds(page)


def test_a_decision_in_a_general_meeting_asks_for_its_day(page, live_server, sign_in):
    person, manager = under_consideration()
    PLRFactory(reportee=person, manager=manager, held=True)
    sign_in(page, manager)
    page.goto(live_server.url + url("self_regulation_decide", person))
    expect(page.get_by_label("Day of the general meeting")).to_be_hidden()

    page.get_by_label("Withdrawn").check()
    page.get_by_label("Why?").fill("We read the file together.")
    page.get_by_label("In a general meeting that was held").check()
    expect(page.get_by_role("group", name="Day of the general meeting")).to_be_visible()
    page.get_by_role("button", name="Decide").click()

    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter the day")
    holds(page)


def test_a_long_history_fits_a_telephone(page, live_server, sign_in):
    person, _ = under_consideration()
    work(person, *((day, "good") for day in range(20, 90)))
    sign_in(page, person)

    page.goto(live_server.url + url("self_regulation", person))

    expect(page.get_by_role("navigation", name="Pagination")).to_be_visible()
    holds(page)


def test_a_theme_is_chosen_while_an_audit_is_written_and_saves_itself(page, live_server, sign_in):
    theme("Voice of the child")
    person, manager = adviser()
    audit = begun_audit(person, manager)
    sign_in(page, manager)
    page.goto(live_server.url + page_of("write", audit))

    page.get_by_text("Themes of the learning", exact=True).first.press("Enter")
    box = page.get_by_role("group", name="Themes of the learning").get_by_label(
        "Voice of the child"
    )
    box.check()

    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved")
    page.reload()
    expect(box).to_be_checked()
    holds(page)


def test_trends_with_numbers_and_without(page, live_server, sign_in):
    head, _, (team, *_) = area(6, 3)
    found_in(
        PersonFactory.create_batch(8, unit=team), title="A theme with a very long title indeed"
    )
    sign_in(page, head)

    page.goto(f"{live_server.url}/themes/")

    expect(page.get_by_text("not shown").first).to_be_visible()
    holds(page)
