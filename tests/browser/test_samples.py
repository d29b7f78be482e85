"""A head of practice samples the record that was drawn: from home to what was sent."""

import pytest

from tests.assurance.world import area, drawn, own

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_home_to_the_sample_that_is_sent(page, live_server, sign_in):
    draw = drawn(area(teams=1, team=1).head)
    sign_in(page, draw.sampler)
    page.goto(live_server.url)

    page.get_by_role("link", name="One record to sample").click()
    page.get_by_role("link", name="One record to sample").click()
    page.get_by_role("button", name="Answer the questions").click()
    for best in page.get_by_label("2: Clearly there").all():
        best.check()
    page.get_by_label("A strong record").check()
    page.get_by_label("Feedback to whoever made the record").fill("It reads like a conversation.")
    page.locator("[data-autosave-status]", has_text="Saved at").wait_for()
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Send", exact=True).click()

    assert page.get_by_role("heading", name="A strong record").is_visible()
    page.get_by_text("It is sent. The record is closed to you now.").wait_for()
    assert own(draw).sent_at is not None
