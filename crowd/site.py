"""gunicorn as production runs it, to be measured, stopped and replaced."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.server import free_port, workers_memory
from devstack.machine import site_answers

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60
SECONDS_TO_STOP = 40
# Mails are the worker's; the logs are those of a site, memory is asked for as in the image.
AS_A_SITE = {
    "DJANGO_SETTINGS_MODULE": "plr_site.settings",
    "PLR_WORKS_AS": "application",
    "PLR_DEMO": "0",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "PYTHONWARNINGS": "ignore",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}


class Site:
    """`application`: the site itself, or one whose guard a control has taken away."""

    def __init__(self, log: Path, application: str = "plr_site.wsgi", **environment: str) -> None:
        self.log, self.application = log, application
        self.environment = {**os.environ, **AS_A_SITE, **environment}
        self.process, self.port = self.start()

    def start(self) -> tuple[subprocess.Popen, int]:
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "--config", "python:plr_site.gunicorn"]
        command += ["--bind", f"127.0.0.1:{port}", self.application]
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_for(process, port)
        return process, port

    def wait_for(self, process: subprocess.Popen, port: int) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while not site_answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"error: the site did not start.\n{self.end_of_log()}")
            time.sleep(0.05)

    def end_of_log(self) -> str:
        return self.log.read_text(errors="replace")[-2000:]

    def replace(self, *, with_: signal.Signals = signal.SIGTERM) -> None:
        """A deploy: the new processes answer before the old ones are told to end."""
        old = self.process
        self.process, self.port = self.start()
        if with_ == signal.SIGKILL:
            os.killpg(old.pid, with_)
        else:
            old.send_signal(with_)
        old.wait(SECONDS_TO_STOP)

    def memory(self) -> float:
        """PSS of the web processes together, in MiB."""
        return workers_memory(self.process.pid)

    def stop(self) -> None:
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(SECONDS_TO_STOP)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def site(log: Path, application: str = "plr_site.wsgi", **environment: str) -> Iterator[Site]:
    running = Site(log, application, **environment)
    try:
        yield running
    finally:
        running.stop()
