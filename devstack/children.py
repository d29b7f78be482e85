"""Child processes that never outlive the launcher, and end in the right order."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devstack.machine import Problem

SECONDS_TO_STOP = 10
SECONDS_TO_START = 30
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Child:
    name: str
    process: subprocess.Popen
    stop_signal: signal.Signals
    is_server: bool
    is_lasting: bool

    def has_failed(self) -> bool:
        code = self.process.poll()
        return code is not None and (self.is_lasting or code != 0)

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(self.stop_signal)


class Children:
    """Each child has its own session: a Ctrl-C reaches the launcher alone, which stops them."""

    def __init__(self) -> None:
        self.started: list[Child] = []

    def spawn(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        stop_signal: signal.Signals = signal.SIGTERM,
        is_server: bool = False,
        is_lasting: bool = True,
        **options: Any,
    ) -> Child:
        process = subprocess.Popen(
            [str(word) for word in command],
            start_new_session=True,
            preexec_fn=lambda: _end_with_launcher(stop_signal),
            **options,
        )
        child = Child(name, process, stop_signal, is_server, is_lasting)
        self.started.append(child)
        return child

    def run(self, name: str, command: Sequence[str | Path], **options: Any) -> None:
        """Waits for the end of a command that must succeed."""
        self.finish(self.spawn(name, command, is_lasting=False, **options))

    def finish(self, child: Child) -> None:
        if child.process.wait() != 0:
            raise Problem(f"{child.name} failed (exit code {child.process.returncode}).")

    def failed(self) -> Child | None:
        return next((child for child in self.started if child.has_failed()), None)

    def stop(self) -> None:
        """Programs first and together, then the servers, the last started first."""
        programs = [child for child in self.started if not child.is_server]
        for child in programs:
            child.stop()
        _wait_or_kill(programs)
        for server in reversed([child for child in self.started if child.is_server]):
            server.stop()
            _wait_or_kill([server])


def wait_until_ready(server: Child, is_ready: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not is_ready():
        if server.process.poll() is not None or time.monotonic() > deadline:
            tail = log.read_text(errors="replace")[-1500:]
            raise Problem(f"{server.name} did not start. The end of {log}:\n{tail}")
        time.sleep(0.02)


def _end_with_launcher(stop_signal: signal.Signals) -> None:
    """Linux: a kill -9 of the launcher ends this child too."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, int(stop_signal))


def _wait_or_kill(children: Sequence[Child]) -> None:
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        try:
            child.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
