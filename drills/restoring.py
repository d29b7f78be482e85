"""python -m drills.restoring

A backup is taken while people work, then a mistake is made. An empty server is brought to the
minute before it: everything is there, nothing of the mistake, and a PLR opens. The control
restores the same backup without the log of what was written since, and has to lack something.
What was disposed of after the minute is there again, and goes by its ledger.
"""

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devstack import postgres
from devstack.children import Child, Children
from devstack.place import ROOT, Place

PEOPLE = int(os.environ.get("PEOPLE", "200"))
SITE = {
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "SECRET_KEY": "of-a-drill",
    "REDIS_URL": "unix:///nowhere",
}
TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"
HASH = "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '')"
RECEIVED = "select bool_and(flush_lsn >= pg_current_wal_lsn()) from pg_stat_replication"
LEDGER = "ledger.jsonl"
DISPOSED_OF = "select count(*) from people_absence"
MISTAKE = "delete from supervision_action"
OPEN = """
from django.test import Client
from django.urls import reverse
from supervision.models import PLR
plr = PLR.objects.select_related("led_by").earliest("pk")
client = Client()
client.force_login(plr.led_by)
print(client.get(reverse("supervision:plr", args=[plr.pk])).status_code)
"""


@dataclass(frozen=True)
class Server:
    """Asked as a role that passes row-level security, as the one that makes backups does."""

    installation: postgres.Installation
    children: Children
    urls: dict[str, str]

    def ask(self, statement: str) -> str:
        command = self.installation.client("psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", "plr")
        return subprocess.check_output([*command, "-c", statement], text=True).strip()

    def start(self, program: str, *words: str | Path) -> Child:
        target = ["-h", self.installation.sockets, "-U", "postgres"]
        command = [self.installation.bin / program, *target, *words]
        return self.children.spawn(program, command, is_lasting=False)

    def contents(self) -> dict[str, str]:
        """Of each table how many rows, and a hash over them."""
        tables = self.ask(TABLES).splitlines()
        return {table: self.ask(f'{HASH} from "{table}" t') for table in tables}


@contextmanager
def running(data: Path, *, filled: Path | None = None) -> Iterator[Server]:
    """A server of its own, until the block ends; `filled`: the files it starts with."""
    place, children = Place(data), Children()
    place.make()
    data.chmod(0o755)
    installation = postgres.installation_of(place)
    try:
        if filled:
            shutil.copytree(filled, installation.data)
            installation.take_over(installation.data)
        yield Server(installation, children, postgres.start(place, children))
    finally:
        children.stop()
        place.clear()


def wait_for(server: Server, statement: str) -> None:
    while server.ask(statement) != "t":
        time.sleep(0.1)


def work(server: Server, data: Path) -> tuple[str, dict[str, str]]:
    """A minute, and what was there then. The backup is older, the mistake later."""
    os.environ.update({**SITE, **server.urls})
    importlib.import_module("django").setup()
    world = importlib.import_module("drills.world")
    importlib.import_module("django.core.management").call_command("migrate", verbosity=0)
    disposing = importlib.import_module("drills.disposing")
    world.fill(PEOPLE)
    disposing.somebody_left()
    (data / "wal").mkdir()
    log = server.start("pg_receivewal", "--synchronous", "-D", data / "wal")
    server.children.finish(server.start("pg_basebackup", "-D", data / "base", "-c", "fast"))
    world.made("L", PEOPLE)
    minute, kept = server.ask("select clock_timestamp()"), server.contents()
    server.ask(MISTAKE)
    if not disposing.dispose(data / LEDGER):
        raise SystemExit("error: nothing was disposed of, so the drill shows nothing")
    server.ask("select pg_switch_wal()")
    wait_for(server, RECEIVED)
    log.stop()
    log.process.wait()
    return minute, kept


def describe_recovery(base: Path, wal: Path, minute: str) -> None:
    for path in (wal, *wal.iterdir()):
        path.chmod(0o755)
    (base / "recovery.signal").touch()
    with (base / "postgresql.auto.conf").open("a") as settings:
        settings.write(f'restore_command = \'cp "{wal}/%f" "%p"\'\n')
        settings.write(f"recovery_target_time = '{minute}'\n")
        settings.write("recovery_target_action = 'promote'\n")


def manage(server: Server, *words: str | Path) -> str:
    environment = {**os.environ, **SITE, **server.urls, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "manage.py", *words]
    return subprocess.check_output(command, cwd=ROOT, env=environment, text=True).strip()


def opened(server: Server) -> str:
    """The status of the page of one PLR, for whoever leads it."""
    return manage(server, "shell", "--no-imports", "-c", OPEN)


def disposed_again(server: Server, ledger: Path) -> tuple[str, str]:
    """How many absences came back with the backup, and how many are left by the ledger."""
    back = server.ask(DISPOSED_OF)
    manage(server, "redispose", ledger)
    return back, server.ask(DISPOSED_OF)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="restore-") as name:
        data = Path(name).resolve()
        data.chmod(0o755)
        with running(data / "lost") as lost:
            minute, kept = work(lost, data)
        with running(data / "without", filled=data / "base") as server:
            without = differing(kept, server.contents())
        describe_recovery(data / "base", data / "wal", minute)
        began = time.monotonic()
        with running(data / "restored", filled=data / "base") as server:
            wait_for(server, "select not pg_is_in_recovery()")
            found, seconds = differing(kept, server.contents()), time.monotonic() - began
            status = opened(server)
            disposal = disposed_again(server, data / LEDGER)
    print(f"restored to {minute} in {seconds:.1f} s: {len(kept)} tables")
    print(f"tables that differ: {found or 'none'}; a PLR opens: {status}")
    print(f"    without the log of writes these differ: {without or 'NONE: shows nothing'}")
    print("disposed of since: {} back with the backup, {} after the ledger".format(*disposal))
    return int(bool(found) or status != "200" or not without or disposal != ("1", "0"))


def differing(kept: dict[str, str], found: dict[str, str]) -> list[str]:
    return [table for table in kept if kept[table] != found.get(table)]


if __name__ == "__main__":
    sys.exit(main())
