"""The owner makes the test database; tests use it as the application does, owning nothing.

Where several processes share the tests, one is made while they look for them, and copied.
"""

from contextlib import suppress

from django.conf import settings
from django.db import OperationalError, connections

from tests import emptying

APPLICATION_ALIASES = ("default", "batch")


def make(*, keep: bool = False) -> str:
    owner = connections["owner"]
    name = owner.creation.create_test_db(
        verbosity=0, autoclobber=True, serialize=False, keepdb=keep
    )
    emptying.prepare(owner)
    return name


def copied(suffix: str) -> str:
    """The name of a copy of the one that was made."""
    owner = connections["owner"]
    name = settings.DATABASES["owner"]["TEST"]["NAME"]
    owner.settings_dict["NAME"] = name.removesuffix(f"_{suffix}")
    owner.creation.clone_test_db(suffix, verbosity=0)
    owner.settings_dict["NAME"] = settings.DATABASES["owner"]["NAME"] = name
    return name


def point_application_at(test_name: str) -> None:
    for alias in APPLICATION_ALIASES:
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = test_name
        connections[alias].settings_dict["NAME"] = test_name


def drop(name: str, *, keep: bool = False) -> None:
    """A browser's last request may still hold it: then the next run takes it over."""
    with suppress(OperationalError):
        connections.close_all()
        connections["owner"].creation.destroy_test_db(name, verbosity=0, keepdb=keep)
