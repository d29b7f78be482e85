"""Single sign-on lets in people whom we know, on a token that is true, and nobody else."""

import copy
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.mail import write
from people.models import Person, SignIn
from plr_site.signing_in import env
from tests.factories import PASSWORD, PersonFactory
from tests.people.identity_provider import CLIENT_ID, CLIENT_SECRET, running

pytestmark = pytest.mark.django_db

START = reverse("single_sign_on")
BACK = reverse("single_sign_on_back")
REFUSED = "You could not be signed in"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC).timestamp()


@pytest.fixture(scope="module")
def started():
    with running() as provider:
        yield provider


@pytest.fixture
def provider(started, settings):
    """Truthful, and named in the settings."""
    providers = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
    app = providers["openid_connect"]["APPS"][0]
    app.update(client_id=CLIENT_ID, secret=CLIENT_SECRET)
    app["settings"]["server_url"] = started.issuer
    settings.SOCIALACCOUNT_PROVIDERS = providers
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = started.issuer, CLIENT_ID
    started.key, started.claims, started.lies = started.published, {}, {}
    return started


@pytest.fixture
def person(provider):
    person = PersonFactory(email="ada@example.org", staff_number="S4711")
    provider.claims = {"email": "Ada@example.org", "email_verified": True}
    return person


def go(client, provider, *, state=None, next_page=""):
    """There and back, as a browser does it."""
    there = client.post(START, {"next": next_page})
    provider.attempt = dict(parse_qsl(urlsplit(there.url).query))
    return client.get(BACK, {"code": "a code", "state": state or provider.attempt["state"]})


def who(client):
    return client.session.get("_auth_user_id")


def is_refused(client, answer):
    return answer.status_code == 403 and REFUSED in answer.text and who(client) is None


def test_a_known_person_signs_in_and_goes_on(client, provider, person):
    wanted = reverse("people:readings")

    answer = go(client, provider, next_page=wanted)

    assert (answer.status_code, answer.url) == (302, wanted)
    assert who(client) == str(person.pk)
    assert SignIn.objects.get(person_id=person.pk).kind == SignIn.Kind.SINGLE_SIGN_ON
    assert not SocialAccount.objects.exists()


def test_the_provider_is_asked_with_a_nonce_and_a_challenge_and_sends_back_to_us(
    client, provider, settings
):
    there = client.post(START + "?auth_params=nonce%3Dmine&scope=offline_access")

    asked = dict(parse_qsl(urlsplit(there.url).query))
    assert there.url.startswith(provider.issuer + "/authorize?")
    assert asked["redirect_uri"] == settings.BASE_URL + BACK
    assert asked["code_challenge_method"] == "S256"
    assert asked["nonce"] != "mine"
    assert "offline_access" not in asked["scope"]


def test_by_the_staff_number_where_a_claim_holds_it(client, provider, person, settings):
    settings.OIDC_STAFF_NUMBER_CLAIM = "employee_id"
    other = PersonFactory(email="other@example.org")
    provider.claims = {"employee_id": "s4711", "email": other.email, "email_verified": True}

    go(client, provider)

    assert who(client) == str(person.pk)


@pytest.mark.parametrize(
    "lie",
    [
        {"aud": "somebody else"},
        {"nonce": "of another attempt"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"exp": LONG_AGO},
        {"exp": None},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": "nobody@example.org"},
        {"email": None},
    ],
    ids=str,
)
def test_what_is_not_true_is_refused(client, provider, person, lie):
    provider.lies = lie

    assert is_refused(client, go(client, provider))
    assert Person.objects.count() == 1


def test_another_key_is_refused(client, provider, person):
    provider.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    assert is_refused(client, go(client, provider))


@pytest.mark.parametrize(
    "state",
    [
        {"locked_at": datetime(2026, 6, 1, 9, tzinfo=UTC)},
        {"left": timezone.localdate() - timedelta(days=1)},
        {"invited_at": None},
    ],
    ids=str,
)
def test_who_may_not_sign_in_is_told_what_a_stranger_is_told(client, provider, person, state):
    Person.objects.filter(pk=person.pk).update(**state)

    answer = go(client, provider)

    assert is_refused(client, answer)
    assert SignIn.objects.get().kind == SignIn.Kind.REFUSED


def test_the_way_back_of_another_browser_is_refused(client, provider, person):
    go(Client(), provider)
    stolen = provider.attempt["state"]

    assert is_refused(client, client.get(BACK, {"code": "a code", "state": stolen}))
    assert is_refused(client, client.get(BACK, {"error": "access_denied", "state": stolen}))


def test_a_provider_that_is_away_gets_a_plain_page(client, provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://127.0.0.1:1"
    )

    assert is_refused(client, client.post(START))


def test_the_second_factor_is_asked_unless_the_provider_asks_for_one(
    client, provider, person, settings
):
    hr = PersonFactory(email="hr@example.org", grants=["hr"])
    provider.claims["email"] = hr.email

    go(client, provider)
    assert client.get(reverse("home")).url == reverse("mfa_index")

    settings.OIDC_HAS_SECOND_FACTOR = True
    go(client, provider)
    assert client.get(reverse("home")).status_code == 200


def test_beside_passwords_or_instead_of_them(client, provider, person, settings):
    sign_in = reverse("account_login")
    beside = client.get(sign_in).text
    settings.PASSWORDS = False
    instead = client.get(sign_in).text
    client.post(sign_in, {"login": person.email, "password": PASSWORD})

    assert "Sign in with your work account" in beside
    assert 'name="password"' in beside
    assert 'name="password"' not in instead
    assert who(client) is None
    assert client.get(reverse("account_reset_password")).status_code == 404
    letter = write("invitation", person, person.pk, server=None)
    assert "Choose your password" not in letter.body
    assert settings.BASE_URL + sign_in in letter.body


def test_the_secret_may_lie_in_a_file(tmp_path, monkeypatch):
    file = tmp_path / "secret"
    file.write_text("from the file\n")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "from the environment")
    assert env.str("OIDC_CLIENT_SECRET") == "from the environment"

    monkeypatch.setenv("OIDC_CLIENT_SECRET_FILE", str(file))

    assert env.str("OIDC_CLIENT_SECRET") == "from the file"


def test_without_an_issuer_there_is_no_such_door(client):
    assert client.post(START).status_code == 404
    assert client.get(BACK).status_code == 404
    assert "work account" not in client.get(reverse("account_login")).text
