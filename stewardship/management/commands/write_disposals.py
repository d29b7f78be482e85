from pathlib import Path

from django.core.management.base import BaseCommand

from stewardship.disposing import ledger
from stewardship.models import Tombstone


class Command(BaseCommand):
    help = "Adds to a ledger outside the database what was disposed of and is not in it yet"

    def add_arguments(self, parser):
        parser.add_argument("ledger", type=Path)

    def handle(self, *args, **options):
        added = ledger.catch_up(options["ledger"], Tombstone.objects.order_by("at", "pk"))
        self.stdout.write(f"{added} lines added")
