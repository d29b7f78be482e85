"""Settings of signing in: passwords, second factor, single sign-on, sessions."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from plr_site.secrets import Environment

env = Environment()

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["people.accounts.PersonBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email", "staff_number"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "people.accounts.InvitationOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
# Of one account few attempts; of one address many: an office of several hundred has one.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "reset_password": "100/m/ip,5/m/key",
    "reset_password_from_key": "300/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "feedback": "20/m/ip",
}
ACCOUNT_FORMS = {
    "reauthenticate": "people.forms.ReauthenticateForm",
    "login": "people.forms.SignInForm",
    "reset_password": "people.forms.ForgottenPasswordForm",
    "reset_password_from_key": "people.forms.NewPasswordForm",
    "change_password": "people.forms.ChangePasswordForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "people.tokens.LinkTokens"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

# --- Sessions -------------------------------------------------------------------------------------
# Without a page opened or a word typed, and in any case. A warning comes two minutes before.
SESSION_IDLE = timedelta(minutes=env.int("SESSION_IDLE_MINUTES", default=30))
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 60 * 60
# How long the address and the browser of a sign-in are kept; the fact itself stays.
SIGN_IN_ADDRESSES_KEPT = timedelta(days=env.int("SIGN_IN_ADDRESS_DAYS", default=90))

# --- Second factor --------------------------------------------------------------------------------
# Whoever holds one of these permissions or posts today sets one up before anything else opens.
SECOND_FACTOR_GRANTS = frozenset(
    env.list(
        "SECOND_FACTOR_GRANTS", default=["hr", "director", "mis", "system_admin", "break_glass"]
    )
)
SECOND_FACTOR_ROLES = frozenset(env.list("SECOND_FACTOR_ROLES", default=["operational_director"]))
# Seconds: break-glass, disposal and one's own copy ask for a second factor used just now.
SECOND_FACTOR_JUST_NOW = 5 * 60
MFA_ADAPTER = "people.second_factor.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "PLR"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "people.second_factor_forms.CodeForm",
    "reauthenticate": "people.second_factor_forms.CodeAgainForm",
    "activate_totp": "people.second_factor_forms.AppForm",
    "deactivate_totp": "people.second_factor_forms.NoAppForm",
    "add_webauthn": "people.second_factor_forms.KeyForm",
    "authenticate_webauthn": "people.second_factor_forms.KeyCodeForm",
    "reauthenticate_webauthn": "people.second_factor_forms.KeyCodeAgainForm",
    "generate_recovery_codes": "people.second_factor_forms.NewCodesForm",
}

# --- Single sign-on by OpenID Connect -------------------------------------------------------------
OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_NAME = env.str("OIDC_NAME", default="your work account")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
# The claim that holds the staff number; without one the verified email address is taken.
OIDC_STAFF_NUMBER_CLAIM = env.str("OIDC_STAFF_NUMBER_CLAIM", default="")
# True where nobody can choose their own address at the provider: a claim that says so is not asked.
OIDC_EMAILS_ARE_VERIFIED = env.bool("OIDC_EMAILS_ARE_VERIFIED", default=False)
# True where the provider itself asks for a second factor.
OIDC_HAS_SECOND_FACTOR = env.bool("OIDC_HAS_SECOND_FACTOR", default=False)
PASSWORDS = env.bool("PASSWORDS", default=True)
if OIDC_ISSUER and not OIDC_CLIENT_ID:
    raise ImproperlyConfigured("OIDC_CLIENT_ID is not set: it names us to the identity provider.")
if not (OIDC_ISSUER or PASSWORDS):
    raise ImproperlyConfigured("PASSWORDS is off and OIDC_ISSUER not set: nobody could sign in.")
IDENTITY_PROVIDER = "{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER)) if OIDC_ISSUER else ""
SOCIALACCOUNT_ADAPTER = "people.single_sign_on.KnownPeopleOnly"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "people.single_sign_on.Provider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": env.str("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_ISSUER, "fetch_userinfo": False},
            }
        ],
    }
}
