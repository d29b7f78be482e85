"""Planning counts from the day on which time counts: a return, or the start of records."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from people.models import Organisation
from policy.months import add_months
from policy.wording import spoken
from tests.factories import AbsenceFactory, PersonFactory
from tests.supervision.factories import PLRFactory
from tests.supervision.test_year import TODAY, days_of, member, years
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return PersonFactory(role="service_manager")


def back_from_a_long_absence(manager, *, days_ago: int):
    person = member(manager, held=200)
    end = TODAY - timedelta(days=days_ago + 1)
    AbsenceFactory(person=person, start=end - timedelta(days=90), end=end)
    return person, end + timedelta(days=1)


@pytest.mark.requirement("P22-2.3")
def test_whoever_came_back_from_a_long_absence_has_a_plr_within_three_months(manager):
    person, back = back_from_a_long_absence(manager, days_ago=10)

    year = years(manager)[person]

    assert year.due == add_months(back, 3)
    assert TODAY <= days_of(year)[0] <= year.due
    page = signed_in(manager).get(reverse("supervision:plan", args=[person.pk])).text
    assert f"the return to work on {spoken(back)}" in page


@pytest.mark.requirement("P22-2.3")
def test_amb_38_a_plr_since_the_return_is_the_return_plr(manager):
    person, _ = back_from_a_long_absence(manager, days_ago=40)
    held = TODAY - timedelta(days=20)
    PLRFactory(reportee=person, manager=manager, finalised=True, planned_for=held)

    assert years(manager)[person].due == add_months(held, 3)


def test_amb_10_nothing_is_late_for_time_before_the_start_of_records(manager):
    Organisation.objects.create(name="Here", records_start=TODAY - timedelta(days=20))
    person = PersonFactory(manager=manager, joined=date(2015, 1, 5))

    assert years(manager)[person].due == add_months(TODAY - timedelta(days=20), 3)


@pytest.mark.requirement("P22-2.3")
def test_amb_45_nothing_is_due_or_late_while_the_day_of_return_is_not_known(manager):
    person = member(manager, held=200)
    AbsenceFactory(person=person, start=TODAY - timedelta(days=60), end=None)

    year = years(manager)[person]

    assert (year.due, year.offered) == (None, ())
    page = signed_in(manager).get(reverse("supervision:year")).text
    assert "before the day of return is known" in page
    assert ">Late<" not in page
