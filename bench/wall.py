"""Prints what the second wall costs: the same questions as batch and as the application.

`make bench-wall`. Planning and execution as PostgreSQL says, in ms, the least of several. Asked for
the manager with the most reportees and for one of these, with `visible_to`, as pages ask.
"""

import os
import sys
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plr_site.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.pages import busiest_manager  # noqa: E402
from people.models import Person  # noqa: E402
from people.walls import answer_for  # noqa: E402
from qai.models import AuditContent, ObservationContent, Tag  # noqa: E402
from supervision.models import (  # noqa: E402
    ActionContent,
    GeneralMeetingContent,
    Record,
    SelfAssessment,
)

CONTENTS = (
    SelfAssessment,
    Record,
    ActionContent,
    GeneralMeetingContent,
    AuditContent,
    ObservationContent,
    Tag,
)
TIMES = 9
GOAL = 2.0


def questions(reader: Person) -> Iterator[tuple[str, QuerySet]]:
    for model in CONTENTS:
        seen = model.objects.visible_to(reader)
        yield f"{model.__name__}, newest 50", seen.order_by("-pk")[:50]
        yield f"{model.__name__}, one", seen.filter(pk=seen.order_by("pk").values_list("pk")[0][0])


def took(question: QuerySet) -> float:
    statement, values = question.query.sql_with_params()
    with connection.cursor() as cursor:
        return min(explained(cursor, statement, values) for _ in range(TIMES))


def explained(cursor, statement: str, values: tuple) -> float:
    cursor.execute(f"explain (analyze, timing off, summary) {statement}", values)
    lines = (line for (line,) in cursor.fetchall())
    return sum(float(line.split()[2]) for line in lines if " Time: " in line)


@transaction.atomic
def compare(who: str, reader: Person) -> float:
    """The largest difference."""
    largest = 0.0
    answer_for(reader.pk, on=timezone.localdate())
    with connection.cursor() as cursor:
        for name, question in questions(reader):
            alone = took(question)
            cursor.execute(f'set local role "{settings.APPLICATION_ROLE}"')
            held = took(question)
            cursor.execute("reset role")
            largest = max(largest, held - alone)
            print(f"{who:10}{name:36}{alone:8.2f}{held:8.2f}{held - alone:+8.2f}")
    return largest


def main(people: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("demo_data", people=people, years=5)
    connection.cursor().execute("analyze")
    manager = busiest_manager()
    reportee = manager.lines_managed.filter(end=None).order_by("pk")[0].person
    print(f"\n{'':46}{'filter':>8}{'both':>8}{'more ms':>8}")
    largest = max(compare("manager", manager), compare("reportee", reportee))
    print(f"\nThe wall costs at most {largest:.2f} ms a question; the goal is {GOAL:g}.")


if __name__ == "__main__":
    main(int(sys.argv[1]))
