from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from people import second_factor
from people.sessions import end_or_go_on
from people.typed import typed_in
from people.walls import answer_for


class PrivateByDefault:
    """No answer about people is kept by a browser or a proxy, unless its view says otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class SessionLimits:
    """Who was away for too long, or signed in too long ago, is signed out before anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        end_or_go_on(request)
        return self.get_response(request)


class PersonTransaction:
    """One transaction for each request, in the name of the person who asks.

    What is read and the line in the access log stand or fall together, and PostgreSQL knows
    for whom it answers. An error page undoes what was half done.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            answer_for(request.user.pk, on=timezone.localdate())
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for a sign-in; who typed before being signed out gets their text back."""

    def handle_no_permission(self, request: HttpRequest, view_func):
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"error": "You have been signed out."}, status=401)
        if typed := typed_in(request):
            return render(request, "signed_out.html", {"typed": typed}, status=401)
        return super().handle_no_permission(request, view_func)


class SecondFactorRequired:
    """Whose permissions ask for a second factor sets one up before anything else opens."""

    OPEN = frozenset(
        {
            "mfa_index",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "mfa_view_recovery_codes",
            "account_reauthenticate",
            "account_logout",
            "session",
            "help",
            "help_page",
            "accessibility",
            "privacy",
        }
    )

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func, args, kwargs) -> HttpResponse | None:
        if not self.is_needed(request, view_func):
            return None
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"error": "Set up a second factor first."}, status=403)
        if typed := typed_in(request):
            return render(request, "second_factor_needed.html", {"typed": typed}, status=403)
        if second_factor.has_one(request.user):
            return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
        return redirect("mfa_index")

    def is_needed(self, request: HttpRequest, view_func) -> bool:
        return (
            request.user.is_authenticated
            and getattr(view_func, "login_required", True)
            and request.resolver_match.url_name not in self.OPEN
            and second_factor.is_missing(request)
        )
