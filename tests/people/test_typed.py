"""A form sent after its writer was signed out: the text comes back, and nothing is saved."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PersonFactory
from tests.supervision.factories import PLRFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
WORDS = "I see the second case otherwise."


def answer_to(plr) -> str:
    return reverse("supervision:answer", args=[plr.pk])


def test_what_was_typed_before_a_sign_out_is_shown_again():
    plr = PLRFactory(finalised=True)

    page = Client().post(answer_to(plr), {"answer": "disagree", "comment": WORDS})

    plr.refresh_from_db()
    assert page.status_code == 401
    assert WORDS in page.content.decode()
    assert plr.answer == ""


def test_what_was_typed_before_signing_in_again_elsewhere_is_shown_again():
    plr = PLRFactory(finalised=True)
    client = Client(enforce_csrf_checks=True)
    client.force_login(plr.reportee)

    page = client.post(answer_to(plr), {"answer": "disagree", "comment": WORDS})

    assert page.status_code == 403
    assert WORDS in page.content.decode()


def test_behind_a_proxy_that_ends_tls_what_was_typed_is_shown_as_well(settings):
    settings.BASE_URL = "https://plr.example.org"
    plr = PLRFactory(finalised=True)

    page = Client().post(
        answer_to(plr), {"comment": WORDS}, headers={"origin": "https://plr.example.org"}
    )

    assert page.status_code == 401
    assert WORDS in page.content.decode()


def test_nothing_of_what_another_site_sends_is_shown():
    plr = PLRFactory(finalised=True)

    page = Client().post(
        answer_to(plr), {"comment": WORDS}, headers={"origin": "https://evil.example"}
    )

    assert page.status_code == 302


def test_a_password_is_never_shown_again():
    page = Client(enforce_csrf_checks=True).post(
        reverse("account_login"), {"login": "a b", "password": "my secret passphrase"}
    )

    assert "my secret passphrase" not in page.content.decode()


def test_what_was_typed_for_something_that_was_deleted_meanwhile_is_shown_again():
    page = signed_in(PersonFactory()).post(
        reverse("qai:write", args=["audits", 999999]), {"strengths": WORDS}
    )

    assert page.status_code == 404
    assert WORDS in page.content.decode()


def test_what_was_typed_for_something_that_closed_meanwhile_is_shown_again():
    plr = PLRFactory(finalised=True)
    ask = reverse("supervision:feedback_ask", args=[plr.pk])

    page = signed_in(plr.led_by).post(ask, {"question": WORDS})
    elsewhere = signed_in(plr.led_by).post(
        ask, {"question": WORDS}, headers={"origin": "https://elsewhere.example"}
    )

    assert (page.status_code, elsewhere.status_code) == (403, 403)
    assert WORDS in page.text
    assert WORDS not in elsewhere.text


def test_an_address_that_is_not_there_shows_nothing_of_what_another_site_sent():
    page = signed_in(PersonFactory()).post(
        "/nowhere/", {"text": WORDS}, headers={"origin": "https://elsewhere.example"}
    )

    assert page.status_code == 404
    assert WORDS not in page.content.decode()
