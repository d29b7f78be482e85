from django.apps import AppConfig
from django.utils.module_loading import import_string


class SupervisionConfig(AppConfig):
    name = "supervision"

    def ready(self) -> None:
        """Models are loaded now: actions of audits and observations join the development plan,
        and the dates of PLRs the subscriptions of calendars.
        """
        keep_in = import_string("qai.plan.keep_in")
        keep_in(import_string("supervision.actions.joining.join_development_plan"))
        offer = import_string("notices.feeds.offer")
        offer(import_string("supervision.calendar.meetings_of"))
