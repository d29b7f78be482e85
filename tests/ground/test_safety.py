"""A site that the world reaches does not start while it is unsafe, and says why."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from plr_site.safety import Setup, reasons
from plr_site.secrets import Environment

SAFE = Setup(
    base_url="https://plr.example.org",
    allowed_hosts=["plr.example.org"],
    secret_key="kR7-vB2_xQ9mLw4-pT8zNc3_hJ6yFd1-gS5aEu0_oIiUtYrWqAsZ",
    services={
        "DATABASE_URL": "postgres://plr_app:x@database.example.org/plr?sslmode=verify-full",
        "OWNER_DATABASE_URL": "postgres://plr_owner@%2Ftmp%2Fsockets/plr",
        "REDIS_URL": "rediss://cache.example.org/1",
        "BROKER_URL": "redis+socket:///tmp/valkey.sock?virtual_host=0",
        "EMAIL_URL": "smtp+tls://mail.example.org:587",
    },
)
UNSAFE = {
    "DEBUG is on": {"debug": True},
    "PLR_DEMO is on": {"demo": True},
    "BASE_URL is http://plr.example.org": {"base_url": "http://plr.example.org"},
    "ALLOWED_HOSTS is empty": {"allowed_hosts": []},
    "ALLOWED_HOSTS takes every name": {"allowed_hosts": ["*"]},
    "ALLOWED_HOSTS lacks plr.example.org": {"allowed_hosts": ["example.com"]},
    "SECRET_KEY can be guessed": {"secret_key": "a" * 60},
    "SECRET_KEY is one that Django made": {"secret_key": "django-insecure-" + SAFE.secret_key},
    "METRICS_TOKEN can be guessed": {"metrics_token": "prometheus"},
}
UNSAFE_SERVICES = {
    "DATABASE_URL leads to": ("DATABASE_URL", "postgres://a@db.example.org/plr?sslmode=require"),
    "REDIS_URL leads to": ("REDIS_URL", "redis://cache.example.org/1"),
    "BROKER_URL leads to": ("BROKER_URL", "rediss://cache.example.org/0?ssl_cert_reqs=none"),
    "EMAIL_URL leads to": ("EMAIL_URL", "smtp://mail.example.org:25"),
    "that of the superuser": ("DATABASE_URL", "postgres://postgres@localhost/plr"),
    "name one role": ("OWNER_DATABASE_URL", "postgres://plr_app@localhost/plr"),
}


def with_service(name: str, url: str) -> Setup:
    return replace(SAFE, services={**SAFE.services, name: url})


def test_a_safe_site_starts():
    assert reasons(SAFE) == []


@pytest.mark.parametrize("reason", UNSAFE)
def test_an_unsafe_site_is_told_why(reason):
    found = reasons(replace(SAFE, **UNSAFE[reason]))

    assert [one for one in found if reason in one] == found != []


@pytest.mark.parametrize("reason", UNSAFE_SERVICES)
def test_an_unsafe_service_is_told_why(reason):
    found = reasons(with_service(*UNSAFE_SERVICES[reason]))

    assert len(found) == 1
    assert reason in found[0]


def test_a_network_that_nobody_else_is_on_needs_no_tls():
    setup = with_service("REDIS_URL", "redis://cache/1")

    assert reasons(setup) != []
    assert reasons(replace(setup, private_hosts=["cache"])) == []


def test_a_site_of_this_machine_alone_may_be_a_demonstration():
    assert reasons(replace(SAFE, base_url="http://127.0.0.1:8000", demo=True, debug=True)) == []


def test_every_reason_is_given_at_once_and_secrets_come_from_files(tmp_path):
    secret = tmp_path / "secret_key"
    secret.write_text("short\n")
    given = {"SECRET_KEY_FILE": str(secret), "BASE_URL": "http://plr.example.org", "DEBUG": "1"}
    given |= {"DATABASE_URL": "postgres://plr_app@localhost/plr", "REDIS_URL": "unix:///tmp/x.sock"}

    done = subprocess.run(
        [sys.executable, "-c", "import plr_site.settings"],
        env={"PATH": os.environ["PATH"], **given},
        capture_output=True,
        text=True,
    )

    said = done.stderr
    assert done.returncode == 1
    assert "does not start" in said
    assert all(name in said for name in ("- DEBUG is on", "- BASE_URL is", "- SECRET_KEY can be"))


def test_a_file_may_end_its_last_line(tmp_path, monkeypatch):
    secret = tmp_path / "token"
    secret.write_text("drawn by chance\n")
    monkeypatch.setenv("A_TOKEN_FILE", str(secret))

    assert Environment().str("A_TOKEN") == "drawn by chance"
