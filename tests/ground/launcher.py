"""Runs the launcher as a user does: another process, nothing set but where its data lies."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GIVEN = ("PATH", "HOME", "LANG", "TMPDIR")
COMMAND = """
import json, os, sys
from devstack.environment import provided

with provided():
    print(json.dumps(dict(os.environ)), flush=True)
    sys.stdin.read()
"""


def environment(data: Path, **more: str) -> dict[str, str]:
    given = {name: os.environ[name] for name in GIVEN if name in os.environ}
    return {**given, "DATA_DIR": str(data), **more}


def devstack(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "devstack", *words],
        cwd=ROOT,
        env=environment(data, **more),
        capture_output=True,
        text=True,
    )


@dataclass(frozen=True)
class Command:
    process: subprocess.Popen
    variables: dict[str, str]

    def end(self) -> int:
        """As a command that has done its work."""
        self.process.stdin.close()
        return self.process.wait()


@contextlib.contextmanager
def manage_command(data: Path, **more: str) -> Iterator[Command]:
    """A command like those of manage.py, in the middle of its work."""
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND],
        cwd=ROOT,
        env=environment(data, **more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Command(process, json.loads(process.stdout.readline()))


@dataclass(frozen=True)
class Demonstration:
    process: subprocess.Popen
    port: int

    def status_of(self, path: str) -> int:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status

    def press_ctrl_c(self) -> str:
        """What is printed until no process is left that could print."""
        self.process.send_signal(signal.SIGINT)
        return self.process.stdout.read()


@contextlib.contextmanager
def demonstration(data: Path) -> Iterator[Demonstration]:
    """`make demo`, from the moment it says that it is ready."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "devstack", "demo"],
        cwd=ROOT,
        env=environment(data, PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        printed = ""
        while f"ready: http://127.0.0.1:{port}/" not in printed:
            line = process.stdout.readline()
            assert line, printed
            printed += line
        yield Demonstration(process, port)
        process.send_signal(signal.SIGINT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
