"""General meetings in a browser: by keyboard alone, in two tabs, signed out, and with none yet."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from supervision.models import Action, GeneralMeeting, MeetingDraft
from tests.browser.axe import violations
from tests.browser.keys import choose, go_to, press, tick, type_into
from tests.browser.test_empty_pages import holds
from tests.factories import PersonFactory
from tests.supervision.meetings import (
    begun,
    begun_session,
    on_record,
    reportee_and_manager,
    session_body,
    team_of,
    with_body,
)
from tests.supervision.meetings import (
    page as address,
)

pytestmark = pytest.mark.django_db(transaction=True)
SUMMARY = "texts-summary"


def button(page, name):
    return page.get_by_role("button", name=name)


def field(page, name):
    return page.locator(f"#id_{name}")


def saved(page) -> None:
    page.locator("[data-autosave-status]", has_text="Saved at").wait_for()


@pytest.mark.requirement("P22-2.9f", "S17-4.1b")
def test_a_general_meeting_by_keyboard_alone(page, live_server, sign_in):
    reportee, manager = reportee_and_manager()
    sign_in(page, manager)
    page.goto(live_server.url)

    press(page, page.get_by_role("link", name="Record a general meeting"))
    choose(page, page.get_by_label("Whom did you meet?"), reportee.name)
    tick(page, page.get_by_role("radio", name="Wellbeing"))
    tick(page, page.get_by_role("radio", name="By telephone"))
    press(page, button(page, "Begin writing"))
    type_into(page, field(page, SUMMARY), "A lighter week was agreed.")
    type_an_action(page)
    press(page, button(page, "Check and put on record"))
    press(page, button(page, "Put on record"))

    meeting = GeneralMeeting.objects.get()
    assert (meeting.person, meeting.way) == (reportee, "phone")
    assert meeting.content.summary == "A lighter week was agreed."
    assert Action.objects.get().content.description == "Plan the leave"


def type_an_action(page) -> None:
    type_into(page, field(page, "actions-0-description"), "Plan the leave")
    choose(page, field(page, "actions-0-owner"), "Person")
    go_to(page, field(page, "actions-0-due"))
    page.keyboard.type(f"0202{timezone.localdate().year + 1}")
    choose(page, field(page, "actions-0-category"), "Wellbeing")


@pytest.mark.requirement("P22-2.1f", "S17-3.7d")
def test_group_supervision_by_keyboard_alone(page, live_server, sign_in):
    (first, second), manager = team_of(2)
    sign_in(page, manager)
    page.goto(live_server.url)

    press(page, page.get_by_role("link", name="record group supervision"))
    for person in (first, second):
        go_to(page, page.get_by_role("checkbox", name=person.name))
        page.keyboard.press("Space")
    press(page, button(page, "Begin writing"))
    type_into(page, field(page, "texts-themes"), "Calls.")
    type_into(page, field(page, SUMMARY), "What helps.")
    tick(page, page.get_by_role("group", name=f"Did {first}").get_by_label("Attended", exact=True))
    type_into(page, field(page, f"people-{first.pk}-contribution"), "An example.")
    tick(page, page.get_by_role("group", name=f"Did {second}").get_by_label("Did not attend"))
    press(page, button(page, "Check and put on record"))
    press(page, button(page, "Put on record"))

    found = GeneralMeeting.objects.order_by("person").values_list("person", "attended")
    assert [*found] == [(first.pk, True), (second.pk, False)]


def test_gaps_of_a_session_lead_to_their_fields(page, live_server, sign_in):
    (person,), manager = team_of(1)
    draft = begun_session([person], manager)
    sign_in(page, manager)
    page.goto(live_server.url + address("meeting_check", draft))
    assert violations(page) == []

    page.get_by_role("link", name=f"Say whether {person} attended").click()

    page.wait_for_url(f"**/#id_people-{person.pk}-attended")
    assert field(page, f"people-{person.pk}-attended").is_visible()


def test_two_tabs_on_one_meeting_keep_both_texts(page, live_server, sign_in):
    draft = begun(*reportee_and_manager())
    sign_in(page, draft.by)
    page.expected.append("409")
    page.goto(live_server.url + address("meeting_write", draft))
    other = page.context.new_page()
    other.goto(page.url)
    field(other, SUMMARY).fill("From the other tab.")
    button(other, "Save draft").click()
    other.get_by_text("The draft is saved").wait_for()

    field(page, SUMMARY).fill("From this tab.")
    button(page, "Save draft").click()

    page.locator("#theirs").get_by_text("From the other tab.").wait_for()
    assert field(page, SUMMARY).input_value() == "From this tab."
    holds(page)


def test_an_expired_sign_in_loses_nothing_of_a_meeting(page, live_server, sign_in):
    draft = begun(*reportee_and_manager())
    sign_in(page, draft.by)
    page.expected.append("401")
    page.goto(live_server.url + address("meeting_write", draft))
    Session.objects.all().delete()

    field(page, SUMMARY).fill("Precious words.")
    page.get_by_text("Not saved: you have been signed out").wait_for()
    sign_in(page, draft.by)
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    saved(page)
    assert MeetingDraft.objects.get().body == {"texts": {"summary": "Precious words."}}


@pytest.mark.parametrize("show", ["about-me", "recorded", "drafts"])
def test_lists_with_nothing_on_them(page, live_server, sign_in, show):
    sign_in(page, PersonFactory())

    page.goto(f"{live_server.url}/meetings/?show={show}")

    assert page.locator(".app-empty").is_visible()
    holds(page)


def test_a_full_session_holds_while_it_is_written_checked_and_read(page, live_server, sign_in):
    people, manager = team_of(4)
    body = session_body(people[:3], away=people[3:])
    draft = with_body(begun_session(people, manager), body)
    sign_in(page, manager)

    for name in ("meeting_write", "meeting_check", "meeting_facts"):
        page.goto(live_server.url + address(name, draft))
        holds(page)
        page.set_viewport_size({"width": 1280, "height": 800})
    meetings = on_record(draft, body)
    page.goto(live_server.url + address("meeting", meetings[3]))

    assert page.get_by_text("Did not attend").is_visible()
    holds(page)
