"""The warning before a session ends, and a passkey, in a browser."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 375, "height": 800}


def holds(page) -> None:
    laptop = page.viewport_size
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(laptop)


def test_who_is_warned_stays_and_who_is_signed_out_keeps_the_text(
    page, live_server, sign_in, settings
):
    settings.SESSION_IDLE = timedelta(seconds=100)
    person = PersonFactory()
    sign_in(page, person)
    page.clock.install()
    page.goto(live_server.url + reverse("account_change_password"))
    warning = page.get_by_role("dialog")
    expect(warning.get_by_role("heading")).to_have_text("You are about to be signed out")
    holds(page)

    settings.SESSION_IDLE = timedelta(minutes=30)
    warning.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()

    page.get_by_label("Current password").fill("half a passphr")
    Session.objects.all().delete()
    page.expected.append("401")
    page.clock.fast_forward("29:00")

    expect(warning.get_by_role("heading")).to_have_text("You have been signed out")
    expect(page.locator("[name=oldpassword]")).to_have_value("half a passphr")
    holds(page)


def test_a_passkey_is_made_and_shown(page, live_server):
    hr = PersonFactory(grants=["hr"])
    with_authenticator(page)
    sign_in_by_password(page, live_server, hr)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second factor")
    page.get_by_role("button", name="Add a passkey").click()
    confirm_password(page)
    holds(page)

    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    holds(page)

    page.get_by_role("button", name="Sign out").first.click()
    sign_in_by_password(page, live_server, hr)
    expect(page.get_by_role("heading", level=1)).to_have_text("Show your second factor")
    holds(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(live_server.url + "/")

    page.goto(live_server.url + reverse("mfa_activate_totp"))
    confirm_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up an app")
    holds(page)


def with_authenticator(page) -> None:
    """A computer that makes passkeys and whose owner always agrees."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )


def sign_in_by_password(page, live_server, person) -> None:
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def confirm_password(page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
