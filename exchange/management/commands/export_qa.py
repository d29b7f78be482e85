import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from exchange.exporting import KINDS, lines_of
from people import audit
from people.models import Organisation


class Command(BaseCommand):
    help = (
        "Writes audits, observations, decisions on self-regulation and performance matters as lines"
        " of the import format. The file holds what was written about people: keep it safe."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument(
            "--type", action="append", choices=sorted(KINDS), dest="types", help="default: all"
        )

    @transaction.atomic(using=settings.IMPORT_DATABASE)
    def handle(self, *, file: Path, types, **options):
        db, number = settings.IMPORT_DATABASE, 0
        try:
            readable_by_its_owner = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise CommandError(f"{file} is there already: name another file") from None
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}") from None
        with os.fdopen(readable_by_its_owner, "w", encoding="utf-8") as out:
            for type_ in types or KINDS:
                for line in lines_of(type_, db=db):
                    out.write(f"{line}\n")
                    number += 1
        organisation = Organisation.objects.using(db).first()
        if organisation:
            kinds = sorted(types or KINDS)
            audit.record("qa_exported", organisation, by=None, using=db, types=kinds, lines=number)
        self.stdout.write(f"{number} lines written")
