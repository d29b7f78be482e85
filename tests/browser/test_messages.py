"""Messages and the address of a calendar, when there are some: without barriers, on a telephone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.actions import make_feed
from notices.reminding import Reminder, remind
from tests.browser.axe import violations
from tests.factories import PersonFactory

PHONE = {"width": 375, "height": 700}


@pytest.fixture
def person(transactional_db):
    person, today = PersonFactory(), timezone.localdate()
    make_feed(person=person, now=timezone.now())
    long = "An action of the development plan is due. " * 8
    remind(
        [Reminder(person.pk, "action", "supervision.action", n, today, 1, long) for n in (1, 2)],
        on=today,
    )
    return person


@pytest.mark.parametrize("name", ["notices:calendar", "notices:told"])
def test_what_is_long_stays_within_the_page(page, live_server, sign_in, person, name):
    sign_in(page, person)

    page.goto(live_server.url + reverse(name))

    for width in (1280, PHONE["width"]):
        page.set_viewport_size({**PHONE, "width": width})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
