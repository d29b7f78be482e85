"""allauth's forms of the second factor, in our looks."""

import re
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache

from govuk.forms import GovukForm, GovukFormMixin


def code_field(help_text: str) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "one-time-code", "spellcheck": "false"})
    return forms.CharField(label="Code", help_text=help_text, widget=widget)


# Seconds: longer than any code of an app is right.
USED_KEPT = 150
CODE_OR_RECOVERY = "Six digits from your app, or one of your recovery codes."


class UsedOnce:
    """A code of an app stays right for a minute and a half; here it opens once.

    The one that set up the app has opened already.
    """

    def clean_code(self) -> str:
        code = super().clean_code()
        digits = re.sub(r"[\W_]", "", code)
        if not cache.add(f"second-factor-{self.user.pk}-{digits}", True, timeout=USED_KEPT):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(GovukFormMixin, UsedOnce, AuthenticateForm):
    code = code_field(CODE_OR_RECOVERY)


class CodeAgainForm(GovukFormMixin, UsedOnce, ReauthenticateForm):
    code = code_field(CODE_OR_RECOVERY)


class AppForm(GovukFormMixin, UsedOnce, ActivateTOTPForm):
    code = code_field("The six digits that the app shows now.")


class NoAppForm(GovukFormMixin, DeactivateTOTPForm):
    pass


class NewCodesForm(GovukFormMixin, GenerateRecoveryCodesForm):
    pass


# What is raised on the way where a credential is none that a browser makes.
NOT_A_CREDENTIAL = (AttributeError, KeyError, TypeError, ValueError)


class ByKey:
    """Of a passkey: what no browser sends is a wrong code and not an error of ours."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except NOT_A_CREDENTIAL:
            raise get_adapter().validation_error("incorrect_code") from None


class KeyCodeForm(ByKey, AuthenticateWebAuthnForm):
    pass


class KeyCodeAgainForm(ByKey, ReauthenticateWebAuthnForm):
    pass


class KeyForm(GovukFormMixin, AddWebAuthnForm):
    name = forms.CharField(
        label="Name of this passkey",
        help_text="So that you know it again. For example, Work laptop.",
        required=False,
        max_length=60,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = "Press the button to make a passkey"

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except NOT_A_CREDENTIAL:
            raise get_adapter().validation_error("incorrect_code") from None


class ResetFactorForm(GovukForm):
    reason = forms.CharField(
        label="Why, and how you know that it is them",
        help_text="It is kept in the log. For example, new telephone, seen in person.",
        min_length=10,
        max_length=300,
    )
