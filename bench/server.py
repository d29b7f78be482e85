"""gunicorn as production runs it, timed from outside; its memory as the system says."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORKERS, THREADS = 2, 4
# Every thread has a connection of its own, which is slow while it is new.
WARM_UP = 5 * WORKERS * THREADS


@dataclass(frozen=True)
class Timing:
    p50: float
    p95: float
    size: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(application: str, settings: str) -> Iterator[tuple[int, int]]:
    """(port, process id) of a server that answers."""
    port = free_port()
    as_a_site = {"DJANGO_SETTINGS_MODULE": settings, "PLR_WORKS_AS": "application"}
    environment = {**os.environ, **as_a_site}
    command = [sys.executable, "-m", "gunicorn", application, "-b", f"127.0.0.1:{port}"]
    command += ["-w", str(WORKERS), "--threads", str(THREADS), "--log-level", "error", "--preload"]
    server = subprocess.Popen(command, env=environment)
    try:
        wait_for(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int, server: subprocess.Popen) -> None:
    while server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise SystemExit("error: the server under measurement did not start")


def time_page(port: int, path: str, cookie: str, *, times: int, body: str = "") -> Timing:
    """Milliseconds from request to last byte over a kept connection, after a warm-up."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    took, size = [], 0
    for number in range(times + WARM_UP):
        started = time.perf_counter()
        size = ask(connection, path, cookie, body)
        if number >= WARM_UP:
            took.append(1000 * (time.perf_counter() - started))
    took.sort()
    return Timing(took[len(took) // 2], took[int(len(took) * 0.95)], size)


def ask(connection: http.client.HTTPConnection, path: str, cookie: str, body: str) -> int:
    headers = {"Cookie": cookie, "Accept": "text/html"}
    if body:
        token = re.search(r"csrftoken=(\w+)", cookie)
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "X-CSRFToken": token[1] if token else "",
        }
    connection.request("POST" if body else "GET", path, body or None, headers)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status not in (200, 409):
        raise SystemExit(f"error: {path} answered {answer.status}")
    return len(content)


def workers_memory(server: int) -> float:
    """PSS of the web workers together, in MiB: shared pages counted once. 0 where unknown."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(server)], capture_output=True, text=True
    )
    total = 0
    for pid in listed.stdout.split():
        with contextlib.suppress(OSError):
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1])
    return total / 1024
