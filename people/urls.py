"""Accounts under plain paths with allauth's names; of allauth's views only those that we use."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path, re_path
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

from people.views import (
    accounts,
    addresses,
    pages,
    people,
    person,
    readings,
    second_factor,
    sessions,
)
from people.views.accounts import with_passwords

form = require_http_methods(["GET", "HEAD", "POST"])

account_patterns = [
    path("sign-in/", form(account.login), name="account_login"),
    path("sign-in/second-factor/", form(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/single/", accounts.single_sign_on, name="single_sign_on"),
    path("sign-in/single/back/", accounts.single_sign_on_back, name="single_sign_on_back"),
    path("password/confirm/", form(account.reauthenticate), name="account_reauthenticate"),
    path("sign-out/", form(account.logout), name="account_logout"),
    path("signed-in/", accounts.signed_in, name="signed_in"),
    path("session/", sessions.session, name="session"),
    path(
        "password/forgotten/",
        form(with_passwords(account.password_reset)),
        name="account_reset_password",
    ),
    path(
        "password/forgotten/sent/",
        require_safe(with_passwords(account.password_reset_done)),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$",
        form(with_passwords(account.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    path(
        "password/saved/",
        require_safe(with_passwords(account.password_reset_from_key_done)),
        name="account_reset_password_from_key_done",
    ),
    path(
        "password/change/",
        form(with_passwords(account.password_change)),
        name="account_change_password",
    ),
    # allauth sends whoever has no password yet here.
    path(
        "password/first/",
        require_safe(RedirectView.as_view(pattern_name="account_reset_password")),
        name="account_set_password",
    ),
]

second_factor_patterns = [
    path("", require_safe(mfa.index), name="mfa_index"),
    path("app/", form(totp.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", form(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("passkeys/add/", form(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", form(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path(
        "passkeys/",
        require_safe(RedirectView.as_view(pattern_name="mfa_index")),
        name="mfa_list_webauthn",
    ),
    path(
        "recovery-codes/", require_safe(codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "recovery-codes/new/",
        form(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("confirm/", form(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "confirm/passkey/",
        form(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]

people_patterns = [
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/invite/", person.invite, name="invite"),
    path("people/<int:pk>/lock/", person.lock, name="lock"),
    path("people/<int:pk>/unlock/", person.unlock, name="unlock"),
    path("addresses-to-confirm/", addresses.new_addresses, name="new_addresses"),
    path("accounts/<int:pk>/second-factor/", second_factor.reset, name="reset_second_factor"),
    path("who-has-read-my-records/", readings.readings, name="readings"),
    path("where-i-am-signed-in/", sessions.sessions, name="sessions"),
    path("where-i-am-signed-in/end-others/", sessions.end_others, name="end_other_sessions"),
    path("where-i-am-signed-in/<int:pk>/end/", sessions.end, name="end_session"),
]

urlpatterns = [
    *account_patterns,
    path("second-factor/", include(second_factor_patterns)),
    path("", include((people_patterns, "people"))),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("security/", pages.security, name="security"),
    path("privacy/", pages.privacy, name="privacy"),
]
