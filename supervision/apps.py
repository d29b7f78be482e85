from django.apps import AppConfig
from django.utils.module_loading import import_string


class SupervisionConfig(AppConfig):
    name = "supervision"

    def ready(self) -> None:
        """Models are loaded now: actions of audits and observations join the development plan,
        the dates of PLRs the subscriptions of calendars, and links for people outside their mails.
        """
        keep_in = import_string("qai.plan.keep_in")
        keep_in(import_string("supervision.actions.joining.join_development_plan"))
        offer = import_string("notices.feeds.offer")
        offer(import_string("supervision.calendar.meetings_of"))
        offer_link = import_string("notices.outside.offer")
        offer_link("supervision.feedbackinvitation", import_string("supervision.links.new_link"))
