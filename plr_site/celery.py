import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plr_site.settings")

app = Celery("plr_site")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_site_does(**signal: Any) -> None:
    """Worker and scheduler keep the same things out of their logs."""
    dictConfig(settings.LOGGING)
