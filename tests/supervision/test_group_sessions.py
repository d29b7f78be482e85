"""Group supervision of business services staff falls between their PLRs."""

import pytest
from django.urls import reverse

from govuk.dates import uk_date
from policy.calendar import is_working_day
from tests.factories import PersonFactory
from tests.supervision.test_year import days_of, member, years
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("P22-2.2f", "S17-3.7a", "S17-2.2")
def test_the_planner_offers_days_for_group_supervision_midway_between_two_plrs():
    leader = PersonFactory(role="team_leader")
    officer = member(leader, role="business_services_officer")

    year = years(leader)[officer]
    first, second = days_of(year)[:2]

    [day] = [one for one in year.sessions if first < one < second]
    assert abs((day - first) - (second - day)).days <= 14
    assert is_working_day(day)
    assert uk_date(day) in signed_in(leader).get(reverse("supervision:year")).text


def test_nobody_else_is_offered_one():
    manager = PersonFactory(role="service_manager")
    adviser = member(manager)

    assert years(manager)[adviser].sessions == ()
