"""Text saves itself while it is typed, and no word is lost."""

from urllib.parse import parse_qs

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.sample import PROBLEM, STATUS, WELLBEING, kept_copies, problem, saved
from tests.factories import PASSWORD, PersonFactory
from tests.govuk.site.draft import draft, start_again

pytestmark = pytest.mark.urls("tests.govuk.site.urls")


@pytest.fixture
def person(live_server):
    start_again()
    return PersonFactory()


@pytest.fixture
def form(page, person, sign_in, live_server):
    sign_in(page, person)
    page.goto(live_server.url + "/sample/")
    return page


def posts_of(page):
    posts = []
    page.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    return posts


def test_text_is_saved_once_after_a_pause(form):
    posts = posts_of(form)

    form.locator(WELLBEING).press_sequentially("one two\nthree ", delay=20)
    saved(form)

    assert draft.text("wellbeing") == "one two\nthree start"
    assert len(posts) == 1


def test_who_types_without_a_pause_is_saved_every_ten_seconds(form):
    form.clock.install(time=0)
    form.clock.pause_at(1000)
    posts = posts_of(form)

    for _ in range(9):
        form.locator(WELLBEING).press("a")
        form.clock.run_for(1000)
    assert posts == []
    form.locator(WELLBEING).press("a")
    form.clock.run_for(1000)
    form.locator(STATUS, has_text="Saved at 21:14").wait_for()

    assert draft.text("wellbeing") == "a" * 10 + "start"


def test_every_control_is_saved_but_the_skipped_ones(form):
    posts = posts_of(form)
    form.get_by_label("Not so well", exact=True).check()
    form.get_by_label("What is not so well?").fill("Too much driving")
    form.get_by_label("Analysis").check()
    form.get_by_label("Day").fill("6")
    form.get_by_label("Find").fill("nothing to keep")
    saved(form)
    sent = parse_qs(posts[-1].post_data)

    assert draft.text("mood") == "not"
    assert draft.text("reason") == "Too much driving"
    assert draft.values["standards"] == ["a"]
    assert draft.text("met_day") == "6"
    assert not {"find", "csrfmiddlewaretoken", "check"} & sent.keys()


def test_what_is_unticked_again_is_gone_from_the_draft(form):
    form.get_by_label("Analysis").check()
    saved(form)

    form.get_by_label("Analysis").uncheck()
    form.wait_for_function("() => document.querySelector('[name=version]').value === '3'")

    assert "standards" not in draft.values


def test_a_row_that_was_added_is_saved_too(form):
    form.get_by_role("button", name="Add another action").click()
    form.keyboard.type("Read the guidance")
    saved(form)

    assert draft.text("actions-2-text") == "Read the guidance"
    assert draft.text("actions-TOTAL_FORMS") == "3"


def test_marks_and_warnings_follow_each_save(form):
    form.locator(WELLBEING).fill("I saw Jane Doe at home")
    expect(form.locator("[data-part=wellbeing]")).to_have_text("Written")
    warning = form.locator(".app-guard")
    expect(warning).to_have_text("“Jane Doe” looks like a child’s name")

    described_by = form.locator(WELLBEING).get_attribute("aria-describedby")
    form.locator(WELLBEING).fill("I saw J. at home")
    expect(warning).to_have_count(0)

    assert "id_wellbeing-guard" in described_by
    assert violations(form) == []


def test_a_second_tab_does_not_overwrite_the_first(form, live_server):
    form.expected.append("409")
    other = form.context.new_page()
    other.goto(live_server.url + "/sample/")
    other.locator(WELLBEING).fill("from the other tab")
    saved(other)

    form.locator(WELLBEING).fill("mine")
    problem(form, "changed in another tab")

    assert draft.text("wellbeing") == "from the other tab"
    assert violations(form) == []


def test_after_a_conflict_both_texts_are_shown_and_the_writer_chooses(form):
    form.expected.append("409")
    draft.version, draft.values = 5, {"wellbeing": ["theirs"]}
    form.locator(WELLBEING).fill("mine")
    problem(form, "changed in another tab")

    form.get_by_role("button", name="Save draft").click()

    expect(form.locator("#theirs")).to_have_text("theirs")
    expect(form.locator(WELLBEING)).to_have_value("mine")
    assert draft.text("wellbeing") == "theirs"
    form.get_by_role("button", name="Save draft").click()
    form.get_by_role("heading", name="Saved").wait_for()
    assert draft.text("wellbeing") == "mine"


def test_nothing_is_saved_by_itself_while_both_texts_are_shown(form):
    form.expected.append("409")
    form.on("dialog", lambda dialog: dialog.dismiss())
    form.locator(WELLBEING).fill("mine")
    draft.version, draft.values = 5, {"wellbeing": ["theirs"]}
    form.get_by_role("button", name="Save draft").click()
    form.locator("#theirs").wait_for()

    form.locator(WELLBEING).fill("mine, and more")
    with form.expect_event("dialog"):
        form.get_by_role("button", name="Sign out").click()

    assert draft.text("wellbeing") == "theirs"


def test_an_answer_lost_on_the_way_is_no_conflict(form):
    form.expected.append("ERR_FAILED")
    answers = []

    def lose_the_first(route):
        answers.append(route.fetch())
        route.abort() if len(answers) == 1 else route.fulfill(response=answers[-1])

    form.route("**/sample/draft/", lose_the_first)
    form.locator(WELLBEING).fill("typed on a train")
    problem(form, "cannot reach the service")
    form.evaluate("window.dispatchEvent(new Event('online'))")
    saved(form)

    assert draft.text("wellbeing") == "typed on a train"
    assert draft.saves == 1


def test_who_was_signed_out_signs_in_again_and_goes_on(form, person):
    form.expected.append("401")
    Session.objects.all().delete()
    form.locator(WELLBEING).fill("precious words")
    problem(form, "you have been signed out")
    assert violations(form) == []

    with form.context.expect_page() as opened:
        form.get_by_role("link", name="Sign in again").click()
    tab = opened.value
    tab.get_by_label("Email").fill(person.email)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url("**/signed-in/")
    form.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(form)

    assert draft.text("wellbeing") == "precious words"
    expect(form.locator(PROBLEM)).to_be_empty()


def test_an_old_token_is_renewed_without_a_word(form):
    form.expected.append("403")
    form.evaluate(
        "document.querySelector('form[data-autosave-key] [name=csrfmiddlewaretoken]').value = 'old'"
    )

    form.locator(WELLBEING).fill("signed in again elsewhere")
    saved(form)

    assert draft.text("wellbeing") == "signed in again elsewhere"


def test_a_refused_text_says_why_and_is_saved_once_it_is_put_right(form):
    form.expected.append("400")
    draft.refusal = "How are you? must be 50,000 characters or less."
    form.locator(WELLBEING).fill("too long")
    problem(form, "must be 50,000 characters or less")
    expect(form.locator(STATUS)).to_be_empty()

    draft.refusal = ""
    form.locator(WELLBEING).fill("shorter")
    saved(form)

    expect(form.locator(PROBLEM)).to_be_empty()


def test_leaving_the_page_saves(form, live_server):
    """The save is on its way when the next page is asked for, so it may arrive after that."""
    form.locator(WELLBEING).fill("typed and left at once")

    for _ in range(20):
        form.goto(live_server.url + "/sample/saved/")
        if draft.text("wellbeing") == "typed and left at once":
            break

    assert draft.text("wellbeing") == "typed and left at once"


def test_sending_the_form_waits_for_the_answer_to_a_save_under_way(form):
    """Else the form would carry the version of before, and the writer conflict with themselves."""
    under_way = []
    form.route("**/sample/draft/", lambda route: under_way.extend([route]))
    form.locator(WELLBEING).fill("one")
    form.wait_for_event("request", lambda request: request.method == "POST")
    form.locator(WELLBEING).fill("one two")
    form.get_by_role("button", name="Save draft").click()

    route = under_way[0]
    route.fulfill(response=route.fetch())

    form.get_by_role("heading", name="Saved").wait_for()
    assert draft.text("wellbeing") == "one two"


def test_text_that_a_page_brings_unsaved_is_saved_without_a_key(form, live_server):
    form.goto(live_server.url + "/sample/?wellbeing=typed+before+an+error")
    saved(form)

    assert draft.text("wellbeing") == "typed before an error"


def test_without_scripts_the_form_is_sent_as_a_form(browser, person, sign_in, live_server):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, person)
    page.goto(live_server.url + "/sample/")

    page.locator(WELLBEING).fill("a\nb")
    page.get_by_role("button", name="Save draft").click()

    page.get_by_role("heading", name="Saved").wait_for()
    assert draft.text("wellbeing") == "a\nb"
    page.context.close()


def test_the_status_is_spoken_politely_and_problems_at_once(form):
    assert form.locator(STATUS).get_attribute("role") == "status"
    assert form.locator(PROBLEM).get_attribute("role") == "alert"
    assert form.locator("[data-autosave-status]").count() == 1
    assert violations(form) == []
    assert kept_copies(form) == []
