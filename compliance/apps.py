from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import import_string

from people import standings


class ComplianceConfig(AppConfig):
    name = "compliance"

    def ready(self) -> None:
        """Models are loaded now: pages below may ask who stands where.

        Every change of facts writes one audit line; that line is where the projection hears of it.
        """
        standings.ask(import_module("compliance.queries.standings"))
        listen = import_string("people.audit.listen")
        listen(import_string("compliance.refreshing.after_audit_line"))
