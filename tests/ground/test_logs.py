"""No log holds what somebody wrote, whatever goes wrong."""

import logging
import sys
from datetime import date

import pytest
from celery.signals import setup_logging
from django.conf import settings
from django.db import IntegrityError, transaction

from plr_site.celery import log_as_the_site_does
from plr_site.logs import WithoutRows
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
CANARY = "The canary"


def refused_row() -> logging.LogRecord:
    try:
        with transaction.atomic():
            PersonFactory(name=CANARY, joined=date(2020, 1, 6), left=date(2019, 1, 6))
    except IntegrityError as error:
        return logging.makeLogRecord({"msg": f"Failed: {error!r}", "exc_info": sys.exc_info()})
    raise AssertionError("the database took the row")


@pytest.mark.parametrize(
    ("formatter", "leaks"), [(logging.Formatter(), True), (WithoutRows(), False)]
)
def test_an_error_of_the_database_is_logged_without_the_row(formatter, leaks):
    line = formatter.format(refused_row())

    assert (CANARY in line) is leaks
    assert "person_leaves_after_joining" in line
    assert "in refused_row" in line


def test_web_and_worker_log_in_that_way():
    assert settings.LOGGING["formatters"]["line"]["class"] == "plr_site.logs.WithoutRows"
    assert log_as_the_site_does in [receiver() for _, receiver in setup_logging.receivers]
