"""Prints how the judging of everybody grows with the organisation.

`make bench-growth`; `make bench-growth GROWTH="2000 20000"`. The first is loaded as
demonstration data with five years of records; larger organisations are copies of its facts.
Beside each rebuild of all standings by one process, the same by a worker that takes shares from
the queue, and the time that PostgreSQL takes to hand out the same facts.
"""

import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from subprocess import DEVNULL, PIPE

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plr_site.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

import plr_site.celery  # noqa: E402
from bench.pages import Visit, cookie_for, queries_of  # noqa: E402
from bench.server import Timing, serving, time_page  # noqa: E402
from compliance.actions import rebuild, refresh  # noqa: E402
from compliance.models import Rebuild  # noqa: E402
from compliance.tasks import rebuild_standings  # noqa: E402
from people.models import Grant, Person  # noqa: E402

PEOPLE, UNIT = "people_person", "people_unit"
FACTS = {
    "people_posting": ("person_id",),
    "people_reportingline": ("person_id", "manager_id"),
    "people_absence": ("person_id",),
    "supervision_plr": ("reportee_id", "led_by_id", "disagreement_with_id"),
    "supervision_generalmeeting": ("person_id", "recorded_by_id"),
    "qai_audit": ("person_id", "auditor_id"),
    "qai_observation": ("person_id", "observer_id"),
    "qai_selfregulationdecision": ("person_id", "decided_by_id"),
}
ONE_AT_A_TIME = 200
REBUILD = "rebuild"
SPANS: dict[str, int] = {}


@dataclass(frozen=True)
class Size:
    people: int
    facts: int
    copied: float
    rebuilt: float
    mib: float
    shared: float


def columns_of(cursor, table: str) -> list[str]:
    cursor.execute(
        "select quote_ident(column_name) from information_schema.columns"
        " where table_name = %s and is_generated = 'NEVER' order by ordinal_position",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def multiply(first: int, last: int) -> None:
    """Copies the organisation as often as the numbers say: other people, the same past."""
    numbers = range(first, last)
    with connections["owner"].cursor() as cursor:
        copy_rows(cursor, UNIT, units_below_the_first(cursor), numbers)
        own = {"staff_number": "staff_number || '-' || n", "email": "n || '.' || email"}
        copy_rows(cursor, PEOPLE, own, numbers)
        for table, to_people in FACTS.items():
            own = {name: f"{name} + n * {SPANS[PEOPLE]}" for name in to_people}
            if table == "people_posting":
                own["unit_id"] = f"unit_id + n * {SPANS[UNIT]}"
            copy_rows(cursor, table, own, numbers)
        cursor.execute("analyze")


def units_below_the_first(cursor) -> dict[str, str]:
    """The root of a copy hangs below the one that was there first."""
    span = span_of(cursor, UNIT)
    cursor.execute(f"select min(id) from {UNIT} where parent_id is null")
    root = cursor.fetchone()[0]
    return {
        "code": "code || '/' || n",
        "parent_id": f"case when parent_id is null then {root} else parent_id + n * {span} end",
    }


def span_of(cursor, table: str) -> int:
    """How far the numbers of a copy are from those that were there first."""
    if table not in SPANS:
        cursor.execute(f"select coalesce(max(id), 0) from {table}")
        SPANS[table] = cursor.fetchone()[0]
    return SPANS[table]


def copy_rows(cursor, table: str, own: dict[str, str], numbers: range) -> None:
    span = span_of(cursor, table)
    own = {"id": f"id + n * {span}", **own}
    columns = columns_of(cursor, table)
    cursor.execute(
        f"insert into {table} ({', '.join(columns)})"
        f" select {', '.join(own.get(name, name) for name in columns)}"
        f" from {table}, generate_series(%s, %s) n where id <= %s",
        [numbers.start, numbers.stop - 1, span],
    )


def copied_out() -> tuple[int, float]:
    """How many facts there are, and the seconds until PostgreSQL has handed out all of them."""
    started, facts = time.perf_counter(), 0
    with connections["owner"].cursor() as cursor:
        for table in FACTS:
            with cursor.copy(f"copy {table} to stdout") as copy:
                for block in copy:
                    facts += bytes(block).count(b"\n")
    return facts, time.perf_counter() - started


def rebuilt() -> tuple[float, float]:
    """Seconds and MiB of a rebuild in a process of its own, without its start."""
    command = [sys.executable, "-m", "bench.growth", REBUILD]
    seconds, mib = subprocess.run(command, stdout=PIPE, check=True, text=True).stdout.split()
    return float(seconds), float(mib)


def time_rebuild() -> None:
    started = time.perf_counter()
    rebuild(on=timezone.localdate())
    took = time.perf_counter() - started
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


@contextmanager
def worker() -> Iterator[subprocess.Popen]:
    """A worker as a site runs it, with as many processes as there are processors."""
    command = [sys.executable, "-m", "celery", "-A", "plr_site", "worker", "--loglevel=ERROR"]
    process = subprocess.Popen(command, stdout=DEVNULL, stderr=DEVNULL)
    try:
        while not plr_site.celery.app.control.ping(timeout=1):
            pass
        yield process
    finally:
        process.terminate()
        process.wait()


def shared_out() -> float:
    """Seconds of the same rebuild by the queue, from the first share asked for to the last done."""
    started = time.perf_counter()
    rebuild_standings()
    while Rebuild.objects.filter(finished_at=None).exists():
        time.sleep(0.05)
    return time.perf_counter() - started


def judged() -> Size:
    facts, copied = copied_out()
    seconds, mib = rebuilt()
    with worker():
        shared = shared_out()
    return Size(Person.objects.count(), facts, copied, seconds, mib, shared)


def dashboard() -> tuple[Timing, int]:
    """How long the page takes, and what it asks of the database."""
    keep_months()
    with connections["owner"].cursor() as cursor:
        # As on a site, where PostgreSQL does it by itself.
        cursor.execute("vacuum analyze")
    hr = Grant.objects.filter(grant="hr", unit=None).order_by("pk").first().person
    visit = Visit("Compliance of everybody", hr, "/compliance/")
    with serving("plr_site.wsgi", "plr_site.settings") as (port, _):
        timing = time_page(port, visit.path, cookie_for(hr), times=60)
    return timing, queries_of(visit)


MONTHS = """
with kept as (
    insert into compliance_snapshot (day, policy, taken_at)
    select (date_trunc('month', %(today)s::date) - make_interval(months => n)
        - interval '1 day')::date, 'bench', now()
    from generate_series(0, 11) n on conflict do nothing returning id)
insert into compliance_figure (snapshot_id, unit_id, role, measure, status, number)
select kept.id, unit_id, role, measure, status, count(*)
from kept, compliance_standing group by 1, 2, 3, 4, 5
"""


def keep_months() -> None:
    """Figures of the twelve months before, as if everybody had always stood as today."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table compliance_figure disable trigger user")
        cursor.execute("alter table compliance_snapshot disable trigger user")
        cursor.execute("delete from compliance_figure")
        cursor.execute("delete from compliance_snapshot")
        cursor.execute(MONTHS, {"today": timezone.localdate()})


def one_at_a_time() -> float:
    """The p95 in ms of what follows a save: one person judged anew."""
    took = []
    for pk in Person.objects.order_by("pk").values_list("pk", flat=True)[:ONE_AT_A_TIME]:
        started = time.perf_counter()
        refresh(people=[pk], on=timezone.localdate())
        took.append(1000 * (time.perf_counter() - started))
    return sorted(took)[int(len(took) * 0.95)]


def main(sizes: list[int]) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("demo_data", people=sizes[0], years=5)
    results = []
    print(
        f"\n{'people':>9}{'facts':>11}{'copy s':>9}{'rebuild s':>11}{'ms each':>9}{'MiB':>6}"
        f"{'by queue s':>12}"
        f"{'dashboard p50':>15}{'p95 ms':>8}{'queries':>9}"
    )
    for number, size in enumerate(sizes):
        if number:
            multiply(sizes[number - 1] // sizes[0], size // sizes[0])
        one = judged()
        results.append(one)
        each = 1000 * one.rebuilt / one.people
        print(
            f"{one.people:9,}{one.facts:11,}{one.copied:9.1f}{one.rebuilt:11.1f}"
            f"{each:9.2f}{one.mib:6.0f}{one.shared:12.1f}",
            end="",
            flush=True,
        )
        page, queries = dashboard()
        print(f"{page.p50:15.1f}{page.p95:8.1f}{queries:9}", flush=True)
    print(f"\nOne person after one save: p95 {one_at_a_time():.0f} ms")
    if len(results) > 1:
        first, last = results[0], results[-1]
        grown = math.log(last.rebuilt / first.rebuilt) / math.log(last.people / first.people)
        print(f"Growth exponent: {grown:.2f} (1 is linear)")


if __name__ == "__main__":
    if sys.argv[1:] == [REBUILD]:
        time_rebuild()
    else:
        main([int(number) for number in sys.argv[1:]])
