"""Once it is loaded, starting the demonstration again changes nothing."""

import pytest
from django.test import Client

from compliance.models import Figure, Snapshot, Standing
from exchange.demo import figures
from exchange.demo.organisation import FEWEST
from people.models import Person
from people.second_factor import PASSED
from supervision.models import PLR
from tests.exchange_demo.conftest import TODAY, demo_data
from tests.pictures import PICTURES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("loaded", "in_demonstration", "on_that_friday"),
]


def test_the_second_time_it_returns_at_once(django_assert_max_num_queries):
    demo_data()
    before = Person.objects.count(), PLR.objects.count()

    with django_assert_max_num_queries(3):
        said = demo_data()

    assert said == "The demonstration data is loaded already."
    assert (Person.objects.count(), PLR.objects.count()) == before


def test_the_figures_of_the_past_year_are_kept_as_of_each_day():
    figures.keep(TODAY)

    assert Snapshot.objects.count() == figures.MONTHS
    assert Standing.objects.filter(as_of=TODAY).exists()
    late = Figure.objects.filter(measure="headline", status="non_compliant")
    assert 0 < sum(late.values_list("number", flat=True)) < FEWEST * figures.MONTHS / 3


def test_figures_that_were_kept_stay_as_they_are():
    figures.keep(TODAY)
    kept = list(Figure.objects.order_by("pk").values())

    figures.keep(TODAY)

    assert list(Figure.objects.order_by("pk").values()) == kept


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_whose_screen_a_picture_shows_can_open_the_page(picture):
    visitor, path = picture.screen()
    client = Client()
    client.force_login(visitor)
    session = client.session
    session[PASSED] = True
    session.save()

    assert client.get(path).status_code == 200
