"""The whole import: read and check, lay beside the records, compare, write, report.

The file is read twice. The first reading looks at each line for itself and keeps what other lines
depend on (see `known`). The second compares a thousand lines of a type at a time with the
records and, unless this is a dry run or a line was refused, writes them. All of it is one
transaction: a refused line undoes everything.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from django.db import connections, transaction
from django.utils import timezone

from exchange.importing.addresses import hold_back_addresses
from exchange.importing.comparing import Comparison
from exchange.importing.consistency import check_consistency
from exchange.importing.findings import Finding, Findings
from exchange.importing.identity import check_identities
from exchange.importing.known import Known
from exchange.importing.lines import WrongFile
from exchange.importing.outcomes import Outcome, Tally, Verdict
from exchange.importing.reading import Progress, Reader, quietly
from exchange.importing.world import World
from people.addresses import ask_for_new_addresses
from people.models import Person
from policy.rulebook import Rulebook

ONE_AT_A_TIME = 20220401


@dataclass(frozen=True)
class Report:
    """`counts`: by type, how many lines create, change or leave alone. `first`: what the first
    of them do."""

    counts: dict[str, Counter[Verdict]]
    problems: list[Finding]
    warnings: list[Finding]
    first: list[Outcome]
    written: bool


def run_import(
    file: BinaryIO,
    *,
    db: str,
    book: Rulebook,
    now: datetime,
    dry_run: bool,
    by: Person | None = None,
    most_lines: int | None = None,
    keep: int = 0,
    on_progress: Progress = quietly,
    on_written: Callable[[Report], None] = lambda report: None,
) -> Report:
    """`by`: who imports on the page, where more is refused. `keep`: how many outcomes to report.

    `on_written` is called in the transaction that writes.
    """
    world = World(Known(), Findings(), book, db, now, timezone.localdate(now), by)
    reader = Reader(file, world, most_lines, on_progress)
    tally = Tally(keep)
    with transaction.atomic(using=db):
        if not dry_run:
            wait_for_other_imports(db)
        try:
            read_and_write(reader, tally, dry_run=dry_run)
        except WrongFile as wrong:
            world.findings.refuse(wrong.line, wrong.key, wrong.reason)
        written = not dry_run and not world.findings.problems
        report = Report(
            counts=dict(tally.counts),
            problems=sorted(world.findings.problems),
            warnings=sorted(world.findings.warnings),
            first=tally.first,
            written=written,
        )
        if written:
            ask_for_new_addresses(wanted=world.known.held_back, by=by, now=now, using=db)
            on_written(report)
        else:
            transaction.set_rollback(True, using=db)
    return report


def wait_for_other_imports(db: str) -> None:
    """One import at a time; the next waits for as long as this transaction lasts."""
    with connections[db].cursor() as cursor:
        cursor.execute("set local lock_timeout = 0; set local statement_timeout = 0")
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def read_and_write(reader: Reader, tally: Tally, *, dry_run: bool) -> None:
    world = reader.world
    reader.first()
    world.known.add_records(reader.types, db=world.db)
    check_identities(world.known, world.findings)
    hold_back_addresses(world)
    check_consistency(world.known, world.findings, today=world.today)
    writes = not dry_run and not world.findings.problems
    Comparison(reader, replace(world, writes=writes), tally).run()
