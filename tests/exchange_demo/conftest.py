from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command

from exchange.demo.loading import load
from exchange.demo.organisation import FEWEST
from policy import rulebook
from tests.emptying import empty_tables

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration on a Friday, for all tests of a file; the tables are empty again after."""
    with django_db_blocker.unblock():
        report = load(
            people=FEWEST,
            years=2,
            seed=1,
            now=NOW,
            book=rulebook.load(settings.RULEBOOK),
            db="default",
        )
        yield report
        empty_tables()


@pytest.fixture
def on_that_friday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def in_demonstration(settings):
    settings.DEMO = True


def demo_data(*words) -> str:
    out = StringIO()
    call_command("demo_data", *words, stdout=out)
    return out.getvalue().strip()
