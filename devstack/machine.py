"""What this machine allows, said in plain sentences."""

import errno
import http.client
import os
import platform
import shutil
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

DISK_NEEDED_MB = 500


class Problem(SystemExit):
    """Ends the program with one plain sentence and exit code 1."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"error: {sentence}")


def require_platform() -> None:
    if sys.platform == "win32":
        raise Problem("Windows is not supported. Use WSL 2 (Ubuntu or Debian) and run it there.")
    if sys.platform == "linux" and platform.libc_ver()[0] != "glibc":
        raise Problem(
            "the embedded servers need glibc, and this Linux has another C library (Alpine?)."
            " Set DATABASE_URL and REDIS_URL to servers of your own."
        )


def require_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise Problem(
                f"port {port} is in use. Stop the other program, or run: make demo PORT={port + 1}"
            ) from None


def require_disk(directory: Path) -> None:
    free_mb = shutil.disk_usage(directory).free // 2**20
    if free_mb < DISK_NEEDED_MB:
        raise Problem(
            f"the disk of {directory} has {free_mb} MB free, and {DISK_NEEDED_MB} MB are needed."
        )


def require_writable(directory: Path) -> None:
    if not os.access(directory, os.W_OK):
        raise Problem(f"{directory} belongs to another user. Remove it, or set DATA_DIR.")


def wheel_directory(module: str) -> Path:
    """Where an installed wheel keeps its files."""
    require_platform()
    found = find_spec(module)
    if found is None or found.origin is None:
        raise Problem(
            f"{module} is not installed. Run: make install,"
            " or set DATABASE_URL and REDIS_URL to servers of your own."
        )
    return Path(found.origin).parent


def site_answers(port: int) -> bool:
    """Whether the site on this machine says that it lives."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
