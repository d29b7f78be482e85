from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from people import actions
from people.queries.first_account import in_hr_everywhere, somebody_invites


class Command(BaseCommand):
    help = "Invites the first person in HR, who invites everybody else on the site."

    def add_arguments(self, parser):
        parser.add_argument("staff_number", metavar="STAFF_NUMBER")

    def handle(self, *, staff_number: str, **options):
        today = timezone.localdate()
        if somebody_invites(today):
            raise CommandError("Somebody in HR has signed in. They invite people on the site.")
        person = in_hr_everywhere(today).filter(staff_number__iexact=staff_number).first()
        if person is None:
            raise CommandError(
                "Nobody in service with that staff number holds hr for the whole organisation."
            )
        actions.invite(person=person, by=None, now=timezone.now())
        self.stdout.write("An invitation is on its way. Run this again to send another.")
