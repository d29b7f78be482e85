"""The long part of an import that was given on the page, done by a worker with progress shown."""

import io
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from exchange.importing import Finding, Report, Verdict, run_import
from exchange.importing.outcomes import Outcome
from exchange.importing.words import changes_of, subject_of
from exchange.models import Import, ImportContent
from people import audit
from policy import rulebook

MOST_BYTES = 20_000_000
MOST_LINES = 50_000
MOST_FINDINGS_KEPT = 1000
CHANGES_SHOWN = 50
STEPS = ("Checking", "Comparing")

State = Import.State


def check(given: Import) -> None:
    """Works out what the file would do, for its giver to read."""
    content = ImportContent.objects.get(pk=given.pk)
    report = run(given, content, dry_run=True)
    state = State.REFUSED if report.problems else State.READY
    close(given, State.CHECKING, state, report)


def carry_out(given: Import) -> None:
    """Writes it, once. Since the preview the records may have changed: everything is checked."""
    content = ImportContent.objects.get(pk=given.pk)
    report = run(given, content, dry_run=False)
    if report.problems:
        close(given, State.APPLYING, State.REFUSED, report)


@transaction.atomic
def close(given: Import, from_state: str, to_state: str, report: Report) -> None:
    """Nothing for a task that came twice."""
    if Import.objects.advance(given.pk, from_state, state=to_state, **facts_of(report)):
        ImportContent.objects.filter(pk=given.pk).update(
            problems=kept(report.problems),
            warnings=kept(report.warnings),
            changes=[change_in_words(outcome) for outcome in report.first],
        )


def run(given: Import, content: ImportContent, *, dry_run: bool) -> Report:
    now = timezone.now()
    return run_import(
        io.BytesIO(content.file),
        db=settings.IMPORT_DATABASE,
        book=rulebook.in_force(settings.RULEBOOK, timezone.localdate(now)),
        now=now,
        dry_run=dry_run,
        by=given.by,
        most_lines=MOST_LINES,
        keep=CHANGES_SHOWN,
        on_progress=partial(show_progress, given),
        on_written=partial(mark_applied, given, now=now),
    )


def mark_applied(given: Import, report: Report, *, now: datetime) -> None:
    """In the transaction that writes, so that both stand or fall together."""
    db = settings.IMPORT_DATABASE
    if Import.objects.using(db).advance(
        given.pk, State.APPLYING, state=State.APPLIED, applied_at=now, **facts_of(report)
    ):
        ImportContent.objects.using(db).filter(pk=given.pk).update(file=b"")
        audit.record("import_applied", given, by=given.by, using=db, counts=counts_of(report))


def show_progress(given: Import, step: str, done: int) -> None:
    """In whole per cent, half of them for each step."""
    share = 50 * done // max(given.size, 1)
    progress = min(50 * STEPS.index(step) + share, 99)
    if progress != given.progress:
        given.progress = progress
        Import.objects.filter(pk=given.pk).update(progress=progress, worked_on_at=timezone.now())


def facts_of(report: Report) -> dict[str, Any]:
    return {
        "counts": counts_of(report),
        "problems": len(report.problems),
        "warnings": len(report.warnings),
    }


def counts_of(report: Report) -> dict[str, dict[str, int]]:
    return {type_: dict(counts) for type_, counts in report.counts.items()}


def kept(findings: list[Finding]) -> list[dict[str, Any]]:
    return [asdict(finding) for finding in findings[:MOST_FINDINGS_KEPT]]


def change_in_words(outcome: Outcome) -> dict[str, Any]:
    return {
        "line": outcome.line.number,
        "creates": outcome.verdict == Verdict.CREATE,
        "subject": subject_of(outcome),
        "changes": changes_of(outcome),
    }
