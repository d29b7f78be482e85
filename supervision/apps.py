from django.apps import AppConfig
from django.utils.module_loading import import_string


class SupervisionConfig(AppConfig):
    name = "supervision"

    def ready(self) -> None:
        """Models are loaded now: actions of audits and observations join the development plan."""
        keep_in = import_string("qai.plan.keep_in")
        keep_in(import_string("supervision.actions.joining.join_development_plan"))
