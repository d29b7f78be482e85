import time
from contextlib import suppress

import pytest
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.db import OperationalError, connections
from django.dispatch import receiver
from hypothesis import HealthCheck
from hypothesis import settings as examples

APPLICATION_ALIASES = ("default", "batch")

# How long an example takes says something about the machine alone.
examples.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("patient")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_modify_db_settings, django_db_keepdb
):
    """The owner makes the test database; tests use it as the application does, owning nothing.

    A browser's last request may still hold it at the end: then the next run takes it over.
    """
    owner = connections["owner"]
    name = owner.settings_dict["NAME"]
    with django_db_blocker.unblock():
        test_name = owner.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False, keepdb=django_db_keepdb
        )
        let_tests_empty_tables(owner)
        point_application_at(test_name)
    yield
    with django_db_blocker.unblock(), suppress(OperationalError):
        connections.close_all()
        owner.creation.destroy_test_db(name, verbosity=0, keepdb=django_db_keepdb)


def let_tests_empty_tables(owner) -> None:
    """A test with `transaction=True` is undone by TRUNCATE, which no role has outside tests."""
    with owner.cursor() as cursor:
        for alias in APPLICATION_ALIASES:
            role = owner.ops.quote_name(connections[alias].settings_dict["USER"])
            cursor.execute(f"grant truncate on all tables in schema public to {role}")


def point_application_at(test_name: str) -> None:
    for alias in APPLICATION_ALIASES:
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = test_name
        connections[alias].settings_dict["NAME"] = test_name


@receiver(user_logged_in)
def with_all_that_is_asked(request, **kwargs):
    """`force_login`, whose request came from nowhere, is a whole sign-in with a second factor."""
    if "REMOTE_ADDR" not in request.META:
        request.session["second_factor"] = True
        request.session["second_factor_used_at"] = int(time.time())


@pytest.fixture(autouse=True)
def forget_attempts():
    """What one test tried does not count against the next."""
    cache.clear()


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    """`with on_commit():` what is queued for the commit happens at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
