from django.core.management.base import BaseCommand
from django.utils import timezone

from compliance.management.commands.compliance_check import day
from compliance.queries.morning import morning
from compliance.telling import messages_of
from policy.calendar import is_working_day


class Command(BaseCommand):
    help = "Prints who would get which message of the daily compliance check; sends nothing."

    def add_arguments(self, parser):
        parser.add_argument("--on", type=day, metavar="DATE", help="default: today")

    def handle(self, *, on, **options):
        on = on or timezone.localdate()
        messages = list(messages_of(morning(on))) if is_working_day(on) else []
        for message in messages:
            [person] = message.people
            self.stdout.write(f"To {person.name} <{person.email}>: {message.facts['what']}")
        self.stdout.write(f"{len(messages)} messages on {on}")
