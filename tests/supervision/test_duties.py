"""The home page of whoever has something to do beside, or instead of, leading a team."""

import re

import pytest
from django.urls import reverse

from tests.factories import GrantFactory, PersonFactory, ReportingLineFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db


def headings(page: str, level: int = 1) -> list[str]:
    return re.findall(rf"<h{level}[^>]*>([^<]+)</h{level}>", page)


@pytest.mark.parametrize("grant", ["hr", "mis", "system_admin"])
def test_a_duty_has_the_name_of_its_page(grant):
    person = GrantFactory(grant=grant).person
    client = signed_in(person)

    duties = client.get("/").context["duties"]

    assert duties
    for duty in duties:
        assert f"<title>{duty.text}" in client.get(duty.url).text


def test_who_has_duties_and_no_team_finds_them_above_their_own_plr():
    with_duties = GrantFactory(grant="mis").person
    without = PersonFactory()

    shown, control = (signed_in(person).get("/").text for person in (with_duties, without))

    assert headings(shown) == ["Home"]
    assert shown.index("Your duties") < shown.index(">My PLR</h2>")
    assert headings(control) == ["My PLR"]
    assert "duties" not in control


def test_management_information_finds_compliance_and_samples_among_its_duties():
    unlimited = GrantFactory(grant="mis").person

    duties = signed_in(unlimited).get("/").context["duties"]

    assert [duty.text for duty in duties] == ["Imports", "Compliance", "Samples"]


def test_ones_name_at_the_top_leads_to_ones_own_account():
    person = PersonFactory()
    client = signed_in(person)
    own = reverse("people:person", args=[person.pk])

    shown = client.get("/").text

    assert f'href="{own}">{person}<' in shown
    assert reverse("people:sessions") in client.get(own).text


def test_self_regulation_has_a_column_where_it_is_for_somebody_in_the_team():
    advisers = ReportingLineFactory().manager
    managers = ReportingLineFactory(person=PersonFactory(role="service_manager")).manager

    with_column, without = (signed_in(one).get("/").text for one in (advisers, managers))

    assert ">Self-regulation</th>" in with_column
    assert reverse("qai:self_regulation") in with_column
    assert ">Self-regulation</th>" not in without
