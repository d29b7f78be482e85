"""Prints how the nightly judging of a very large organisation is shared out over workers.

`make bench-million`; `make bench-million MILLION=200000`. The facts are those of 20,000 people, who
are judged as often as the number of people asks for: each share is read, judged and written as it
would be, and finished by whoever is last.
"""

import os
import sys
import time

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from bench import growth
from bench.server import workers_memory
from compliance import sharing_out
from compliance.models import Rebuild, Share
from compliance.tasks import judge_share

FIRST, MANY = 2000, 20_000
EVERY = 30.0


def shares_for(people: int) -> Rebuild:
    """The shares of those who are there, over and over."""
    rebuild = sharing_out.share_out(on=timezone.localdate(), now=timezone.now(), keep_figures=False)
    ranges = list(rebuild.shares.order_by("first").values_list("first", "last"))
    again = max(people // (len(ranges) * sharing_out.PEOPLE_IN_A_SHARE), 1) - 1
    with transaction.atomic():
        for _ in range(again):
            more = [Share(rebuild=rebuild, first=first, last=last) for first, last in ranges]
            Share.objects.bulk_create(more)
    return rebuild


def main(people: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("demo_data", people=FIRST, years=5)
    growth.multiply(1, MANY // FIRST)
    rebuild = shares_for(people)
    total = rebuild.shares.count()
    print(
        f"{total} shares of {sharing_out.PEOPLE_IN_A_SHARE:,} people; {os.cpu_count()} processors"
    )
    with growth.worker() as process:
        started = shown = time.perf_counter()
        for share in rebuild.shares.order_by("pk").values_list("pk", flat=True):
            judge_share.delay(share)
        while Rebuild.objects.filter(pk=rebuild.pk, finished_at=None).exists():
            time.sleep(0.2)
            if time.perf_counter() - shown >= EVERY:
                shown = time.perf_counter()
                print(f"{shown - started:7.0f} s: {total - rebuild.shares.open().count()} done")
        took = time.perf_counter() - started
        mib = workers_memory(process.pid)
    judged = total * sharing_out.PEOPLE_IN_A_SHARE
    print(f"{judged:,} people judged in {took:.0f} s: {1000 * took / judged:.2f} ms each,")
    print(f"the worker with all its processes {mib:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]))
