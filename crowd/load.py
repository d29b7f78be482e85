"""The load on one small server, as two tables, a ledger and the memory of the web processes."""

import os
import threading
import time
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.models import Max  # noqa: E402

from bench.growth import worker  # noqa: E402
from compliance.models import Rebuild  # noqa: E402
from compliance.tasks import rebuild_standings, send_reminders  # noqa: E402
from crowd.cast import cast  # noqa: E402
from crowd.run import Result, ledger_line, let_loose, slowest, table, troubles  # noqa: E402
from crowd.site import Site, site  # noqa: E402

PEOPLE = int(os.environ.get("PEOPLE", "2000"))
AT_ONCE = int(os.environ.get("PEOPLE_AT_ONCE", "50"))
MINUTES = float(os.environ.get("MINUTES", "10"))
MANY_AT_ONCE = int(os.environ.get("MANY_AT_ONCE", "200"))
MANY_MINUTES = float(os.environ.get("MANY_MINUTES", "3"))
STORM_SECONDS = float(os.environ.get("STORM_SECONDS", "30"))
NIGHT_WORK_EVERY = 60.0
WARM_UP_SECONDS = 20.0


def measure(folder: Path) -> int:
    fill()
    with site(folder / "web.log") as web, worker():
        let_loose(cast(AT_ONCE), lambda: web.port, seconds=WARM_UP_SECONDS, pace=0.3)
        usual = run(web, AT_ONCE, MINUTES * 60, title="people at once")
        many = run(web, MANY_AT_ONCE, MANY_MINUTES * 60, title="people at once")
        storm = run(web, MANY_AT_ONCE, STORM_SECONDS, title="at once without any pause", pace=0)
    kept = all(result.balance.holds for result in (usual, many, storm))
    return int(not kept or bool(usual.errors or many.errors or storm.errors))


def fill() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("demo_data", people=PEOPLE, years=5)
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")


def run(web: Site, people: int, seconds: float, *, title: str, pace: float = 1.0) -> Result:
    nights = Nights(web)
    result = let_loose(
        cast(people), lambda: web.port, seconds=seconds, pace=pace, meanwhile=nights.work
    )
    print(f"\n{people} {title}, {seconds / 60:.1f} minutes, {PEOPLE:,} people in the organisation")
    print(table(result))
    print(slowest(result))
    print(f"MiB of the web processes, minute by minute: {nights.memory_in_words()}")
    print(f"meanwhile in a worker: everybody judged anew {nights.finished()} times, and reminded")
    print(ledger_line(result))
    print(f"errors: {troubles(result)}", flush=True)
    return result


class Nights:
    """The work of a night again and again, while people work."""

    def __init__(self, web: Site) -> None:
        self.web, self.memory = web, [web.memory()]
        self.before = newest_rebuild()

    def work(self, ended: threading.Event) -> None:
        while not ended.is_set():
            rebuild_standings.delay()
            send_reminders.delay()
            ended.wait(NIGHT_WORK_EVERY)
            self.memory.append(self.web.memory())

    def memory_in_words(self) -> str:
        return " ".join(f"{mib:.0f}" for mib in self.memory)

    def finished(self) -> int:
        connections.close_all()
        deadline = time.monotonic() + NIGHT_WORK_EVERY
        while Rebuild.objects.filter(finished_at=None).exists() and time.monotonic() < deadline:
            time.sleep(0.5)
        return newest_rebuild() - self.before


def newest_rebuild() -> int:
    """Their numbers go up; one that is finished takes away those before it."""
    return Rebuild.objects.aggregate(newest=Max("pk"))["newest"] or 0
