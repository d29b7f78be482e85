"""One file for every place the site runs; signing in has one beside it. What differs comes from
the environment."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from plr_site import logs, safety
from plr_site.secrets import Environment
from plr_site.signing_in import *  # noqa: F403
from plr_site.signing_in import IDENTITY_PROVIDER

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()


def required(name: str, purpose: str) -> str:
    """The value of an environment variable; raises ImproperlyConfigured with the cure."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set: {purpose}. `make demo` and manage.py set it for a demonstration."
        )
    return value


DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("PLR_DEMO", default=False)
SECRET_KEY = required("SECRET_KEY", "it signs sessions and links")
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
SECURE = urlsplit(BASE_URL).scheme == "https"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(BASE_URL).hostname])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
RULEBOOK = env.str("PLR_RULEBOOK", default="plr-policy-2022")
DATA_PROTECTION_CONTACT = env.str("DATA_PROTECTION_CONTACT", default="data.protection@example.org")

INSTALLED_APPS = [
    "people",
    "drafts",
    "notices",
    "qai",
    "supervision",
    "compliance",
    "assurance",
    "exchange",
    "stewardship",
    "govuk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "simple_history",
]

MIDDLEWARE = [
    "plr_site.middleware.Observed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "people.middleware.PrivateByDefault",
    "plr_site.middleware.AnswerTheWatch",
    "plr_site.middleware.OneAlphabet",
    "plr_site.middleware.NotTooMuch",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.SessionLimits",
    "people.middleware.PersonTransaction",
    "people.middleware.SignInRequired",
    "people.middleware.SecondFactorRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

# Asked by whoever watches the site, above all while the database is away.
ANSWERED_WITHOUT_DATABASE = ("/healthz", "/readyz", "/metrics")
ROOT_URLCONF = "plr_site.urls"
WSGI_APPLICATION = "plr_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plr_site.context.site",
            ]
        },
    }
]
FORM_RENDERER = "govuk.forms.GovukRenderer"

# --- Data: three roles on one PostgreSQL, a Redis-protocol broker and cache -----------------------
APPLICATION_DATABASE = required("DATABASE_URL", "it names the PostgreSQL database")


def database(url: str, **options: str | int) -> dict:
    """Django's settings for a URL; a host may be a percent-encoded socket directory."""
    config = Environment.db_url_config(url)
    return {
        **config,
        "ENGINE": "django.db.backends.postgresql",
        "HOST": unquote(config["HOST"]),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**config.get("OPTIONS", {}), **options},
    }


BATCH_DATABASE = env.str("BATCH_DATABASE_URL", default=APPLICATION_DATABASE)
APPLICATION_ROLE = urlsplit(APPLICATION_DATABASE).username
BATCH_ROLE = urlsplit(BATCH_DATABASE).username
# Requests work as the application, whom row-level security holds; workers and commands as batch.
WORKS_AS = env.str("PLR_WORKS_AS", default="application")
# Somebody waits for a page: what cannot be had in seconds is said so (plr_site/errors.py).
PATIENCE = {
    "application": "-c lock_timeout=3s -c statement_timeout=5s",
    "batch": "-c lock_timeout=10s -c statement_timeout=30s",
}
# With its policies, a statement takes PostgreSQL as long to plan as to answer: a connection keeps
# the plans of what it is asked again and again.
PLANS_ARE_KEPT = {"server_side_binding": True, "prepare_threshold": 2}
DATABASES = {
    "default": database(
        BATCH_DATABASE if WORKS_AS == "batch" else APPLICATION_DATABASE,
        options=PATIENCE[WORKS_AS],
        connect_timeout="3",
        **PLANS_ARE_KEPT,
    ),
    "owner": database(env.str("OWNER_DATABASE_URL", default=APPLICATION_DATABASE)),
    "batch": database(BATCH_DATABASE),
}
IMPORT_DATABASE = "batch"
DISPOSAL_DATABASE = "batch"
DISPOSAL_LEDGER = env.str("DISPOSAL_LEDGER", default="")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = required("REDIS_URL", "it names the Redis-protocol server")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}


def broker_beside(cache: str) -> str:
    """Database 0 of the server that the cache is on."""
    parts = urlsplit(cache)
    if parts.scheme == "unix":
        return f"redis+socket://{parts.path}?virtual_host=0"
    return parts._replace(path="/0", query="").geturl()


CELERY_BROKER_URL = env.str("BROKER_URL", default=broker_beside(REDIS_URL))
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Longer than the longest task, so that no task runs twice at once (docs/decisions.md).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
}
# A request does not wait for a broker that is away: what was queued is swept up later.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}
CELERY_BEAT_SCHEDULER = "plr_site.scheduler:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "send-waiting-notices": {"task": "notices.tasks.send_waiting", "schedule": 60.0},
    "look-after-imports": {"task": "exchange.tasks.look_after_imports", "schedule": 600.0},
    "begin-the-day": {
        "task": "compliance.tasks.begin_the_day",
        "schedule": crontab(hour=0, minute=10),
    },
    "take-up-lost-shares": {
        "task": "compliance.tasks.take_up_lost_shares",
        "schedule": 600.0,
    },
    "follow-ties": {
        "task": "supervision.tasks.follow_ties",
        "schedule": crontab(minute=20),
    },
    "look-after-feedback": {
        "task": "supervision.tasks.look_after_requests",
        "schedule": crontab(hour="6-17", minute=50),
    },
    "working-morning": {
        "task": "compliance.tasks.work_through_the_morning",
        "schedule": crontab(hour="7-17", minute=5, day_of_week="mon-fri"),
    },
    "send-digests-in-any-case": {
        "task": "notices.tasks.send_digests",
        "schedule": crontab(hour="12-17", minute=35, day_of_week="mon-fri"),
    },
    "look-after-calculations": {
        "task": "compliance.tasks.look_after_calculations",
        "schedule": 600.0,
    },
    "look-after-samples": {
        "task": "assurance.tasks.look_after_samples",
        "schedule": crontab(hour=2, minute=40),
    },
    "remind-of-samples": {
        "task": "assurance.tasks.send_reminders",
        "schedule": crontab(hour="6-16", minute=50, day_of_week="mon-fri"),
    },
    "forget-old-sign-ins": {
        "task": "people.tasks.forget_old_sign_ins",
        "schedule": crontab(hour=2, minute=20),
    },
    "count-what-is-past-its-time": {
        "task": "stewardship.tasks.count_what_is_due",
        "schedule": crontab(hour=2, minute=50),
    },
    "look-after-disposals": {
        "task": "stewardship.tasks.look_after_disposals",
        "schedule": 600.0,
    },
    "look-after-openings": {
        "task": "stewardship.nightly.look_after_openings",
        "schedule": crontab(hour=0, minute=20),
    },
    "remind-of-requests": {
        "task": "stewardship.nightly.remind_of_requests",
        "schedule": crontab(hour="6-16", minute=55, day_of_week="mon-fri"),
    },
    "compare-standings": {
        "task": "compliance.tasks.compare_standings",
        "schedule": crontab(hour=3, minute=10),
    },
}
CELERY_TIMEZONE = "Europe/London"

# --- Sessions, cookies, headers -------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if SECURE:
    SESSION_COOKIE_NAME = "__Host-plr-session"
    CSRF_COOKIE_NAME = "__Host-plr-csrf"
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
    if env.int("TRUSTED_PROXIES", default=0):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "plr_site.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Chromium holds the way from our button to the identity provider against this.
        "form-action": [SELF, *([IDENTITY_PROVIDER] if IDENTITY_PROVIDER else [])],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        **({"upgrade-insecure-requests": True} if SECURE else {}),
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# --- Language, time, files ------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".static"
STATICFILES_DIRS = [BASE_DIR / "static" / "dist", ("guide", BASE_DIR / "docs" / "guide" / "images")]
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}

# --- Mail, logs, counts ---------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="PLR <plr@example.org>")
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")
NOTIFY_TEMPLATE_ID = NOTIFY_API_KEY and required(
    "NOTIFY_TEMPLATE_ID", "GOV.UK Notify puts each message into a template"
)
NOTIFY_URL = env.str("NOTIFY_URL", default="https://api.notifications.service.gov.uk")
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = env.str("DATA_DIR", default=str(BASE_DIR / ".data")) + "/mail"
elif NOTIFY_API_KEY:
    EMAIL_BACKEND = "notices.notify.Backend"
else:
    vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
MAIL_CARRIES_CALENDARS = DEMO or not NOTIFY_API_KEY
LOGGING = logs.configuration(is_for_people=DEMO or DEBUG)
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
# By name, since the package alone takes a third of a second to load.
if SENTRY_DSN := env.str("SENTRY_DSN", default=""):
    import_string("plr_site.reports.start")(SENTRY_DSN, release=env.str("RELEASE", default=""))

# --- What must not start --------------------------------------------------------------------------
SETUP = safety.Setup(
    base_url=BASE_URL,
    allowed_hosts=ALLOWED_HOSTS,
    secret_key=SECRET_KEY,
    services={
        "DATABASE_URL": APPLICATION_DATABASE,
        "OWNER_DATABASE_URL": env.str("OWNER_DATABASE_URL", default=""),
        "BATCH_DATABASE_URL": env.str("BATCH_DATABASE_URL", default=""),
        "REDIS_URL": REDIS_URL,
        "BROKER_URL": CELERY_BROKER_URL,
        "EMAIL_URL": "" if DEMO or NOTIFY_API_KEY else env.str("EMAIL_URL", default=""),
        "NOTIFY_URL": NOTIFY_URL,
        "SENTRY_DSN": SENTRY_DSN,
    },
    private_hosts=env.list("PRIVATE_HOSTS", default=[]),
    metrics_token=METRICS_TOKEN,
    debug=DEBUG,
    demo=DEMO,
)
if found := safety.reasons(SETUP):
    raise ImproperlyConfigured("This site does not start.\n- " + "\n- ".join(found))
