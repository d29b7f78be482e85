"""What a control takes away from the site. Then the same fault must do harm."""

from django.conf import settings
from django.db import transaction

from plr_site import urls


def without_the_answer() -> None:
    """A database that is away is an error like any other."""
    del urls.handler500


def without_patience() -> None:
    """A page waits for the database as long as the database likes."""
    settings.DATABASES["default"]["OPTIONS"].pop("options")


def without_the_sweep() -> None:
    """What cannot be queued after the commit is an error of the page."""
    as_it_is = transaction.on_commit
    transaction.on_commit = lambda func, using=None, robust=False: as_it_is(func, using=using)


GUARDS = {
    "the clear answer": without_the_answer,
    "the end of patience": without_patience,
    "the sweep that makes up for the queue": without_the_sweep,
}
