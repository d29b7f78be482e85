"""Only who was invited and is in service signs in; nobody else learns why not."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db

REFUSED = "Your email address or password is not right"
LOCKED = {"locked_at": datetime(2026, 6, 1, 9, tzinfo=UTC)}
NOT_INVITED = {"invited_at": None}
LEFT = {"left": timezone.localdate() - timedelta(days=1)}
KEPT_OUT = pytest.mark.parametrize("state", [LOCKED, NOT_INVITED, LEFT], ids=str)
HOSTILE_NEXT = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https:evil.example/",
    "javascript:alert(1)",
    "\thttps://evil.example/",
]


def sign_in(client, email, password=PASSWORD, **data):
    return client.post(reverse("account_login"), {"login": email, "password": password, **data})


def who(client):
    return client.session.get("_auth_user_id")


def test_an_invited_person_signs_in(client):
    person = PersonFactory()

    response = sign_in(client, person.email)

    assert response.url == reverse("home")
    assert who(client) == str(person.pk)


@pytest.mark.bad_input(27)
def test_capitals_and_spaces_around_the_address_do_not_matter(client):
    person = PersonFactory(email="ada@example.org")

    sign_in(client, "  Ada@Example.org ")

    assert who(client) == str(person.pk)


@pytest.mark.parametrize("password", ["", "a wrong passphrase"])
def test_a_wrong_password_signs_nobody_in(client, password):
    sign_in(client, PersonFactory().email, password)

    assert who(client) is None


@KEPT_OUT
def test_who_may_not_sign_in_is_told_what_a_stranger_is_told(client, state):
    person = PersonFactory(**state)

    response = sign_in(client, person.email)

    assert who(client) is None
    assert REFUSED in response.text
    stranger = sign_in(client, "nobody@example.org")
    assert words(response, person.email) == words(stranger, "nobody@example.org")


def words(response, email):
    """The page without what differs each time: the address typed and the form's token."""
    return re.sub('name="csrfmiddlewaretoken" value=".*?"', "", response.text).replace(email, "")


def test_the_last_day_of_service_still_counts(client):
    person = PersonFactory(left=timezone.localdate())

    sign_in(client, person.email)

    assert who(client) == str(person.pk)


@KEPT_OUT
@pytest.mark.published_break(40)
def test_a_session_ends_at_the_next_request(client, state):
    person = PersonFactory()
    sign_in(client, person.email)
    assert client.get(reverse("signed_in")).status_code == 200

    type(person).objects.filter(pk=person.pk).update(**state)

    assert client.get(reverse("signed_in")).status_code == 302


@pytest.mark.published_break(44)
def test_signing_in_makes_a_new_session(client):
    client.session["kept"] = "from before"
    client.session.save()
    before = client.session.session_key

    sign_in(client, PersonFactory().email)

    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


@pytest.mark.published_break(48)
def test_the_session_ends_with_the_browser_and_after_twelve_hours(client):
    sign_in(client, PersonFactory().email)

    assert client.cookies["sessionid"]["max-age"] == ""
    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_signing_out_needs_a_post(client):
    person = PersonFactory()
    sign_in(client, person.email)

    page = client.get(reverse("account_logout"))
    assert who(client) == str(person.pk)
    response = client.post(reverse("account_logout"))

    assert page.status_code == 200
    assert response.url == reverse("account_login")
    assert who(client) is None


def test_one_goes_on_to_the_page_one_wanted(client):
    wanted = reverse("people:readings")
    asked = client.get(wanted)

    response = sign_in(client, PersonFactory().email, next=wanted)

    assert asked.url == f"{reverse('account_login')}?next={wanted}"
    assert response.url == wanted


@pytest.mark.parametrize("target", HOSTILE_NEXT)
@pytest.mark.published_break(43)
def test_next_never_leaves_the_site(client, target):
    response = sign_in(client, PersonFactory().email, next=target)

    assert response.url == reverse("home")


@pytest.mark.parametrize("target", HOSTILE_NEXT)
def test_signing_out_never_leaves_the_site(client, target):
    client.force_login(PersonFactory())

    response = client.post(reverse("account_logout"), {"next": target})

    assert response.url == reverse("account_login")


def test_the_second_tab_says_that_one_is_signed_in(client):
    response = sign_in(client, PersonFactory().email, next=reverse("signed_in"))

    assert "You can close this tab" in client.get(response.url).text


@pytest.mark.published_break(42)
def test_a_form_from_another_site_is_refused(django_client_that_checks):
    person = PersonFactory()

    response = sign_in(django_client_that_checks, person.email)

    assert response.status_code == 403
    assert who(django_client_that_checks) is None


@pytest.fixture
def django_client_that_checks(client):
    client.handler.enforce_csrf_checks = True
    return client


def test_no_page_makes_an_account(client):
    assert client.get("/sign-up/").status_code == 404
    assert client.get("/signup/").status_code == 404


def test_a_persons_address_is_kept_in_one_place_alone(client):
    person = PersonFactory()

    sign_in(client, person.email)
    client.post(reverse("account_reset_password"), {"email": person.email})

    assert not EmailAddress.objects.exists()


def test_json_is_no_way_in(client):
    person = PersonFactory()

    response = client.post(
        reverse("account_login"),
        {"login": person.email, "password": "a wrong passphrase"},
        headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    )

    assert response["content-type"].startswith("text/html")


def test_what_a_page_says_after_an_act_does_not_travel_in_a_cookie(client):
    client.force_login(PersonFactory(grants=["hr"]))
    person = PersonFactory(name="Ada Page")

    client.post(reverse("people:lock", args=[person.pk]))

    assert set(client.cookies) == {"sessionid"}
    assert "Ada Page is signed out" in client.get(reverse("people:person", args=[person.pk])).text
