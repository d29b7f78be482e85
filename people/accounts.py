"""Signing in, for people who were invited, while they are in service."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from people import actions, sign_ins
from people.access import may_sign_in
from people.models import Person, SignIn


class PersonBackend(AuthenticationBackend):
    """Refuses whoever may not sign in, at sign-in and at every request after it."""

    def user_can_authenticate(self, user: Person) -> bool:
        return may_sign_in(user)

    def authenticate(self, request: HttpRequest | None, **credentials: str) -> Person | None:
        """Whoever may not sign in is told what a stranger is told, the right password or not."""
        if not settings.PASSWORDS:
            return None
        person = super().authenticate(request, **credentials)
        self.unstash_authenticated_user()
        return person


class InvitationOnly(DefaultAccountAdapter):
    """What allauth asks us. It keeps no addresses of its own: `Person.email` is the only one."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Your email address or password is not right",
        "too_many_login_attempts": "Too many attempts. Wait 5 minutes, then try again",
        "enter_current_password": "Your current password is not right",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        sign_ins.note_signed_in(request, response, person=user)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        person = Person.objects.filter(email=credentials.get("email", "").lower()).first()
        sign_ins.note_failure(request, SignIn.Kind.FAILED, person=person)

    def reauthenticate(self, user: Person, password: str) -> bool:
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages only: no form answers with JSON."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """After signing in one stays on this site, whatever `next` says."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def set_password(self, user: Person, password: str) -> None:
        actions.set_password(person=user, password=password)
        self._delete_login_attempts_cached_email(self.request, email=user.email)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Failures count for an address from one place, so that no stranger locks its owner out."""
        return f"{credentials['email']}:{self.get_client_ip(request)}"
