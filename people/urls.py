"""Accounts under plain paths with allauth's names; of allauth's views only those that we use."""

from allauth.account import views as account
from django.urls import include, path, re_path
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

from people.views import accounts, pages, people, person, readings

form = require_http_methods(["GET", "HEAD", "POST"])

account_patterns = [
    path("sign-in/", form(account.login), name="account_login"),
    path("sign-out/", form(account.logout), name="account_logout"),
    path("signed-in/", accounts.signed_in, name="signed_in"),
    path("password/forgotten/", form(account.password_reset), name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        require_safe(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$",
        form(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/saved/",
        require_safe(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("password/change/", form(account.password_change), name="account_change_password"),
    # allauth sends whoever has no password yet here.
    path(
        "password/first/",
        require_safe(RedirectView.as_view(pattern_name="account_reset_password")),
        name="account_set_password",
    ),
]

people_patterns = [
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/invite/", person.invite, name="invite"),
    path("people/<int:pk>/lock/", person.lock, name="lock"),
    path("people/<int:pk>/unlock/", person.unlock, name="unlock"),
    path("who-has-read-my-records/", readings.readings, name="readings"),
]

urlpatterns = [
    *account_patterns,
    path("", include((people_patterns, "people"))),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]
