"""The page of a person: its facts for who may see them, each as far as they may."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from govuk.dates import uk_date
from people.models import Person
from tests.factories import (
    AbsenceFactory,
    PersonFactory,
    PostingFactory,
    PracticeSupervisionFactory,
    ReportingLineFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


def page_of(client, person, *, reader):
    client.force_login(reader)
    return client.get(reverse("people:person", args=[person.pk]))


@pytest.fixture
def manager():
    return PersonFactory(name="Mina Lead", role="service_manager")


@pytest.fixture
def person(manager):
    return PersonFactory(name="Ada Page", unit=UnitFactory(name="North 1"), manager=manager)


@pytest.fixture
def hr():
    return PersonFactory(role="corporate", grants=["hr"])


def test_the_line_manager_sees_the_facts(client, person, manager):
    PracticeSupervisionFactory(person=person, supervisor__name="Pia Guide")

    response = page_of(client, person, reader=manager)

    for fact in ("Ada Page", person.staff_number, "Family court adviser", "North 1"):
        assert fact in response.text
    for fact in ("Mina Lead", "Pia Guide", "Mon 6 January 2020"):
        assert fact in response.text


def test_posts_and_line_managers_of_the_past_are_shown_with_their_days(client, hr):
    person = PersonFactory(role=None)
    PostingFactory(person=person, role="practice_supervisor", end=date(2021, 1, 31))
    ReportingLineFactory(person=person, manager__name="Former Lead", end=date(2021, 1, 31))

    response = page_of(client, person, reader=hr)

    assert "Mon 6 January 2020 to Sun 31 January 2021" in response.text
    assert "Practice supervisor" in response.text
    assert "Former Lead" in response.text


@pytest.mark.parametrize(
    "visitor",
    [{}, {"role": "service_manager"}, {"grants": ["mis"]}, {"grants": ["system_admin"]}],
)
def test_for_everybody_else_there_is_no_such_page(client, person, visitor):
    assert page_of(client, person, reader=PersonFactory(**visitor)).status_code == 404


def test_a_former_manager_no_longer_sees_the_page(client, person, manager):
    person.lines.update(end=YESTERDAY)
    ReportingLineFactory(person=person, start=timezone.localdate())

    assert page_of(client, person, reader=manager).status_code == 404


def test_ones_own_page_leads_to_the_password(client, person):
    response = page_of(client, person, reader=person)

    assert response.status_code == 200
    assert reverse("account_change_password") in response.text
    assert "Lock the account" not in response.text


@pytest.mark.parametrize("pk", ["0", "999999999", "9" * 30])
def test_a_person_who_is_not_there_is_not_found(client, hr, pk):
    client.force_login(hr)

    assert client.get(f"/people/{pk}/").status_code == 404


def test_hr_and_the_person_see_the_kind_of_an_absence(client, person, hr):
    AbsenceFactory(person=person, kind="sickness")

    for reader in (hr, person):
        response = page_of(client, person, reader=reader)

        assert "Sickness" in response.text
        assert "Mon 2 March 2026" in response.text


@pytest.mark.published_break(12)
def test_a_manager_learns_that_somebody_is_away_and_no_more(client, person, manager):
    AbsenceFactory(person=person, kind="sickness", start=YESTERDAY, end=None)

    text = page_of(client, person, reader=manager).text

    assert "Away" in text
    assert "ickness" not in text
    assert text.count(f"{YESTERDAY.year}") == 0


def test_a_manager_does_not_learn_of_absences_that_are_over(client, person, manager):
    AbsenceFactory(person=person, kind="sickness")

    text = page_of(client, person, reader=manager).text

    assert "Away" not in text
    assert "Absence" not in text


def test_exclusion_is_shown_with_its_last_day_and_without_its_reason(client, manager):
    joined = timezone.localdate() - timedelta(days=10)
    person = PersonFactory(joined=joined, manager=manager)

    response = page_of(client, person, reader=manager)

    assert response.context["facts"].exclusion.reason == "new_starter"
    assert f"Excluded until {uk_date(response.context['facts'].exclusion.until)}" in words(response)
    assert "starter" not in response.text


def test_somebody_away_without_an_end_is_excluded_until_a_day_not_known(client, person, manager):
    AbsenceFactory(person=person, kind="maternity", start=date(2026, 1, 5), end=None)

    response = page_of(client, person, reader=manager)

    assert "Excluded until Not known yet" in words(response)
    assert "aternity" not in response.text


def words(response):
    return " ".join(strip_tags(response.text).split())


def test_hr_sees_the_account(client, hr):
    person = PersonFactory(invited_at=None)

    text = page_of(client, person, reader=hr).text

    for shown in ("Not invited", "Never signed in", ">\n  Invite", "Lock the account"):
        assert shown in text


def test_hr_is_offered_what_fits_the_account(client, hr):
    person = PersonFactory()
    Person.objects.filter(pk=person.pk).update(locked_at=timezone.now())

    text = page_of(client, person, reader=hr).text

    assert "Unlock the account" in text
    assert "Lock the account" not in text
    assert "Invite" not in text.replace("Invited", "")


def test_a_manager_sees_nothing_of_the_account(client, person, manager):
    text = page_of(client, person, reader=manager).text

    for hidden in ("Account", "nvited", "Last signed in", "Never signed in", "Lock"):
        assert hidden not in text
