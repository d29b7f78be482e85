import gc
import time
from copy import deepcopy

import pytest
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.db import connections, transaction
from django.dispatch import receiver
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as examples
from pytest_django.plugin import blocking_manager_key

from tests import databases, emptying
from tests.access.world import build_world

MADE = pytest.StashKey[str]()
FIRST = ("drills", "ground", "exchange_demo", "browser")

# How long an example takes says something about the machine alone.
examples.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("patient")

TransactionTestCase._fixture_teardown = lambda case: emptying.empty_tables()


def pytest_collection_modifyitems(items):
    """What takes long begins first: what is short is shared out at the end.

    The drills above all: they empty the broker, and what stands first is done by one process.
    """
    places = {name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.path.parent.name, len(FIRST)))


def pytest_collection_finish():
    """Five thousand tests stay to the end: the collector need not look through them each time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodeready(node):
    """One of several processes has started: while they look for tests, their database is made."""
    config = node.config
    if MADE not in config.stash and not config.getvalue("reuse_db"):
        with config.stash[blocking_manager_key].unblock():
            config.stash[MADE] = connections["owner"].settings_dict["NAME"]
            databases.make()
            connections.close_all()


def pytest_unconfigure(config):
    if MADE in config.stash:
        with config.stash[blocking_manager_key].unblock():
            databases.drop(config.stash[MADE])


@pytest.fixture(scope="session")
def django_db_setup(
    request,
    django_test_environment,
    django_db_blocker,
    django_db_modify_db_settings,
    django_db_keepdb,
):
    one_of_several = getattr(request.config, "workerinput", {}).get("workerid")
    name = connections["owner"].settings_dict["NAME"]
    with django_db_blocker.unblock():
        if one_of_several and not django_db_keepdb:
            test_name = databases.copied(one_of_several)
        else:
            test_name = databases.make(keep=django_db_keepdb)
        databases.point_application_at(test_name)
    yield
    with django_db_blocker.unblock():
        databases.drop(name, keep=django_db_keepdb)


@pytest.fixture(scope="module")
def built_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(built_world):
    """Built once for the tests of a file: what each changes is undone, and it has its own copy."""
    return deepcopy(built_world)


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
