"""A projection that is behind, or was wrong in the night, says so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compliance import actions, tasks
from compliance.models import Projection
from tests.factories import AbsenceFactory, PersonFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def page() -> str:
    PersonFactory()
    reader = PersonFactory(role=None, grants=["hr"])
    return signed_in(reader).get(reverse("compliance:whole")).content.decode()


def health(client) -> tuple[int, bool]:
    answer = client.get("/readyz", {"deep": "1"})
    return answer.status_code, answer.json()["standings"]


def test_a_dashboard_says_that_its_figures_are_not_of_today():
    PersonFactory()
    actions.rebuild(on=YESTERDAY)

    assert "Not of today" in page()


def test_the_control_figures_of_today_say_nothing():
    PersonFactory()
    actions.rebuild(on=TODAY)

    assert "Not of today" not in page()


@pytest.mark.parametrize(("on", "expected"), [(TODAY, (200, True)), (YESTERDAY, (503, False))])
def test_whoever_watches_the_site_learns_whether_the_standings_are_of_today(client, on, expected):
    actions.rebuild(on=on)

    assert health(client) == expected


def test_a_difference_found_in_the_night_is_told_until_all_are_judged_anew(client):
    person = PersonFactory()
    actions.rebuild(on=TODAY)
    AbsenceFactory(person=person, start=TODAY - timedelta(days=40), end=None)

    tasks.compare_standings()
    found = Projection.objects.get()
    told = health(client)
    actions.rebuild(on=TODAY)

    assert (found.compared_on, found.differing, told) == (TODAY, 1, (503, False))
    assert health(client) == (200, True)


def test_without_being_asked_the_standings_are_not_looked_at(client):
    assert "standings" not in client.get("/readyz").json()
