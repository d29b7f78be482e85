"""Guessing is slowed, and a stranger who guesses does not lock the owner out."""

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db
TOO_MANY = "Too many attempts"


def try_to_sign_in(client, person, password, place="192.0.2.1"):
    data = {"login": person.email, "password": password}
    return client.post(reverse("account_login"), data, REMOTE_ADDR=place)


def guess(client, person, times):
    for _ in range(times):
        response = try_to_sign_in(client, person, "a wrong passphrase")
    return response


def test_the_sixth_guess_is_not_looked_at(client):
    person = PersonFactory()

    fifth = guess(client, person, 5)
    sixth = try_to_sign_in(client, person, PASSWORD)

    assert TOO_MANY not in fifth.text
    assert TOO_MANY in sixth.text
    assert "_auth_user_id" not in client.session


def test_guesses_from_elsewhere_do_not_lock_the_owner_out(client):
    person = PersonFactory()
    guess(client, person, 6)

    response = try_to_sign_in(client, person, PASSWORD, place="192.0.2.2")

    assert response.status_code == 302


@pytest.fixture
def with_limits(settings):
    """`with_limits(login="3/m/ip")`: these instead of those of the site."""

    def with_limits(**limits):
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, **limits}

    return with_limits


def mistypes_of_an_office(client, people):
    for number in range(people):
        data = {"login": f"{number}@example.org", "password": "mistyped"}
        client.post(reverse("account_login"), data, REMOTE_ADDR="192.0.2.1")


def test_an_office_behind_one_address_may_mistype_ninety_times_a_minute(client):
    person = PersonFactory()

    mistypes_of_an_office(client, 90)

    assert try_to_sign_in(client, person, PASSWORD).status_code == 302


def test_with_the_narrow_limit_by_address_the_office_was_locked_out(client, with_limits):
    with_limits(login_failed="10/m/ip,5/5m/key")
    person = PersonFactory()

    mistypes_of_an_office(client, 10)

    assert TOO_MANY in try_to_sign_in(client, person, PASSWORD).text


def test_more_wrong_passwords_than_an_office_mistypes_are_not_looked_at(client):
    person = PersonFactory()

    mistypes_of_an_office(client, 100)

    assert TOO_MANY in try_to_sign_in(client, person, PASSWORD).text


def test_many_attempts_from_one_place_get_a_plain_page(client, with_limits):
    with_limits(login="3/m/ip")
    for number in range(3):
        client.post(reverse("account_login"), {"login": f"{number}@example.org"})

    response = client.post(reverse("account_login"), {"login": "last@example.org"})

    assert response.status_code == 429
    assert TOO_MANY in response.text


def test_links_for_one_address_are_limited(client):
    for _ in range(5):
        client.post(reverse("account_reset_password"), {"email": "somebody@example.org"})

    response = client.post(reverse("account_reset_password"), {"email": "Somebody@example.org"})

    assert response.status_code == 429


def test_a_header_does_not_change_where_somebody_is(client):
    person = PersonFactory()
    guess(client, person, 5)

    data = {"login": person.email, "password": PASSWORD}
    forged = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "198.51.100.7"}
    response = client.post(reverse("account_login"), data, **forged)

    assert TOO_MANY in response.text
