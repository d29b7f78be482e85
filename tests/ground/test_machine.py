"""What the launcher cannot do is said in one plain sentence."""

import shutil
import socket
import sys
from collections import namedtuple

import pytest

from devstack import machine
from tests.ground.launcher import devstack

pytestmark = pytest.mark.thorough

Usage = namedtuple("Usage", "total used free")


def test_a_port_in_use_is_named_with_the_cure(data):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = devstack(data, "demo", PORT=str(port))

    assert done.returncode == 1
    assert done.stderr == (
        f"error: port {port} is in use. Stop the other program, or run: make demo PORT={port + 1}\n"
    )


@pytest.mark.parametrize("port", ["web", "0", "70000"])
def test_a_port_that_is_none_is_refused(data, port):
    done = devstack(data, "demo", PORT=port)

    assert (done.returncode, done.stderr) == (
        1,
        f"error: PORT is {port}, which is not a port number.\n",
    )


def test_a_full_disk_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12, 100 * 2**20))

    with pytest.raises(machine.Problem, match="has 100 MB free, and 500 MB are needed"):
        machine.require_disk(tmp_path)


def test_a_disk_with_room_is_fine(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 0, 501 * 2**20))

    machine.require_disk(tmp_path)


def test_windows_is_told_of_wsl(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")

    with pytest.raises(machine.Problem, match="Use WSL 2"):
        machine.require_platform()


def test_another_c_library_is_told_of_servers_of_its_own(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(machine.platform, "libc_ver", lambda: ("", ""))

    with pytest.raises(machine.Problem, match="Set DATABASE_URL and REDIS_URL"):
        machine.require_platform()


def test_a_server_package_that_is_missing_is_named():
    with pytest.raises(
        machine.Problem, match=r"no_such_wheel is not installed\. Run: make install"
    ):
        machine.wheel_directory("no_such_wheel")


def test_a_wrong_directory_of_postgresql_is_named(data):
    done = devstack(data, "exec", "true", PG_BIN=str(data))

    assert done.returncode == 1
    assert done.stderr == f"error: PG_BIN: there is no postgres in {data}.\n"


def test_a_postgresql_that_is_too_old_is_named(data):
    old = data / "postgres"
    old.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 16.9'\n")
    old.chmod(0o755)

    done = devstack(data, "exec", "true", PG_BIN=str(data))

    assert done.returncode == 1
    assert done.stderr == "error: PG_BIN: PostgreSQL 17 or newer is needed, not 16.\n"


def test_exec_gives_back_the_exit_code_of_its_command(data):
    done = devstack(data, "exec", sys.executable, "-c", "raise SystemExit(7)")

    assert done.returncode == 7


def test_without_a_verb_the_verbs_are_shown(data):
    done = devstack(data)

    assert done.returncode == 1
    assert "python -m devstack VERB" in done.stderr
