"""A large file: read as a stream, with little kept of it."""

import io
import json
import tracemalloc
from datetime import date, timedelta

import pytest
from django.utils import timezone

from exchange.importing import run_import
from tests.exchange.files import BOOK, TEAM, meeting

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
DAYS = 5000
MOST_MEGABYTES = 10


@pytest.mark.bad_input(38)
def test_thirty_thousand_lines_take_little_memory():
    """As text alone they would take four times as much."""
    content = b"".join(large_file())
    tracemalloc.start()

    report = run_import(
        io.BytesIO(content), db="default", book=BOOK, now=timezone.now(), dry_run=True
    )

    peak = tracemalloc.get_traced_memory()[1] / 1_000_000
    tracemalloc.stop()
    assert (report.problems, report.counts["general_meeting"]["create"]) == ([], 30_000)
    assert len(content) / 1_000_000 > 4 * MOST_MEGABYTES > 4 * peak


def large_file():
    for line in TEAM:
        yield json.dumps(line).encode() + b"\n"
    for number in range(DAYS):
        held_on = (date(2012, 1, 2) + timedelta(days=number)).isoformat()
        for kind in BOOK.choices.general_meeting_kinds:
            summary = f"{number}: " + "A clear plan, well recorded. " * 45
            line = meeting(held_on=held_on, kind=kind, summary=summary)
            yield json.dumps(line).encode() + b"\n"
