from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from stewardship.disposing import ledger
from stewardship.disposing.again import dispose_again


class Command(BaseCommand):
    help = "Disposes again of what the ledger says was disposed of, after an older backup came back"

    def add_arguments(self, parser):
        parser.add_argument("ledger", type=Path, help="DISPOSAL_LEDGER, or a copy of it")

    def handle(self, *args, **options):
        if not options["ledger"].is_file():
            raise CommandError(f"There is no file {options['ledger']}")
        lines = options["ledger"].read_text(encoding="utf-8").splitlines()
        tombstones, broken = ledger.read(lines)
        outcome = dispose_again(tombstones)
        for number in broken:
            self.stderr.write(f"Line {number} is not a line of the ledger")
        for tombstone, why in outcome.kept:
            self.stderr.write(f"Kept: {tombstone.kind} of person {tombstone.person_id}: {why}")
        self.stdout.write(f"{outcome.lines} lines, {outcome.records} records disposed of again")
