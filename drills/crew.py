"""Workers as production starts them, to be killed."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import redis
from celery import Celery

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60


class Crew:
    """`environment`: what these workers see beside what this process sees."""

    def __init__(self, environment: Mapping[str, str], *, processes: int = 2) -> None:
        self.environment = {**os.environ, "PYTHONWARNINGS": "ignore", **environment}
        self.processes = processes
        self.queue = Celery("drill", broker=os.environ["BROKER_URL"], set_as_current=False)
        self.worker = self.start()

    def start(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "celery", "--quiet", "-A", "drills.worker", "worker"]
        command += ["--concurrency", str(self.processes), "--loglevel", "critical"]
        command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.queue.control.ping(timeout=0.3):
            if self.worker.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("error: the worker of the drill did not start")

    def ask(self, *tasks: str) -> None:
        """A broker that was emptied knows no queues: asking again declares them."""
        for task in tasks:
            with contextlib.suppress(self.queue.connection().connection_errors):
                self.queue.send_task(task)

    def children(self) -> list[int]:
        words = ["ps", "-o", "pid=", "--ppid", str(self.worker.pid)]
        listed = subprocess.run(words, capture_output=True, text=True)
        return [int(pid) for pid in listed.stdout.split()]

    def kill_one(self) -> None:
        """One of its processes, in the middle of whatever it does."""
        if children := self.children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(random.choice(children), signal.SIGKILL)

    def pause(self) -> None:
        """It takes nothing more from the broker; what its processes began goes on."""
        self.worker.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.worker.send_signal(signal.SIGCONT)

    def kill_all(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()

    def replace(self) -> None:
        self.kill_all()
        self.worker = self.start()

    def dismiss(self) -> None:
        """After what they are doing."""
        self.worker.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.worker.wait(10)
        self.kill_all()
        self.queue.close()


def empty_broker() -> None:
    redis.Redis.from_url(os.environ["REDIS_URL"]).flushall()
