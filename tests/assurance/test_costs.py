"""A page of samples asks the database at most fifteen times, however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person
from tests.assurance.factories import DrawFactory, opened_to
from tests.assurance.world import own, sent
from tests.factories import PersonFactory
from tests.supervision.factories import PLRFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
MOST = 15
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT")


def sample(manager: Person, number: int):
    """Of so many records that one manager led, each with a head of its own; the last is open."""
    for _ in range(number):
        draw = DrawFactory(plr=PLRFactory(finalised=True, shared=True, manager=manager))
        opened_to(draw, draw.sampler)
        sent(draw)
    draw = DrawFactory(plr=PLRFactory(finalised=True, shared=True, manager=manager))
    opened_to(draw, draw.sampler)
    return draw


def questions(reader: Person, url: str) -> int:
    client = signed_in(reader)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len([one for one in asked if not one["sql"].startswith(SAVEPOINTS)])


def costs(draw) -> dict[str, int]:
    pages = {
        name: questions(draw.sampler, reverse(f"assurance:{name}", args=[draw.pk]))
        for name in ("draw", "mark", "check")
    }
    home = reverse("assurance:home")
    pages["home of a sampler"] = questions(draw.sampler, home)
    pages["home of a manager"] = questions(draw.answerable, home)
    pages["the record"] = questions(draw.sampler, draw.record_url)
    return pages


def test_no_page_asks_more_than_fifteen_times_or_more_for_more_samples():
    few = costs(sample(PersonFactory(role="service_manager"), 1))

    many = costs(sample(PersonFactory(role="service_manager"), 6))

    assert {page: number for page, number in few.items() if number > MOST} == {}
    assert {page for page, number in many.items() if number > few[page]} == set()


def test_the_result_asks_at_most_fifteen_times():
    draw = sample(PersonFactory(role="service_manager"), 0)
    sent(draw)

    assert own(draw).sent_at
    assert questions(draw.answerable, reverse("assurance:result", args=[draw.pk])) <= MOST
