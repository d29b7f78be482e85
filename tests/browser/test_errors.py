"""A form with errors holds at WCAG 2.2 AA, and leads to what is wrong; each in its own world."""

import pytest

from tests.access.test_access import url_for
from tests.access.world import build_world
from tests.browser.axe import violations

FORMS = {
    "assurance:plan_review": ("hr", "-"),
    "stewardship:hold_person": ("hr", "-"),
    "supervision:plan": ("manager", "-"),
    "supervision:cancel": ("manager", "scheduled"),
    "supervision:hand_over": ("manager", "-"),
    "supervision:feedback_ask": ("manager", "scheduled"),
    "supervision:record_begin": ("manager", "scheduled"),
    "supervision:answer": ("reportee", "finalised"),
    "supervision:settle": ("hop_of_area", "disputed"),
    "supervision:action": ("reportee", "-"),
    "supervision:amend": ("manager", "amending"),
    "supervision:meeting_begin": ("manager", "-"),
    "supervision:meeting_group": ("manager", "-"),
    "supervision:meeting_amend": ("practice_supervisor", "met_amending"),
    "supervision:self_regulation_decide": ("manager", "-"),
    "supervision:self_regulation_record": ("manager", "-"),
    "qai:themes_kept": ("hr", "-"),
    "qai:theme_rename": ("hr", "-"),
    "qai:begin": ("practice_supervisor", "audits"),
    "qai:facts": ("practice_supervisor", "drafted"),
    "qai:amend": ("practice_supervisor", "amended"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_with_errors_has_no_barriers_and_leads_to_them(page, live_server, sign_in, name):
    visitor, state = FORMS[name]
    world = build_world()
    sign_in(page, world.people[visitor])
    page.goto(live_server.url + url_for(name, state, world))

    empty_and_send(page)

    assert page.title().startswith("Error: ")
    page.locator(".govuk-error-summary a").first.click()
    assert page.evaluate("document.activeElement.matches('input, select, textarea')")
    assert violations(page) == []


def empty_and_send(page) -> None:
    form = page.locator("main form[method=post]").first
    for box in form.locator("input[type=text]:visible, textarea:visible").all():
        box.fill("")
    with page.expect_navigation():
        form.locator("button[type=submit]").last.click()


@pytest.mark.django_db(transaction=True)
def test_gaps_of_a_record_lead_to_their_fields(page, live_server, sign_in):
    world = build_world()
    sign_in(page, world.people["manager"])
    page.goto(live_server.url + url_for("supervision:record_check", "held", world))
    assert violations(page) == []

    page.get_by_role("link", name="Grade at least one service standard").click()

    page.wait_for_url("**/record/#id_standards-*-grade")
    assert page.locator("#id_standards-safe-grade").is_visible()
