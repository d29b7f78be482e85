"""The image and the services hold what they promise; that they run was tried by hand."""

import ast
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from crowd.site import AS_A_SITE

ROOT = Path(__file__).resolve().parents[2]
OURS = {"web", "worker", "beat", "migrate"}
ROLES = ("plr_owner", "plr_app", "plr_batch", "plr_backup")
HOME_OF_AN_IMAGE = re.compile(r"[a-z]+(/[a-z]+)?:[\w.${}:-]+")
BUILDS = re.compile(r"\b(apt-get|gcc|build-essential|npm|pip install)\b")


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def stages() -> list[str]:
    return re.split(r"^(?=FROM )", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)[1:]


def test_compose_understands_the_file():
    schema = ["--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *schema],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout


def test_the_image_runs_as_nobody_in_particular_and_brings_no_tools(stages):
    last = stages[-1]

    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*/healthz", last.replace("\\\n", ""), re.MULTILINE)
    assert not BUILDS.search(last)
    assert all(BUILDS.search(stage) for stage in stages[:-1])


def test_the_load_is_measured_with_the_memory_settings_of_the_image(stages):
    set_there = dict(re.findall(r"(MALLOC_\w+)=(\w+)", stages[-1]))

    assert set_there == {name: AS_A_SITE[name] for name in AS_A_SITE if name in set_there}
    assert len(set_there) == 2


def test_what_is_installed_is_what_the_lock_holds(stages):
    assert "install --no-cache-dir --no-deps --require-hashes -r requirements.lock" in stages[1]
    assert "npm ci --ignore-scripts" in stages[0]


def test_nothing_but_the_rooms_of_the_site_goes_into_the_image():
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    taken = {line.removeprefix("!") for line in lines if line.startswith("!")}
    settings = ast.parse((ROOT / "plr_site" / "settings.py").read_text())
    named = {node.value for node in ast.walk(settings) if isinstance(node, ast.Constant)}
    apps = {name for name in named if isinstance(name, str) and (ROOT / name / "apps.py").exists()}

    assert "*" in lines
    assert taken >= apps | {"policy", "plr_site", "devstack", "templates", "manage.py"}
    assert not taken & {"tests", "drills", "bench", ".env", "deploy", ".git", ".data"}


def test_our_containers_keep_nothing_and_may_nothing(compose):
    for name in OURS:
        service = compose["services"][name]
        assert service["read_only"], name
        assert (service["cap_drop"], service["tmpfs"]) == (["ALL"], ["/tmp"])
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert "volumes" not in compose["services"]["web"] | compose["services"]["worker"]


def test_web_and_worker_can_be_many_and_the_scheduler_one(compose):
    services = compose["services"]
    one = {name for name, service in services.items() if "container_name" in service}

    assert one == {"beat"}
    assert all("ports" not in services[name] for name in ("web", "worker"))


def test_each_container_holds_the_secrets_it_needs_and_no_other(compose):
    services = compose["services"]
    held = {name: set(service.get("secrets", [])) for name, service in services.items()}
    drawn = (ROOT / "deploy" / "secrets.sh").read_text()

    assert [name for name in held if "owner_database_url" in held[name]] == ["migrate", "database"]
    assert [name for name in held if "backup_database_url" in held[name]] == ["database", "wal"]
    assert set().union(*held.values()) == set(compose["secrets"])
    assert all(name.partition("_")[2] in drawn for name in compose["secrets"])
    assert "deploy/secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_the_settings_of_the_services_exist(compose):
    described = (ROOT / "docs" / "settings.md").read_text()
    given = {name for one in OURS for name in compose["services"][one]["environment"]}

    assert not [name for name in given if f"| `{name.removesuffix('_FILE')}` |" not in described]


def test_each_service_is_watched(compose):
    for name, service in compose["services"].items():
        watched = "healthcheck" in service or name in ("web", "mail")  # theirs is in the image
        assert watched, name


def test_a_worker_is_asked_by_the_name_that_it_has_whatever_the_shell_was_told(compose):
    asked = compose["services"]["worker"]["healthcheck"]["test"][1].replace("$$", "$")
    name = re.search(r"--destination (.+) --timeout", asked)[1]
    site = {"PATH": os.environ["PATH"]}

    said = subprocess.run(["sh", "-c", f"echo {name}"], env=site, capture_output=True, text=True)

    assert said.stdout.strip() == f"celery@{socket.gethostname()}"


def test_images_are_named_as_everybody_names_them(compose, stages):
    names = [service["image"] for service in compose["services"].values()]
    names += re.findall(
        r"(?:FROM|ARG PYTHON=)\s*([a-z]+:[\w.-]+)", (ROOT / "Dockerfile").read_text()
    )

    assert len(names) == len(compose["services"]) + 2
    assert all(HOME_OF_AN_IMAGE.fullmatch(name) for name in names)


def test_the_database_has_its_four_roles_and_none_is_a_superuser():
    script = (ROOT / "deploy" / "database" / "roles.sh").read_text()

    assert re.findall(r"create role (\w+) login", script) == list(ROLES)
    assert re.findall(r"create role (\w+) .*bypassrls", script) == ["plr_backup"]
    assert "superuser" not in script


def test_the_log_of_writes_is_received_by_the_role_that_may(compose):
    receiver = compose["services"]["wal"]
    script = (ROOT / "deploy" / "database" / "roles.sh").read_text()

    assert receiver["image"] == compose["services"]["database"]["image"]
    assert "pg_receivewal" in receiver["command"][-1]
    assert "host replication plr_backup samenet scram-sha-256" in script


def test_a_data_directory_is_filled_for_recovery_and_never_written_over(tmp_path):
    base, wal, data = tmp_path / "base", tmp_path / "wal", tmp_path / "data"
    for folder in (base, wal):
        folder.mkdir()
    (base / "PG_VERSION").write_text("18")
    subprocess.run(["tar", "-c", "-f", "base.tar", "-C", base, "."], cwd=tmp_path, check=True)
    restore = [ROOT / "deploy" / "restore.sh", "base.tar", "wal", "2026-11-22 13:05:00+00"]
    site = {**os.environ, "PGDATA": str(data), "OWNER": str(os.geteuid())}

    first, second = (subprocess.run(restore, cwd=tmp_path, env=site).returncode for _ in "12")

    assert (first, second) == (0, 1)
    assert (data / "recovery.signal").exists()
    assert (
        "recovery_target_time = '2026-11-22 13:05:00+00'"
        in (data / "postgresql.auto.conf").read_text()
    )


def test_a_base_backup_made_after_a_restore_is_restored_again_by_what_is_received_now(tmp_path):
    base, wal, data = tmp_path / "base", tmp_path / "wal", tmp_path / "data"
    for folder in (base / "received", wal):
        folder.mkdir(parents=True)
    kept = "work_mem = '8MB'\n"
    left = "restore_command = 'left'\nrecovery_target_time = '2026-11-22 13:05:00+00'\n"
    (base / "postgresql.auto.conf").write_text(kept + left)
    (base / "received" / "earlier").touch()
    (wal / "now").touch()
    subprocess.run(["tar", "-c", "-f", "base.tar", "-C", base, "."], cwd=tmp_path, check=True)
    site = {**os.environ, "PGDATA": str(data), "OWNER": str(os.geteuid())}

    subprocess.run([ROOT / "deploy" / "restore.sh", "base.tar", "wal"], cwd=tmp_path, env=site)

    settings = (data / "postgresql.auto.conf").read_text()
    assert [path.name for path in (data / "received").iterdir()] == ["now"]
    assert settings.startswith(kept)
    assert "recovery_target_time" not in settings
    assert settings.count("restore_command") == 1


def test_secrets_are_drawn_once(tmp_path):
    script = tmp_path / "deploy" / "secrets.sh"
    script.parent.mkdir()
    script.write_text((ROOT / "deploy" / "secrets.sh").read_text())
    files = []
    for _ in range(2):
        subprocess.run(["sh", script], check=True, capture_output=True)
        drawn = sorted((tmp_path / "deploy" / "secrets").iterdir())
        files.append({path.name: path.read_text() for path in drawn})

    assert files[0] == files[1]
    assert len(set(files[0].values())) == len(files[0]) == 7
    assert (tmp_path / "deploy" / "secrets").stat().st_mode & 0o077 == 0


def test_the_proxy_shows_nobody_what_is_for_the_watch():
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text()

    assert "@watch path /metrics /readyz" in caddyfile
    assert "respond @watch 404" in caddyfile


def test_while_the_site_starts_the_proxy_waits_and_then_says_so_in_words():
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text()

    assert "lb_try_duration 15s" in caddyfile
    assert re.search(
        r"handle_errors 502 503 504 {.*respond \"Sorry, [^\"]+\"", caddyfile, re.DOTALL
    )
