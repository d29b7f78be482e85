"""The variables the site reads: given by the environment, or by servers that we start or join."""

import contextlib
import fcntl
import json
import os
import secrets
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TextIO

from devstack import postgres, valkey
from devstack.children import Children
from devstack.machine import Problem
from devstack.place import Place, of_this_checkout

DATABASE = ("DATABASE_URL", "OWNER_DATABASE_URL", "BATCH_DATABASE_URL")
BROKER = ("REDIS_URL", "BROKER_URL")
REQUIRED = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")
SECONDS_TO_JOIN = 60


@contextlib.contextmanager
def provided() -> Iterator[None]:
    """For manage.py: whatever is not set comes from the servers of this checkout.

    Those of a running demonstration are joined. Otherwise they run for the time of the command,
    and until every other command that joined them has ended.
    """
    if all(_is_given(name) for name in REQUIRED):
        yield
        return
    place = of_this_checkout()
    place.make()
    with _held_or_joined(place):
        yield


def _is_given(name: str) -> bool:
    """Itself, or the file that holds it."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


@contextlib.contextmanager
def held(place: Place) -> Iterator[Children]:
    """Servers of our own for what is not set, until the block ends."""
    place.make()
    lock = _try_lock(place)
    if lock is None:
        holder = (place.data / "lock").read_text()
        raise Problem(
            f"already running (process {holder}) with the data in {place.data}."
            " Stop it with Ctrl-C in its terminal."
        )
    with lock, _servers(place) as children:
        yield children


@contextlib.contextmanager
def _held_or_joined(place: Place) -> Iterator[None]:
    deadline = time.monotonic() + SECONDS_TO_JOIN
    while time.monotonic() < deadline:
        if lock := _try_lock(place):
            with lock, _servers(place, wait_for_others=True):
                yield
            return
        with (place.data / "users").open("a") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            if values := _published(place):
                _take(values)
                yield
                return
        time.sleep(0.1)
    raise Problem(f"the servers with the data in {place.data} are not ready.")


@contextlib.contextmanager
def _servers(place: Place, *, wait_for_others: bool = False) -> Iterator[Children]:
    children = Children()
    before = {name: signal.signal(name, _interrupt) for name in _stop_signals()}
    try:
        place.environment_file.unlink(missing_ok=True)
        _start(place, children)
        _publish(place)
        yield children
    finally:
        place.environment_file.unlink(missing_ok=True)
        try:
            if wait_for_others:
                _wait_for_others(place)
        finally:
            for name in before:
                signal.signal(name, signal.SIG_IGN)
            children.stop()
            place.clear()
            for name, handler in before.items():
                signal.signal(name, handler)


def _start(place: Place, children: Children) -> None:
    if not os.environ.get("DATABASE_URL"):
        os.environ.update(postgres.start(place, children))
        if not place.is_throwaway:
            os.environ.setdefault("PLR_DEMO", "1")
    if not os.environ.get("REDIS_URL"):
        os.environ.update(valkey.start(place, children))
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = _secret_key(place)


def _secret_key(place: Place) -> str:
    """Made once for the data beside it, so that sessions outlive a restart."""
    path = place.data / "secret_key"
    if not path.exists():
        _write_private(path, secrets.token_urlsafe(64))
    return path.read_text()


def _publish(place: Place) -> None:
    """For the commands that join. The file is complete or absent."""
    names = [*DATABASE, *BROKER, "SECRET_KEY", "PLR_DEMO", "BASE_URL", "ALLOWED_HOSTS"]
    values = {name: os.environ[name] for name in names if os.environ.get(name)}
    unfinished = place.environment_file.with_suffix(".unfinished")
    _write_private(unfinished, json.dumps(values, indent=1))
    unfinished.rename(place.environment_file)


def _published(place: Place) -> dict[str, str] | None:
    try:
        return json.loads(place.environment_file.read_text())
    except FileNotFoundError:
        return None


def _write_private(path: Path, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)


def _take(values: dict[str, str]) -> None:
    """Only what is not set; the URLs of one server are set together or not at all."""
    for group in (DATABASE, BROKER):
        if os.environ.get(group[0]):
            values = {name: value for name, value in values.items() if name not in group}
        else:
            for name in group:
                os.environ.pop(name, None)
    for name, value in values.items():
        if not os.environ.get(name):
            os.environ[name] = value


def _wait_for_others(place: Place) -> None:
    with (place.data / "users").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("waiting for another command that uses these servers", file=sys.stderr)
            fcntl.flock(users, fcntl.LOCK_EX)


def _try_lock(place: Place) -> TextIO | None:
    lock = (place.data / "lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _stop_signals() -> list[signal.Signals]:
    """SIGINT even where sh started us with it ignored ("&"); not SIGHUP under nohup."""
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        return [signal.SIGINT, signal.SIGTERM]
    return [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
