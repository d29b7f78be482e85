from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from compliance import actions
from compliance.queries.comparing import differences
from people.models import Person


class Command(BaseCommand):
    help = (
        "Throws the standings away and works them out anew from the facts of everybody in service."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--compare", action="store_true", help="say who differs, and change nothing"
        )

    def handle(self, *, compare, **options):
        today = timezone.localdate()
        if compare:
            self.stdout.write(f"{len(differences(today))} people differ")
            return
        total = Person.objects.in_service(today).count()
        with tqdm(total=total, unit=" people", disable=None) as bar:
            done = actions.rebuild(on=today, progress=bar.update)
        self.stdout.write(f"{done} people judged")
