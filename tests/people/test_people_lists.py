"""A list of people shows what its reader is there for, and nothing more."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import PersonFactory, PostingFactory, ReportingLineFactory, UnitFactory

pytestmark = pytest.mark.django_db
URL = reverse("people:people")


@pytest.fixture
def hr(client):
    hr = PersonFactory(name="Hari Rao", role="corporate", grants=["hr"])
    client.force_login(hr)
    return hr


def names(response):
    return [getattr(row, "name", None) or row["name"] for row in response.context["page"]]


def test_hr_sees_everybody_in_service_with_their_facts(client, hr):
    manager = PersonFactory(name="Mina Lead", role="service_manager")
    PersonFactory(name="Ada Page", unit=UnitFactory(name="North 1"), manager=manager)

    response = client.get(URL)

    assert names(response) == ["Ada Page", "Hari Rao", "Mina Lead"]
    for shown in ("Family court adviser", "North 1", "Mina Lead", "Mon 6 January 2020"):
        assert shown in response.text


def test_leavers_and_people_yet_to_join_are_not_listed(client, hr):
    yesterday = timezone.localdate() - timedelta(days=1)
    PersonFactory(left=yesterday)
    PersonFactory(joined=timezone.localdate() + timedelta(days=1))

    assert names(client.get(URL)) == ["Hari Rao"]


def test_the_post_and_the_line_shown_are_todays(client, hr):
    person = PersonFactory(name="Ada Page", role=None)
    PostingFactory(person=person, role="practice_supervisor", end=date(2021, 1, 31))
    PostingFactory(person=person, start=date(2021, 2, 1), unit__name="South 2")
    ReportingLineFactory(person=person, manager__name="Former Lead", end=date(2021, 1, 31))

    response = client.get(URL, {"q": "Ada"})

    assert "South 2" in response.text
    assert "Practice supervisor" not in response.text
    assert "Former Lead" not in response.text


@pytest.mark.parametrize("q", ["ada", " PAGE ", "s90", "a page", "ada\0 page", "Jose\u0301"])
def test_people_are_found_by_part_of_the_name_or_the_staff_number(client, hr, q):
    PersonFactory(name="Ada Page José", staff_number="S9001")
    PersonFactory(name="Somebody Else", staff_number="X1")

    assert names(client.get(URL, {"q": q})) == ["Ada Page José"]


@pytest.mark.parametrize("q", ["%", "_", "'; drop table people_person", "{{7*7}}", "<script>"])
@pytest.mark.bad_input(8)
def test_signs_in_a_search_stand_for_themselves(client, hr, q):
    found = names(client.get(URL, {"q": q}))
    PersonFactory(name=f"Odd {q} name")

    assert found == []
    assert names(client.get(URL, {"q": q})) == [f"Odd {q} name"]


def test_a_unit_holds_the_units_below_it(client, hr):
    area = UnitFactory(name="North")
    PersonFactory(name="Ada Page", unit=UnitFactory(parent=area))
    PersonFactory(name="Bea Dove", unit=area)

    assert names(client.get(URL, {"unit": area.pk})) == ["Ada Page", "Bea Dove"]


@pytest.mark.parametrize("unit", ["0", "x", "-1", "1" * 30, "1) or 1=1--"])
def test_a_unit_that_is_none_narrows_nothing(client, hr, unit):
    response = client.get(URL, {"unit": unit})

    assert response.status_code == 200
    assert names(response) == ["Hari Rao"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [("name", "Ada"), ("unit", "Bea"), ("manager", "Cem"), ("joined", "Dan"), ("password", "Ada")],
)
def test_the_list_is_sorted_as_asked(client, hr, sort, first):
    lead = PersonFactory(name="Zoe", unit=UnitFactory(name="M"), manager=hr)
    boss = PersonFactory(name="Aaron", role=None, left=timezone.localdate() - timedelta(days=1))
    since = {"unit": UnitFactory(name="M"), "manager": lead}
    PersonFactory(name="Ada", **since)
    PersonFactory(name="Bea", **{**since, "unit": UnitFactory(name="A")})
    PersonFactory(name="Cem", **{**since, "manager": boss})
    PersonFactory(name="Dan", joined=date(2019, 1, 1), **since)

    assert names(client.get(URL, {"sort": sort}))[0] == first


@pytest.mark.parametrize(
    ("page", "shown"),
    [("1", 50), ("2", 3), ("-1", 50), ("0", 50), ("abc", 50), ("999999", 3), ("9" * 5000, 50)],
)
def test_a_page_that_is_not_there_is_the_nearest(client, hr, page, shown):
    PersonFactory.create_batch(52)

    response = client.get(URL, {"page": page})

    assert len(names(response)) == shown


def test_the_filters_stay_while_one_turns_the_page(client, hr):
    PersonFactory.create_batch(51, name="Ada & Co")

    response = client.get(URL, {"q": "Ada &", "sort": "joined"})

    assert "?q=Ada+%26&amp;sort=joined&amp;page=2" in response.text


def test_the_number_of_queries_does_not_grow_with_the_list(
    client, hr, django_assert_max_num_queries
):
    PersonFactory.create_batch(5, manager=hr)
    client.get(URL)
    with django_assert_max_num_queries(15) as few:
        client.get(URL)

    PersonFactory.create_batch(45, manager=hr)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(URL)


def test_a_head_of_practice_sees_their_area_alone(client):
    area = UnitFactory(name="North")
    head = PersonFactory(name="Head North", role="head_of_practice", unit=area)
    PersonFactory(name="Ada Page", unit=UnitFactory(parent=area))
    PersonFactory(name="Far Away", unit=UnitFactory(name="South"))
    client.force_login(head)

    response = client.get(URL)

    assert names(response) == ["Ada Page", "Head North"]
    assert "South" not in response.text


def test_a_system_administrator_sees_accounts_and_nothing_of_supervision(client):
    ada = PersonFactory(name="Ada Page", manager=PersonFactory(name="Mina Lead"), invited_at=None)
    client.force_login(PersonFactory(role=None, grants=["system_admin"]))

    response = client.get(URL, {"q": "Ada"})

    assert names(response) == ["Ada Page"]
    assert "Not invited" in response.text
    assert "ask HR" in response.text
    assert "Mina Lead" not in response.text
    assert "Family court adviser" not in response.text
    assert f"/people/{ada.pk}/" not in response.text


@pytest.mark.parametrize("visitor", [{}, {"role": "service_manager"}, {"grants": ["mis"]}])
@pytest.mark.published_break(24)
def test_everybody_else_sees_a_directory_of_names_roles_and_teams(client, visitor):
    team = UnitFactory(name="North 1")
    client.force_login(PersonFactory(name="Zed Reader", unit=team, **visitor))
    ada = PersonFactory(name="Ada Page", unit=team, manager=PersonFactory(name="Mina Lead"))

    response = client.get(URL, {"q": "Ada"})

    assert set(response.context["page"][0]) == {"name", "role", "unit_name"}
    for hidden in (ada.staff_number, ada.email, "Mina Lead", "2020", f"/people/{ada.pk}"):
        assert hidden not in response.text


@pytest.mark.published_break(23, 24)
def test_the_directory_does_not_answer_for_staff_numbers(client):
    client.force_login(PersonFactory())
    PersonFactory(name="Ada Page", staff_number="S9001")

    assert names(client.get(URL, {"q": "S9001"})) == []


def test_a_filter_given_twice_was_not_sent_by_the_page(client, hr):
    assert client.get(f"{URL}?q=a&q=b").status_code == 400
