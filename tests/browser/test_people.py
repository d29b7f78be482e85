"""Accounts, lists and pages of people: without barriers, wide and narrow, and by keyboard."""

from datetime import date

import pytest
from django.urls import reverse

from people.models import Reading
from tests.browser.axe import violations
from tests.factories import PASSWORD, AbsenceFactory, PersonFactory, UnitFactory
from tests.people.test_new_addresses import asked
from tests.stewardship.test_break_glass import holder, opened

PHONE = {"width": 320, "height": 640}
FOR_ALL = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "help",
    "accessibility",
    "privacy",
    "security",
]
FOR_ONE = [
    "account_logout",
    "account_change_password",
    "signed_in",
    "people:readings",
    "notices:by_email",
    "notices:calendar",
    "notices:told",
]
READERS = {
    "hr": {"role": "corporate", "grants": ["hr"]},
    "system administrator": {"role": None, "grants": ["system_admin"]},
    "adviser": {},
}


@pytest.fixture
def area():
    area = UnitFactory(name="North", kind="service_area")
    manager = PersonFactory(name="Mina Lead", role="service_manager", unit=area)
    people = PersonFactory.create_batch(52, unit=UnitFactory(parent=area), manager=manager)
    AbsenceFactory(person=people[0], start=date(2026, 3, 2), end=None)
    return people


def assert_no_barriers(page):
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


@pytest.mark.parametrize("name", FOR_ALL)
def test_pages_for_everybody(page, live_server, name):
    page.goto(live_server.url + reverse(name))

    assert_no_barriers(page)


@pytest.mark.parametrize("name", FOR_ONE)
def test_pages_for_who_is_signed_in(page, live_server, sign_in, name):
    person, reader = PersonFactory.create_batch(2)
    about = {"about_id": person.pk, "record_kind": "record", "record_id": 1, "basis": "line"}
    Reading.objects.create(reader_id=reader.pk, **about)
    sign_in(page, person)

    page.goto(live_server.url + reverse(name))

    assert_no_barriers(page)


@pytest.mark.parametrize("reader", READERS)
def test_each_list_of_people(page, live_server, sign_in, area, reader):
    sign_in(page, PersonFactory(**READERS[reader]))

    page.goto(live_server.url + reverse("people:people"))

    assert_no_barriers(page)


@pytest.mark.parametrize("reader", ["hr", "manager", "self"])
def test_the_page_of_a_person(page, live_server, sign_in, area, reader):
    person = area[0]
    readers = {"manager": person.lines.get().manager, "self": person}
    sign_in(page, readers.get(reader) or PersonFactory(**READERS["hr"]))

    page.goto(live_server.url + reverse("people:person", args=[person.pk]))

    assert_no_barriers(page)


def test_new_addresses_are_looked_at_and_confirmed_together(page, live_server, sign_in):
    ann, ben = PersonFactory(name="Ann"), PersonFactory(name="Ben")
    for person in (ann, ben):
        asked(
            person, by=PersonFactory(), address=f"{person.name.lower()}.new@a-long-name.example.org"
        )
    sign_in(page, PersonFactory(**READERS["hr"]))
    page.goto(live_server.url + reverse("people:new_addresses"))
    assert_no_barriers(page)

    page.get_by_label("Ann").check()
    page.get_by_label("Ben").check()
    page.get_by_role("button", name="Confirm").click()

    page.get_by_text("2 new addresses confirmed").wait_for()
    assert_no_barriers(page)


def test_the_home_page_names_an_opening_and_leads_to_who_read_what(page, live_server, sign_in):
    opened(person := PersonFactory(), by=holder(name="Orla Opener"))
    sign_in(page, person)
    page.goto(live_server.url)
    assert_no_barriers(page)

    page.get_by_role("link", name="See who read what, and why").click()

    page.get_by_role("heading", name="Who has read my records").wait_for()


def test_a_list_answers_as_soon_as_a_team_is_chosen(page, live_server, sign_in, area):
    sign_in(page, PersonFactory(**READERS["hr"]))
    page.goto(live_server.url + reverse("people:people"))

    page.get_by_label("Sort by").select_option("Date joined")
    page.get_by_label("Team or area").select_option("North")
    page.get_by_text("53 people, 1 to 50 shown.").first.wait_for()
    page.get_by_role("link", name="Page 2").click()

    assert page.get_by_text("51 to 53 shown").is_visible()
    assert page.get_by_label("Team or area").input_value()


def test_errors_at_sign_in_lead_to_their_boxes(page, live_server):
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("button", name="Sign in").click()

    page.get_by_role("link", name="Enter password").click()

    assert page.evaluate("document.activeElement.name") == "password"
    assert_no_barriers(page)


def test_one_signs_in_and_out_by_keyboard(page, live_server):
    person = PersonFactory(name="Ada Page")
    page.goto(live_server.url + reverse("account_login") + "?next=" + reverse("signed_in"))

    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="You are signed in").wait_for()
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")

    page.get_by_text("You are signed out.").wait_for()
    assert page.get_by_role("heading", name="Sign in").is_visible()
