"""Pages with nothing on them yet: they say what will appear, and hold without barriers."""

import pytest

from tests.browser.axe import violations
from tests.factories import PersonFactory
from tests.supervision.factories import PLRFactory

PHONE = {"width": 375, "height": 800}
pytestmark = pytest.mark.django_db(transaction=True)


def holds(page) -> None:
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "When your line manager plans your next PLR, it appears here"),
        ("/feedback/", "Nothing is asked of you"),
        ("/people/{pk}/development-plan/", "No action is open"),
        ("/who-has-read-my-records/", "Nobody"),
        ("/people/{pk}/self-regulation/", "No graded piece of work is on record"),
    ],
)
def test_the_first_day_of_a_reportee(page, live_server, sign_in, path, words):
    reportee = PersonFactory()
    sign_in(page, reportee)

    page.goto(live_server.url + path.format(pk=reportee.pk))

    assert page.get_by_text(words).first.is_visible()
    holds(page)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/self-regulation/", "No family court adviser is in your part of the organisation"),
        ("/themes/", "No theme was found in the last two years"),
        ("/themes/list/", "There is no theme yet"),
        ("/my-team/actions/", "No action is late"),
        ("/plrs/without-a-leader/", "Every open PLR that you see has somebody to lead it"),
        ("/plrs/hand-over/", "There is no planned PLR that you could hand over"),
    ],
)
def test_pages_of_a_part_of_the_organisation_in_which_there_is_nothing(
    page, live_server, sign_in, path, words
):
    sign_in(page, PersonFactory(role="head_of_practice", grants=["hr"]))

    page.goto(live_server.url + path)

    assert page.get_by_text(words).first.is_visible()
    holds(page)


def test_a_team_with_nothing_planned(page, live_server, sign_in):
    reportee = PersonFactory(manager=PersonFactory(role="service_manager"))
    sign_in(page, reportee.lines.get().manager)

    page.goto(live_server.url)

    assert page.get_by_role("link", name=f"Plan {reportee}’s next PLR").is_visible()
    holds(page)


def test_preparing_a_first_plr(page, live_server, sign_in):
    plr = PLRFactory()
    sign_in(page, plr.led_by)

    page.goto(f"{live_server.url}/plrs/{plr.pk}/prepare/")

    assert page.get_by_text("has not shared a self-assessment yet").is_visible()
    holds(page)
