"""The form behind a link, for somebody without an account: without barriers, on a telephone."""

import pytest

from supervision.models import FeedbackAnswer
from tests.browser.axe import violations
from tests.factories import PersonFactory
from tests.supervision.asking import OUTSIDER, asked, links_sent
from tests.supervision.factories import PLRFactory

PHONE = {"width": 375, "height": 700}


@pytest.mark.django_db(transaction=True)
def test_somebody_outside_answers_by_a_link(page, live_server):
    asked(PLRFactory(reportee=PersonFactory(name="Ada Page")), outsiders=[OUTSIDER])
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + links_sent()[0])

    page.get_by_role("button", name="Send").click()
    page.locator(".govuk-error-summary").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_label("Your answer").fill("She listens.")
    page.get_by_role("button", name="Send").click()

    page.get_by_role("heading", name="Thank you").wait_for()
    assert violations(page) == []
    assert FeedbackAnswer.objects.get().text == "She listens."
