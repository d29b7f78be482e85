from importlib import import_module

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "stewardship"

    def ready(self) -> None:
        """The worker knows what is done by the clock."""
        import_module("stewardship.nightly")
