"""What is not saved yet lies in the browser, readable only to its writer, and not for long."""

import json

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.sample import (
    PROBLEM,
    WELLBEING,
    copy_is_kept,
    kept_copies,
    problem,
    saved,
)
from tests.factories import PersonFactory
from tests.govuk.site.draft import draft, start_again

pytestmark = pytest.mark.urls("tests.govuk.site.urls")
EIGHT_DAYS = 8 * 24 * 60 * 60 * 1000


@pytest.fixture
def person(live_server):
    start_again()
    return PersonFactory()


@pytest.fixture
def form(page, person, sign_in, live_server):
    sign_in(page, person)
    page.goto(live_server.url + "/sample/")
    return page


def crash(page, live_server, *texts):
    """The browser ends before anything was sent; the page is opened again."""
    page.expected.append("ERR_FAILED")
    page.route("**/sample/draft/", lambda route: route.abort())
    page.locator(WELLBEING).fill(texts[0])
    for label, text in zip(["What went well?"], texts[1:], strict=False):
        page.get_by_label(label).fill(text)
    copy_is_kept(page)
    problem(page, "cannot reach the service")
    page.goto("about:blank")
    page.unroute("**/sample/draft/")
    page.goto(live_server.url + "/sample/")


def test_the_copy_cannot_be_read_where_it_lies(form, live_server):
    crash(form, live_server, "nobody else may read this", "nor this")

    stored = form.evaluate("() => JSON.stringify(localStorage)")

    assert len(kept_copies(form)) == 1
    assert "nobody else" not in stored
    assert "nor this" not in stored
    assert set(json.loads(form.evaluate("key => localStorage[key]", kept_copies(form)[0]))) == {
        "at",
        "submitted",
        "iv",
        "data",
    }


def test_after_a_crash_the_text_is_offered_and_restored(form, live_server):
    crash(form, live_server, "not sent", "nor this")
    assert violations(form) == []

    form.get_by_role("button", name="Restore it").click()
    saved(form)

    expect(form.locator(WELLBEING)).to_be_focused()
    assert draft.text("wellbeing") == "not sent"
    assert draft.text("strengths") == "nor this"


def test_choices_dates_and_added_rows_are_restored_too(form, live_server):
    form.expected.append("ERR_FAILED")
    form.route("**/sample/draft/", lambda route: route.abort())
    form.get_by_label("Not so well", exact=True).check()
    form.get_by_label("Month", exact=True).fill("3")
    form.get_by_label("Planning").check()
    form.get_by_role("button", name="Add another action").click()
    form.keyboard.type("Third row")
    problem(form, "cannot reach the service")
    form.unroute("**/sample/draft/")
    form.goto(live_server.url + "/sample/")

    form.get_by_role("button", name="Restore it").click()

    expect(form.get_by_label("What is not so well?")).to_be_visible()
    expect(form.get_by_label("Planning")).to_be_checked()
    expect(form.get_by_label("Month", exact=True)).to_have_value("3")
    expect(form.locator("[name=actions-2-text]")).to_have_value("Third row")
    saved(form)
    assert draft.text("actions-TOTAL_FORMS") == "3"


def test_a_copy_that_is_not_wanted_is_deleted(form, live_server):
    crash(form, live_server, "not wanted")

    form.get_by_role("button", name="Delete it").click()

    expect(form.locator(PROBLEM)).to_be_empty()
    assert kept_copies(form) == []
    assert draft.text("wellbeing") == "start"


def test_an_old_copy_never_overwrites_newer_text(form, live_server):
    form.expected.append("409")
    crash(form, live_server, "old copy")
    draft.version, draft.values = 5, {"wellbeing": ["newer, from another computer"]}
    form.reload()

    form.get_by_role("button", name="Restore it").click()
    problem(form, "changed in another tab")

    assert draft.text("wellbeing") == "newer, from another computer"
    expect(form.locator(WELLBEING)).to_have_value("old copy")


def test_a_copy_is_deleted_once_it_is_saved(form):
    form.locator(WELLBEING).fill("soon saved")
    copy_is_kept(form)
    saved(form)

    assert kept_copies(form) == []


def test_a_copy_expires_after_a_week(form, live_server):
    crash(form, live_server, "long ago")
    form.evaluate(
        """([key, age]) => {
          const entry = JSON.parse(localStorage[key])
          localStorage[key] = JSON.stringify({ ...entry, at: entry.at - age })
        }""",
        [kept_copies(form)[0], EIGHT_DAYS],
    )

    form.goto(live_server.url + "/sample/saved/")

    assert kept_copies(form) == []


def test_another_person_is_not_offered_the_copy(form, live_server, sign_in):
    crash(form, live_server, "mine alone")

    sign_in(form, PersonFactory())
    form.goto(live_server.url + "/sample/")

    expect(form.locator(WELLBEING)).to_have_value("start")
    expect(form.locator(PROBLEM)).to_be_empty()


def test_a_copy_that_the_secret_does_not_open_is_dropped(form, live_server):
    crash(form, live_server, "of an older secret")
    form.evaluate(
        """key => {
          const entry = JSON.parse(localStorage[key])
          localStorage[key] = JSON.stringify({ ...entry, data: btoa('tampered with') })
        }""",
        kept_copies(form)[0],
    )

    form.reload()

    form.wait_for_function("() => localStorage.length === 0")
    expect(form.locator(PROBLEM)).to_be_empty()


def test_two_tabs_keep_a_copy_each(form, live_server):
    form.expected.append("ERR_FAILED")
    other = form.context.new_page()
    for page in (form, other):
        page.route("**/sample/draft/", lambda route: route.abort())
    other.goto(live_server.url + "/sample/")

    form.locator(WELLBEING).fill("one")
    other.locator(WELLBEING).fill("two")
    problem(form, "cannot reach the service")
    problem(other, "cannot reach the service")

    assert len(kept_copies(form)) == 2


def test_signing_out_saves_and_leaves_nothing_behind(form):
    form.locator(WELLBEING).fill("typed just before going home")
    copy_is_kept(form)

    form.get_by_role("button", name="Sign out").click()
    form.wait_for_url("**/sign-in/**")

    assert draft.text("wellbeing") == "typed just before going home"
    assert kept_copies(form) == []


def test_signing_out_leaves_no_copy_of_another_page_behind(form, live_server):
    crash(form, live_server, "neither restored nor deleted")
    form.goto(live_server.url + "/sample/saved/")
    assert len(kept_copies(form)) == 1

    form.get_by_role("button", name="Sign out").click()
    form.wait_for_url("**/sign-in/**")

    assert kept_copies(form) == []


def test_signing_out_with_unsaved_text_asks_first(form):
    form.expected.append("ERR_FAILED")
    form.route("**/sample/draft/", lambda route: route.abort())
    questions = []
    form.on("dialog", lambda dialog: (questions.append(dialog.message), dialog.dismiss()))
    form.locator(WELLBEING).fill("not saved")

    with form.expect_event("dialog"):
        form.get_by_role("button", name="Sign out").click()
    problem(form, "cannot reach the service")

    expect(form.locator(WELLBEING)).to_have_value("not saved")
    assert questions == ["What you typed last is not saved. Sign out and lose it?"]


def test_a_copy_outlives_a_form_that_the_server_could_not_take(form, live_server):
    form.expected.append("500")
    form.route("**/sample/", lambda route: route.fulfill(status=500, body="Something went wrong"))
    form.route("**/sample/draft/", lambda route: route.abort())
    form.expected.append("ERR_FAILED")
    form.locator(WELLBEING).fill("sent into an error")
    copy_is_kept(form)
    form.get_by_role("button", name="Save draft").click()
    form.get_by_text("Something went wrong").wait_for()

    form.unroute("**/sample/")
    form.goto(live_server.url + "/sample/")
    form.get_by_role("button", name="Restore it").click()

    expect(form.locator(WELLBEING)).to_have_value("sent into an error")


def test_a_copy_outlives_a_form_sent_after_being_signed_out(form):
    form.expected.append("401")
    Session.objects.all().delete()
    form.locator(WELLBEING).fill("sent too late")
    copy_is_kept(form)

    form.get_by_role("button", name="Save draft").click()
    form.get_by_role("heading", name="You have been signed out").wait_for()
    form.wait_for_load_state()

    assert len(kept_copies(form)) == 1


def test_a_copy_is_deleted_when_the_sent_form_was_taken(form, live_server):
    form.expected.append("ERR_FAILED")
    form.route("**/sample/draft/", lambda route: route.abort())
    form.locator(WELLBEING).fill("sent as a form")
    copy_is_kept(form)

    form.get_by_role("button", name="Save draft").click()
    form.get_by_role("heading", name="Saved").wait_for()

    form.wait_for_function("() => localStorage.length === 0")
    assert draft.text("wellbeing") == "sent as a form"


def test_without_encryption_nothing_is_kept_and_the_page_says_so(
    page, person, sign_in, live_server
):
    """WebCrypto is missing where a site is reached without https."""
    page.expected.append("ERR_FAILED")
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    sign_in(page, person)
    page.goto(live_server.url + "/sample/")
    page.route("**/sample/draft/", lambda route: route.abort())

    page.locator(WELLBEING).fill("only here")
    problem(page, "only safe once it is saved")

    assert kept_copies(page) == []
    assert not page.get_by_text("kept in this browser").is_visible()
