"""The Makefile and the continuous integration hold what they promise."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ["install", "assets", "demo", "test", "test-fast", "check", "requirements"]


def make(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_of_the_contract_exists(target):
    done = make("--dry-run", target)

    assert done.returncode == 0, done.stderr


def test_an_old_python_is_told_so(tmp_path):
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\nexec python3 -c "import sys; sys.version_info = (3, 9); $2"\n')
    old.chmod(0o755)

    done = make("--always-make", "install", f"PY={old}")

    assert done.returncode != 0
    assert "Python 3.11 or newer is needed, this is 3.9. Try: make PY=python3.12" in done.stderr


def test_python_keeps_what_it_compiled_whatever_the_environment_says():
    probe = "include Makefile\nprobe:\n\t@echo [$$PYTHONDONTWRITEBYTECODE]\n"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}

    done = subprocess.run(
        ["make", "-f", "-", "probe"],
        cwd=ROOT,
        input=probe,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert "[]" in done.stdout, done.stderr


def test_the_continuous_integration_runs_the_checks_and_all_tests():
    script = (ROOT / ".ci" / "run").read_text()

    assert "set -euo pipefail" in script
    assert re.findall(r"^make (\S+)$", script, re.MULTILINE) == ["check", "test"]
