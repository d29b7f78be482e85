from datetime import date
from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from policy import rulebook


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """A broken rule file, or one that it replaces, is refused before anything is judged.

        And whoever signs in begins a session with limits, whatever was asked before.
        """
        import_module("people.sessions")
        try:
            rulebook.in_force(settings.RULEBOOK, date.min)
        except rulebook.RulebookError as refused:
            raise ImproperlyConfigured(f"PLR_RULEBOOK: {refused}") from None
