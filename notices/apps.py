from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        """The sender is known by name wherever a notice is queued."""
        import_module("notices.tasks")
