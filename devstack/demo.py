"""The demonstration: servers, migrations, then web, worker and scheduler until Ctrl-C."""

import os
import sys
import time
from pathlib import Path

from devstack import assets, machine
from devstack.children import Children
from devstack.environment import held
from devstack.machine import Problem
from devstack.place import ROOT, of_this_checkout

PYTHON = sys.executable
BIN = Path(PYTHON).parent
SECONDS_TO_ANSWER = 60

WEB = (
    "gunicorn plr_site.wsgi --preload --bind 127.0.0.1:{port}"
    " --worker-class gthread --workers 2 --threads 4 --log-level warning --no-control-socket"
)
WORKER = "celery --quiet -A plr_site worker --concurrency 2 --loglevel warning"
BEAT = "celery --quiet -A plr_site beat --pidfile= --loglevel warning"
ROOT_IS_FINE_HERE = {"PYTHONWARNINGS": "ignore:You're running the worker with superuser"}


def run() -> int:
    started = time.monotonic()
    port = _port()
    place = of_this_checkout()
    machine.require_port(port)
    machine.require_disk(ROOT)
    _describe_site(port)
    try:
        with held(place) as children:
            _prepare(children)
            _start_programs(children, port, place.data)
            seconds = time.monotonic() - started
            print(f"ready: http://127.0.0.1:{port}/ ({seconds:.1f} s; Ctrl-C stops it)", flush=True)
            _load_data(children)
            _watch(children)
    except KeyboardInterrupt:
        print("\nstopped", flush=True)
    return 0


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Problem(f"PORT is {given}, which is not a port number.")
    return int(given)


def _describe_site(port: int) -> None:
    os.environ.setdefault("PLR_DEMO", "1")
    os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")


def _prepare(children: Children) -> None:
    """Assets are built while the database is migrated."""
    assets.BUILT.parent.mkdir(parents=True, exist_ok=True)
    building = children.spawn(
        "assets", [PYTHON, "-m", "devstack", "assets"], cwd=ROOT, is_lasting=False
    )
    children.run("migrate", [PYTHON, "manage.py", "migrate", "-v0"], cwd=ROOT)
    children.finish(building)
    if assets.are_uncollected():
        collect = [PYTHON, "manage.py", "collectstatic", "--noinput", "--clear", "-v0"]
        children.run("collectstatic", collect, cwd=ROOT)


def _start_programs(children: Children, port: int, data: Path) -> None:
    """The first page comes sooner when the others start after it."""
    _start("web", WEB.format(port=port), children)
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while not machine.site_answers(port):
        require_all_alive(children)
        if time.monotonic() > deadline:
            raise Problem(f"the site does not answer on port {port}.")
        time.sleep(0.05)
    os.environ["PLR_WORKS_AS"] = "batch"
    _start("worker", WORKER, children)
    _start("scheduler", BEAT, children, "--schedule", str(data / "beat"))


def _start(name: str, command: str, children: Children, *words: str) -> None:
    program, *flags = command.split()
    environment = {**os.environ, **ROOT_IS_FINE_HERE}
    children.spawn(name, [BIN / program, *flags, *words], cwd=ROOT, env=environment)


def _load_data(children: Children) -> None:
    """After the site answers, so that the first page comes fast."""
    loading = children.spawn(
        "demo_data", [PYTHON, "manage.py", "demo_data", "--if-empty"], cwd=ROOT, is_lasting=False
    )
    while loading.process.poll() is None:
        require_all_alive(children)
        time.sleep(0.3)
    require_all_alive(children)


def _watch(children: Children) -> None:
    while True:
        require_all_alive(children)
        time.sleep(0.3)


def require_all_alive(children: Children) -> None:
    if child := children.failed():
        raise Problem(
            f"{child.name} ended (exit code {child.process.returncode}), so everything is stopped."
        )
