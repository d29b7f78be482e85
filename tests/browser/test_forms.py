"""Forms by keyboard, on a narrow screen and to a screen reader."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.sample import STATUS, WELLBEING
from tests.factories import PersonFactory
from tests.govuk.site.draft import start_again

pytestmark = pytest.mark.urls("tests.govuk.site.urls")


@pytest.fixture
def form(page, sign_in, live_server):
    start_again()
    sign_in(page, PersonFactory())
    page.goto(live_server.url + "/sample/")
    return page


def focused(page):
    return page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")


def test_a_page_with_errors_says_so_and_every_line_leads_to_its_control(form):
    form.get_by_label("Not so well", exact=True).check()
    form.get_by_label("Day").fill("31")
    form.get_by_role("button", name="Check and share").click()
    form.locator(".govuk-error-summary").wait_for()

    targets = []
    for link in form.locator(".govuk-error-summary a").all():
        link.click()
        targets.append(focused(form))

    assert form.title().startswith("Error: ")
    assert targets == ["reason", "met_month"]
    assert violations(form) == []


def test_one_line_says_its_limit_when_it_is_near(form):
    form.get_by_label("Not so well", exact=True).check()
    line = form.get_by_label("What is not so well?")

    line.fill("x" * 150)
    expect(form.get_by_text("characters left")).to_have_count(0)
    line.fill("x" * 190)
    expect(form.get_by_text("10 characters left")).to_be_visible()
    line.fill("x" * 201)

    expect(form.get_by_text("1 character too many")).to_be_visible()
    assert violations(form) == []


def test_a_question_appears_with_the_choice_that_asks_it(form):
    question = form.get_by_label("What is not so well?")
    expect(question).to_be_hidden()

    form.get_by_label("Not so well", exact=True).check()

    expect(question).to_be_visible()
    assert violations(form) == []


def test_the_first_tab_skips_to_the_contents(form):
    form.keyboard.press("Tab")
    assert focused(form) == "Skip to main content"

    form.keyboard.press("Enter")

    assert form.evaluate("location.hash") == "#main-content"


@pytest.mark.parametrize("path", ["/sample/", "/sample/teams/", "/sample/saved/"])
def test_nothing_runs_off_a_narrow_screen(form, live_server, path):
    form.set_viewport_size({"width": 320, "height": 640})
    form.goto(live_server.url + path)

    assert form.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(form) == []


def test_enter_goes_through_a_row_and_adds_the_next(form):
    form.locator("[name=actions-0-text]").fill("Read")

    visited = []
    for _ in range(4):
        form.keyboard.press("Enter")
        visited.append(focused(form))

    assert visited == ["actions-0-owner", "actions-1-text", "actions-1-owner", "actions-2-text"]
    assert form.locator("[name=actions-TOTAL_FORMS]").input_value() == "3"
    assert form.url.endswith("/sample/")


def test_removing_a_row_keeps_the_focus_in_the_list_and_says_so(form):
    form.locator("[data-row]").nth(0).get_by_role("button", name="Remove").click()

    assert focused(form) == "actions-1-text"
    expect(form.locator("#app-status")).to_have_text("Action 1 removed")
    expect(form.locator("[name=actions-0-text]")).to_have_count(0)


def test_beside_the_section_in_focus_stands_what_belongs_to_it(form):
    last_time = form.locator("[data-companion=strengths]")
    expect(last_time).to_be_hidden()

    form.get_by_label("What went well?").focus()

    expect(last_time).to_be_visible()
    expect(form.locator("[data-companion=wellbeing]")).to_be_hidden()


def test_on_a_narrow_screen_everything_beside_is_shown_below(form):
    form.set_viewport_size({"width": 375, "height": 700})

    expect(form.locator("[data-companion=strengths]")).to_be_visible()
    expect(form.locator("[data-companion=wellbeing]")).to_be_visible()


def test_words_are_counted_and_the_limit_shows_only_when_it_is_near(form):
    words = form.locator(f"{WELLBEING} + .app-words")
    expect(words).to_have_text("1 word")

    form.locator(WELLBEING).fill("three short words")
    expect(words).to_have_text("3 words")
    form.locator(WELLBEING).fill("x" * 50_010)

    expect(words).to_have_text("10 characters too many")


def test_pinning_takes_one_click_and_can_be_undone(form):
    button = form.get_by_role("button", name="Pin the audit of 3 March", exact=True)
    button.focus()

    form.keyboard.press("Enter")

    undo = form.get_by_role("button", name="Unpin the audit of 3 March")
    expect(undo).to_be_focused()
    expect(form.locator("#app-status")).to_have_text("Pinned to the record")
    undo.click()
    expect(button).to_be_visible()


def test_the_status_stays_in_sight_at_every_place_of_the_page(form):
    for position in ("0", "document.body.scrollHeight / 2"):
        form.evaluate(f"window.scrollTo(0, {position})")
        expect(form.locator(STATUS)).to_be_in_viewport()


UNCOVERED = """() => {
  const bar = document.querySelector('.app-savebar')
  const field = document.activeElement
  if (bar.contains(field) || !field.closest('form[data-autosave-key]')) return true
  return field.getBoundingClientRect().top <= bar.getBoundingClientRect().top - 4
}"""


def test_the_bar_at_the_foot_does_not_hide_what_has_the_focus(form):
    for _ in range(40):
        form.keyboard.press("Tab")

        form.wait_for_function(UNCOVERED)


def test_paper_shows_the_text_and_none_of_the_controls(form):
    form.emulate_media(media="print")

    expect(form.get_by_role("heading", name="Sample", exact=True)).to_be_visible()
    expect(form.locator(".govuk-template__header")).to_be_hidden()
    expect(form.locator(".app-savebar")).to_be_hidden()
    expect(form.get_by_text("Add another action")).to_be_hidden()


def test_filters_apply_at_once_and_the_address_keeps_them(form, live_server):
    form.goto(live_server.url + "/sample/teams/")

    form.get_by_label("Digital").focus()
    form.keyboard.press("Space")

    expect(form.locator("#app-status")).to_have_text("1 team shown")
    assert form.url.endswith("?team=Digital")
    assert focused(form) == "team"
    assert violations(form) == []


def test_a_filter_that_fails_shows_the_error_as_a_page(form, live_server):
    form.expected.append("500")
    form.goto(live_server.url + "/sample/teams/")
    form.route("**/?team*", lambda route: route.fulfill(status=500, body="out of order"))

    form.get_by_label("Finance").focus()
    form.keyboard.press("Space")

    form.get_by_text("out of order").wait_for()
