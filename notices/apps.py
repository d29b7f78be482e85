from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import import_string


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        """The sender is known by name wherever a notice is queued; letters of accounts go here."""
        import_module("notices.tasks")
        carry = import_string("people.post.carry")
        carry(import_string("notices.accounts.carry"))
