"""The development plan on a telephone, with what is long in it."""

import pytest
from django.urls import reverse

from people.rules import book_on
from tests.browser.axe import violations
from tests.supervision.factories import ActionFactory
from tests.supervision.test_year import TODAY

PHONE = {"width": 375, "height": 700}


@pytest.mark.django_db(transaction=True)
def test_a_plan_with_the_longest_standard_fits_a_telephone(page, sign_in, live_server):
    titles = {key: one.title for key, one in book_on(TODAY).standards.items()}
    action = ActionFactory(standard=max(titles, key=lambda key: len(titles[key])))
    sign_in(page, action.person)

    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("supervision:plan_of", args=[action.person.pk]))

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []
