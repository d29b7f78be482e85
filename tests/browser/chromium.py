"""Finds a Chromium for the browser tests, or installs one.

From the machine; else Debian's package where we are root (it brings the libraries that a browser
needs); else Playwright's own download.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NONE_FOUND = (
    "error: no Chromium was found, and none could be installed."
    " Install the package chromium, or Google Chrome, or run: make test-fast"
)


def flags() -> list[str]:
    """Chromium's sandbox does not work for root."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def path() -> Path:
    """An installed Chromium that starts. Ends the program with one sentence if there is none."""
    return _find() or sys.exit(NONE_FOUND)


def install() -> None:
    """Nothing to do where one starts already."""
    for bring_one in (_from_debian, _from_playwright):
        if _find():
            return
        bring_one()
    path()


def _find() -> Path | None:
    return next((candidate for candidate in _candidates() if _starts(candidate)), None)


def _candidates() -> Iterator[Path]:
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    yield Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _starts(candidate: Path) -> bool:
    """A browser may be there and lack its libraries, or be a stub that points to snap."""
    if not candidate.exists():
        return False
    return subprocess.run([candidate, "--version"], capture_output=True).returncode == 0


def _from_debian() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-qq", "--no-install-recommends", "chromium", "fonts-liberation")


def _from_playwright() -> None:
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> None:
    subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


if __name__ == "__main__":
    install()
