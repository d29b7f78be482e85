"""Five journeys by keyboard alone (WCAG 2.1.1)."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from supervision.models import PLR, Action
from tests.browser.keys import choose, go_to, press, tick, type_into
from tests.factories import PASSWORD, PersonFactory
from tests.supervision.factories import SELF_ASSESSMENT, ActionFactory, PLRFactory

pytestmark = pytest.mark.django_db(transaction=True)


def button(page, name):
    return page.get_by_role("button", name=name)


def field(page, name):
    return page.locator(f"#id_{name}")


def test_signing_in(page, live_server):
    person = PersonFactory()
    page.goto(f"{live_server.url}/sign-in/")

    type_into(page, page.locator("input[name=login]"), person.email)
    type_into(page, page.locator("input[name=password]"), PASSWORD)
    press(page, button(page, "Sign in"))

    assert page.get_by_role("heading", name="My PLR").is_visible()


def test_planning_a_plr_from_the_team(page, live_server, sign_in):
    reportee = PersonFactory(manager=PersonFactory(role="service_manager"))
    sign_in(page, reportee.lines.get().manager)
    page.goto(live_server.url)

    press(page, page.get_by_role("link", name=f"Plan a PLR with {reportee}"))
    day = timezone.localdate() + timedelta(days=12)
    for part in ("day", "month", "year"):
        type_into(page, field(page, f"planned_for_{part}"), str(getattr(day, part)))
    press(page, button(page, "Plan the PLR"))

    assert PLR.objects.get().planned_for == day


def test_writing_and_sharing_a_self_assessment(page, live_server, sign_in):
    plr = PLRFactory()
    sign_in(page, plr.reportee)
    page.goto(live_server.url)

    press(page, button(page, "Write your self-assessment"))
    type_into(page, field(page, "texts-went_well"), "A hard piece of work went well.")
    type_into(page, field(page, "texts-areas_for_learning"), "To write shorter.")
    standard = page.locator("details.app-standard[open]").first
    choose(page, standard.get_by_label("Grade for"), "Good")
    type_into(page, standard.get_by_label("Evidence for"), "Two observations.")
    press(page, button(page, "Preview and share"))
    press(page, button(page, "Share with"))

    plr.refresh_from_db()
    assert plr.is_shared


def test_writing_an_action_in_the_record(page, live_server, sign_in):
    plr = PLRFactory(held=True, shared=True)
    sign_in(page, plr.led_by)
    page.goto(f"{live_server.url}/plrs/{plr.pk}/record/")

    type_into(page, field(page, "actions-0-description"), "Shadow a colleague")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_actions-0-owner"
    go_to(page, button(page, "Add another action"))
    page.keyboard.press("Enter")
    page.keyboard.type("Read the new guidance")
    press(page, button(page, "Save draft"))

    plr.record.refresh_from_db()
    written = [row["description"] for row in plr.record.body["actions"]]
    assert written == ["Shadow a colleague", "Read the new guidance"]


def test_an_action_added_after_one_was_removed_is_kept_beside_the_others(
    page, live_server, sign_in
):
    plr = PLRFactory(held=True)
    sign_in(page, plr.led_by)
    page.goto(f"{live_server.url}/plrs/{plr.pk}/record/")
    rows = page.locator("[data-row]")

    rows.nth(1).get_by_label("What is to be done").fill("Read the new guidance")
    rows.nth(0).get_by_role("button", name="Remove").click()
    button(page, "Add another action").click()
    rows.nth(1).get_by_label("What is to be done").fill("Shadow a colleague")
    press(page, button(page, "Save draft"))

    plr.record.refresh_from_db()
    written = [row["description"] for row in plr.record.body["actions"]]
    assert written == ["Read the new guidance", "Shadow a colleague"]


def test_reading_the_record_and_answering(page, live_server, sign_in):
    plr = PLRFactory(finalised=True)
    sign_in(page, plr.reportee)
    page.goto(live_server.url)

    press(page, button(page, "Read the record and answer"))
    press(page, button(page, "Answer"))
    tick(page, page.get_by_role("radio", name="disagree"))
    type_into(page, field(page, "comment"), "I see the second case otherwise.")
    press(page, button(page, "Send your answer"))

    plr.refresh_from_db()
    assert plr.answer == "disagree"


def test_closing_an_action(page, live_server, sign_in):
    action = ActionFactory()
    sign_in(page, action.person)
    page.goto(live_server.url)

    press(page, page.get_by_role("link", name="Read the new guidance"))
    tick(page, page.get_by_role("radio", name="It is done"))
    type_into(page, field(page, "impact"), "The team uses it now.")
    press(page, button(page, "Close the action"))

    assert Action.objects.get().state == "done"


def test_two_tabs_on_one_self_assessment_keep_both_texts(page, live_server, sign_in):
    plr = PLRFactory()
    sign_in(page, plr.reportee)
    url = f"{live_server.url}/plrs/{plr.pk}/self-assessment/"
    page.expected.append("409")
    page.goto(url)
    other = page.context.new_page()
    other.goto(url)
    other.locator("#id_texts-wellbeing").fill("From the other tab.")
    other.get_by_role("button", name="Save draft").click()
    other.get_by_text("Your draft is saved").wait_for()

    page.locator("#id_texts-wellbeing").fill("From this tab.")
    page.get_by_role("button", name="Save draft").click()

    page.locator("#theirs").get_by_text("From the other tab.").wait_for()
    assert page.locator("#id_texts-wellbeing").input_value() == "From this tab."


def test_an_expired_sign_in_loses_nothing(page, live_server, sign_in):
    plr = PLRFactory()
    plr.self_assessment.body = SELF_ASSESSMENT
    plr.self_assessment.save()
    sign_in(page, plr.reportee)
    page.expected.append("401")
    page.goto(f"{live_server.url}/plrs/{plr.pk}/self-assessment/")
    Session.objects.all().delete()

    page.locator("#id_texts-wellbeing").fill("Precious words.")
    page.get_by_text("Not saved: you have been signed out").wait_for()
    sign_in(page, plr.reportee)
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    page.locator("[data-autosave-status]", has_text="Saved at").wait_for()
    plr.self_assessment.refresh_from_db()
    assert plr.self_assessment.body["texts"]["wellbeing"] == "Precious words."
