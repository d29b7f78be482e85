"""Nobody's agreed interval is forgotten: it is found on the day on which it is due."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from supervision.models import AgreedInterval, SupportNeed
from supervision.queries.intervals import intervals_due
from tests.factories import PersonFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 5)


def agree(person, at):
    facts = {"number": 6, "unit": "weeks", "reason": "More support."}
    AgreedInterval.objects.create(person=person, by=person, agreed_at=at, **facts)


def due() -> dict:
    return {one.person_id: (one.day, one.agreed_on) for one in intervals_due(on=ON)}


@pytest.mark.requirement("P22-2.1b", "P22-2.2b", "S17-2.2")
def test_whoever_is_new_in_post_has_an_interval_to_agree_and_nobody_else():
    new = PersonFactory(joined=date(2026, 9, 1))
    PersonFactory(joined=date(2020, 9, 1))

    assert due() == {new.pk: (date(2026, 9, 1), None)}


@pytest.mark.requirement("P22-2.1b", "P22-2.2a")
def test_the_latest_agreement_is_looked_at_again_after_a_year():
    person = PersonFactory(joined=date(2020, 9, 1))
    agree(person, datetime(2024, 3, 1, 12, tzinfo=UTC))
    agree(person, datetime(2025, 11, 2, 12, tzinfo=UTC))

    assert due() == {person.pk: (date(2026, 11, 2), date(2025, 11, 2))}


def test_the_planner_sees_that_an_interval_is_to_be_looked_at_again():
    manager = PersonFactory(role="service_manager")
    old, new = PersonFactory.create_batch(2, manager=manager)
    agree(old, timezone.now() - timedelta(days=400))
    agree(new, timezone.now())

    page = signed_in(manager).get(reverse("supervision:year")).text

    assert page.count("Look at it again") == 1


@pytest.mark.requirement("P22-E7")
def test_nobody_outside_reporting_is_in_the_list():
    new = PersonFactory(joined=date(2026, 9, 1))
    new.postings.update(employment_type="bank")

    assert due() == {}


@pytest.mark.requirement("P22-2.2c")
def test_need_of_support_asks_for_an_interval_until_one_is_agreed():
    person = PersonFactory(joined=date(2020, 9, 1))
    since = datetime(2026, 9, 14, 12, tzinfo=UTC)
    SupportNeed.objects.create(
        person=person, reason="Two hard cases.", began_at=since, begun_by=person
    )

    before = due()
    agree(person, since + timedelta(days=1))

    assert before == {person.pk: (date(2026, 9, 14), None)}
    assert due()[person.pk][0] > ON
