"""What is typed to sign in, to choose a password and to find somebody."""

import unicodedata
from dataclasses import replace
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.fields import SetPasswordField
from django import forms
from django.http import HttpRequest

from govuk.forms import GovukForm, GovukFormMixin
from people import tasks
from people.queries.people import Search
from people.queries.units import UnitTree


def email_field() -> forms.EmailField:
    widget = forms.EmailInput({"autocomplete": "username", "spellcheck": "false"})
    return forms.EmailField(label="Email address", widget=widget)


def password_field(label: str) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": "current-password"})
    return forms.CharField(label=label, strip=False, widget=widget)


class NewPasswordField(SetPasswordField):
    def __init__(self) -> None:
        hint = "At least 15 characters. Three or four words that do not belong together are good."
        super().__init__(label="New password", help_text=hint)
        del self.widget.attrs["placeholder"]


class SignInForm(GovukFormMixin, allauth_forms.LoginForm):
    password = password_field("Password")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()

    def clean_login(self) -> str:
        return self.cleaned_data["login"].lower()


class ForgottenPasswordForm(GovukFormMixin, allauth_forms.ResetPasswordForm):
    email = email_field()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """A link for those who may sign in, and the same page after the same work for everybody
        else: neither tells who has an account."""
        tasks.ask_for_new_password(person=next(iter(self.users), None))
        return self.cleaned_data["email"]


class NewPasswordForm(GovukFormMixin, allauth_forms.ResetPasswordKeyForm):
    """Typed once: it can be shown while one types."""

    password1 = NewPasswordField()
    password2 = None


class ChangePasswordForm(GovukFormMixin, allauth_forms.ChangePasswordForm):
    oldpassword = password_field("Current password")
    password1 = NewPasswordField()
    password2 = None


class ReauthenticateForm(GovukFormMixin, allauth_forms.ReauthenticateForm):
    password = password_field("Password")


class SearchField(forms.CharField):
    """What somebody looks for. A character that cannot be stored is never found: it is dropped."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).replace("\0", "")
        return unicodedata.normalize("NFC", text).strip()


class FindByNameForm(GovukForm):
    q = SearchField(label="Name", required=False)

    def search(self) -> Search:
        """What was asked as far as it can be understood."""
        self.full_clean()
        return Search(text=self.cleaned_data.get("q", ""))


class FindAccountForm(FindByNameForm):
    q = SearchField(label="Name or staff number", required=False)


class FindPeopleForm(FindAccountForm):
    unit = forms.TypedChoiceField(label="Team or area", required=False, coerce=int, empty_value=0)
    sort = forms.ChoiceField(
        label="Sort by",
        required=False,
        choices=[
            ("name", "Name"),
            ("unit", "Team"),
            ("manager", "Line manager"),
            ("joined", "Date joined"),
        ],
    )

    def __init__(self, *args: Any, tree: UnitTree, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.tree = tree
        units = [(unit.pk, "– " * depth + unit.name) for depth, unit in tree.depth_first()]
        self.fields["unit"].choices = [("", "All"), *units]

    def search(self) -> Search:
        asked = super().search()
        units = self.tree.with_all_below(self.cleaned_data.get("unit", 0))
        sort = self.cleaned_data.get("sort") or asked.sort
        return replace(asked, units=frozenset(units), sort=sort)
