from django.apps import AppConfig
from django.utils.module_loading import import_string

from supervision import standings


class ComplianceConfig(AppConfig):
    name = "compliance"

    def ready(self) -> None:
        """Models are loaded now: pages below may ask who stands where."""
        standings.ask(import_string("compliance.queries.standings.standings_of"))
