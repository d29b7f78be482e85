"""Single sign-on by OpenID Connect: people whom we know, and nobody else."""

import secrets
from typing import Any

import jwt
from allauth.account.signals import user_logged_in
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from people import sign_ins
from people.access import may_sign_in
from people.models import Person, SignIn
from people.second_factor import PASSED

PROVIDER = "sso"
NONCE = "single_sign_on_nonce"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384")
NEEDED = ("iss", "aud", "exp", "iat", "sub", "nonce")
# Seconds by which two clocks may differ.
LEEWAY = 30


class Provider(OpenIDConnectProvider):
    """What is asked of the provider is ours alone: nothing is taken from a link to us."""

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        request.session[NONCE] = secrets.token_urlsafe(24)
        return {"nonce": request.session[NONCE]}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return self.get_scope()

    def get_oauth2_adapter(self, request: HttpRequest) -> "Adapter":
        return Adapter(request, PROVIDER)


class Adapter(OpenIDConnectOAuth2Adapter):
    """Takes an ID token only with the provider's signature, for us, in time, for this attempt."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return settings.BASE_URL + reverse("single_sign_on_back")

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        claims = self.verified(kwargs["response"].get("id_token", ""), audience=app.client_id)
        nonce = request.session.pop(NONCE, "")
        if not nonce or not constant_time_compare(str(claims["nonce"]), nonce):
            raise OAuth2Error("another attempt's nonce")
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def verified(self, id_token: str, *, audience: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            keys = jwt.PyJWKSet.from_dict(answer.json())
            return jwt.decode(
                id_token,
                keys[jwt.get_unverified_header(id_token)["kid"]],
                algorithms=ALGORITHMS,
                audience=audience,
                issuer=(settings.OIDC_ISSUER, settings.OIDC_ISSUER + "/"),
                options={"require": NEEDED},
                leeway=LEEWAY,
            )
        except (jwt.PyJWTError, KeyError) as refused:
            raise OAuth2Error("not a valid ID token") from refused


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """What allauth asks us. Nothing of the provider is stored: each sign-in is matched anew."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        person = person_for(sociallogin.account.extra_data.get("id_token", {}))
        if not person or not may_sign_in(person):
            person_id = person.pk if person else None
            sign_ins.note(request, SignIn.Kind.REFUSED, person_id=person_id)
            raise ImmediateHttpResponse(refusal(request))
        sociallogin.user = person

    def on_authentication_error(self, request: HttpRequest, provider, **kwargs) -> None:
        """One plain page for whatever went wrong; the log has it, without what was sent."""
        sign_ins.note(request, SignIn.Kind.REFUSED, person_id=None)
        raise ImmediateHttpResponse(refusal(request))


@receiver(user_logged_in)
def trust_its_second_factor(
    request: HttpRequest, sociallogin: SocialLogin | None = None, **kwargs: object
) -> None:
    if sociallogin and settings.OIDC_HAS_SECOND_FACTOR:
        request.session[PASSED] = True


def refusal(request: HttpRequest) -> HttpResponse:
    return render(request, "account/sign_in_refused.html", status=403)


def person_for(claims: dict[str, object]) -> Person | None:
    """By the staff number where a claim holds it; else by an address that was verified."""
    if claim := settings.OIDC_STAFF_NUMBER_CLAIM:
        number = claims.get(claim)
        known = isinstance(number, str) and number.strip()
        return Person.objects.filter(staff_number__iexact=known).first() if known else None
    email = claims.get("email")
    is_verified = settings.OIDC_EMAILS_ARE_VERIFIED or claims.get("email_verified") is True
    if not isinstance(email, str) or not is_verified:
        return None
    return Person.objects.filter(email=email.strip().lower()).first()
