"""The settings of the site, made quick and quiet for tests. Nothing here loosens a guard."""

from plr_site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
STORAGES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
WHITENOISE_AUTOREFRESH = True  # no collected files are looked for
# A test works as batch does; while a request is answered it is the application (tests/as_asked.py).
DATABASES["default"] |= {name: DATABASES["batch"][name] for name in ("USER", "PASSWORD")}  # noqa: F405
MIDDLEWARE = ["tests.as_asked.AsTheApplication", *MIDDLEWARE]  # noqa: F405
IMPORT_DATABASE = "default"  # the one whose rows a test undoes
DISPOSAL_DATABASE = "default"
