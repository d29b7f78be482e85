"""The menu says where one is, also below a place that it names."""

import pytest

from people.navigation import navigation_for
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "current", "above"),
    [
        ("/", ["Home"], []),
        ("/people/", ["People"], ["People"]),
        ("/people/7/absences/", [], ["People"]),
        ("/feedback/", ["Feedback"], ["Feedback"]),
        ("/messages/", [], []),
    ],
)
def test_a_page_belongs_to_the_nearest_place_above_it(path, current, above):
    places = navigation_for(PersonFactory(), path=path)

    assert [place["text"] for place in places if place["current"]] == current
    assert [place["text"] for place in places if place["active"]] == above
