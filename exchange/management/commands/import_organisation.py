from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone
from tqdm import tqdm

from exchange.actions import note_command
from exchange.importing import Finding, Report, Verdict, run_import
from policy import rulebook


class Command(BaseCommand):
    help = "Loads an organisation's people and past records from a file of JSON lines, all or none."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be created, changed and left alone, and write nothing",
        )

    def handle(self, *args, file: Path, dry_run: bool, **options):
        try:
            report = run(file, dry_run=dry_run, now=timezone.now())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}") from None
        except IntegrityError:
            raise CommandError(
                "Somebody changed the same records meanwhile. Nothing is written: run it again."
            ) from None
        self.stderr.write("".join(f"warning: {one}\n" for one in report.warnings), ending="")
        if report.problems:
            self.stderr.write("".join(f"{one}\n" for one in report.problems), ending="")
            raise CommandError(f"{bad_lines(report.problems)}. Nothing is written.")
        self.stdout.write("\n".join(table_of(report, dry_run=dry_run)))


def run(path: Path, *, dry_run: bool, now: datetime) -> Report:
    size = path.stat().st_size
    with path.open("rb") as file, Bars(size) as bars:
        return run_import(
            file,
            db=settings.IMPORT_DATABASE,
            book=rulebook.in_force(settings.RULEBOOK, timezone.localdate(now)),
            now=now,
            dry_run=dry_run,
            on_progress=bars.show,
            on_written=partial(note_command, file_name=path.name, size=size, now=now),
        )


class Bars:
    """On a terminal a bar of progress for each reading of the file; elsewhere none."""

    def __init__(self, size: int):
        self.size = size
        self.step, self.bar = "", None

    def __enter__(self) -> "Bars":
        return self

    def __exit__(self, *error) -> None:
        if self.bar is not None:
            self.bar.close()

    def show(self, step: str, done: int) -> None:
        if step != self.step:
            self.__exit__()
            self.bar = tqdm(desc=step, total=self.size, unit="B", unit_scale=True, disable=None)
            self.step = step
        self.bar.update(done - self.bar.n)


def bad_lines(problems: Iterable[Finding]) -> str:
    number = len({problem.line for problem in problems})
    return f"{number} bad line{'' if number == 1 else 's'}"


def table_of(report: Report, *, dry_run: bool) -> list[str]:
    titles = ("to create", "to change") if dry_run else ("created", "changed")
    lines = [f"{'':22}{titles[0]:>12}{titles[1]:>12}{'left alone':>12}"]
    verdicts = (Verdict.CREATE, Verdict.CHANGE, Verdict.SAME)
    for type_, counts in report.counts.items():
        lines.append(f"{type_:22}" + "".join(f"{counts[verdict]:>12,}" for verdict in verdicts))
    return lines
