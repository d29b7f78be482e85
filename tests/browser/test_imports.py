"""Imports: without barriers, wide and narrow, and shown anew when the work is done."""

import pytest
from django.urls import reverse
from django.utils import timezone

from exchange import actions
from exchange.models import Import
from tests.browser.test_people import assert_no_barriers
from tests.exchange.files import TEAM, as_file, person, plr
from tests.factories import PersonFactory

FILES = {
    "ready": [*TEAM, plr(standards=None)],
    "refused": [*TEAM, person("S2", joined="soon")],
}


@pytest.fixture
def hr():
    return PersonFactory(role="corporate", grants=["hr"])


def given_by(hr, lines):
    actions.give_file(name="staff.jsonl", file=as_file(lines), by=hr, now=timezone.now())
    return Import.objects.get()


def test_the_page_to_give_a_file(page, live_server, sign_in, hr):
    given_by(hr, TEAM)
    sign_in(page, hr)

    page.goto(live_server.url + reverse("exchange:imports"))
    page.get_by_text("What stands in the file").click()

    assert_no_barriers(page)


@pytest.mark.parametrize("state", FILES)
def test_the_page_of_a_file(page, live_server, sign_in, hr, state):
    given = given_by(hr, FILES[state])
    sign_in(page, hr)

    page.goto(live_server.url + given.get_absolute_url())

    assert given.state == state
    assert_no_barriers(page)


def test_progress_moves_and_the_result_is_shown_when_it_is_there(page, live_server, sign_in, hr):
    given = given_by(hr, TEAM)
    Import.objects.update(state="applying", progress=10)
    sign_in(page, hr)
    page.goto(live_server.url + given.get_absolute_url())

    Import.objects.update(progress=60)
    page.get_by_text("The file is being applied: 60 per cent.").wait_for()
    Import.objects.update(state="applied", applied_at=timezone.now())

    page.get_by_text("The file itself is deleted.").wait_for()
