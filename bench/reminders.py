"""Prints what the reminders of a morning cost on an organisation of 20,000 people.

`make bench-reminders`; `make bench-reminders REMINDED=200000`. 2,000 people are loaded as
demonstration data with five years of records, the others are copies of them. Each part runs in a
process of its own; the goal for the reminders is 30 s and 300 MiB.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from subprocess import PIPE

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plr_site.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.growth import multiply  # noqa: E402
from compliance.actions import rebuild  # noqa: E402
from compliance.reminding import send_reminders  # noqa: E402
from compliance.telling import tell_morning  # noqa: E402
from notices.digests import bundle  # noqa: E402
from notices.models import Notice  # noqa: E402
from people.models import Person  # noqa: E402
from policy.calendar import working_day_after  # noqa: E402
from policy.months import ONE_DAY  # noqa: E402

LOADED = 2000
PARTS: dict[str, Callable[[date], int]] = {
    "reminders": lambda on: send_reminders(on=on),
    "again": lambda on: send_reminders(on=on),
    "daily-check": lambda on: tell_morning(on=on),
    "message-of-the-day": lambda on: bundle(on=on),
}


def morning() -> date:
    """Today, or the next day on which somebody works."""
    return working_day_after(timezone.localdate() - ONE_DAY)


def run_part(name: str) -> None:
    started = time.perf_counter()
    number = PARTS[name](morning())
    took = time.perf_counter() - started
    print(number, took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main(people: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("demo_data", people=LOADED, years=5)
    multiply(1, people // LOADED)
    rebuild(on=morning())
    Notice.objects.all().delete()
    print(f"\n{Person.objects.count():,} people, the morning of {morning()}\n")
    print(f"{'part':20}{'number':>10}{'seconds':>10}{'MiB':>7}")
    for name in PARTS:
        command = [sys.executable, "-m", "bench.reminders", name]
        said = subprocess.run(command, stdout=PIPE, check=True, text=True).stdout.split()
        number, seconds, mib = (float(word) for word in said)
        print(f"{name:20}{number:10,.0f}{seconds:10.1f}{mib:7.0f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1] in PARTS:
        run_part(sys.argv[1])
    else:
        main(int(sys.argv[1]))
