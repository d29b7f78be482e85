"""The servers that every manage.py command finds or starts."""

import os
import socket
import stat
import tempfile
from pathlib import Path

import psycopg
import pytest

from tests.ground.launcher import devstack, manage_command

pytestmark = pytest.mark.thorough

EXTENSIONS = ["btree_gist", "citext", "pg_trgm", "unaccent"]


@pytest.fixture(scope="module")
def shared_data():
    with tempfile.TemporaryDirectory(prefix="ground-") as name:
        path = Path(name).resolve()
        path.chmod(0o755)
        yield path


@pytest.fixture(scope="module")
def servers(shared_data):
    with manage_command(shared_data) as command:
        yield command
        command.end()


def ask(url: str, question: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchall()


def test_no_role_of_the_site_can_pass_by_row_level_security(servers):
    roles = ask(
        servers.variables["DATABASE_URL"],
        "select rolname from pg_roles where rolname ~ '^plr_' and not rolsuper and not rolbypassrls"
        " order by rolname",
    )

    assert roles == [("plr_app",), ("plr_batch",), ("plr_owner",)]


def test_the_database_belongs_to_the_owner_and_not_to_the_application(servers):
    question = "select current_user, pg_get_userbyid(datdba) from pg_database where datname = 'plr'"

    assert ask(servers.variables["DATABASE_URL"], question) == [("plr_app", "plr_owner")]
    assert ask(servers.variables["BATCH_DATABASE_URL"], question) == [("plr_batch", "plr_owner")]
    assert ask(servers.variables["OWNER_DATABASE_URL"], question) == [("plr_owner", "plr_owner")]


@pytest.mark.parametrize("role", ["DATABASE_URL", "BATCH_DATABASE_URL"])
def test_only_the_owner_makes_tables(servers, role):
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        psycopg.connect(servers.variables[role]) as connection,
    ):
        connection.execute("create table mine (id int)")

    with psycopg.connect(servers.variables["OWNER_DATABASE_URL"]) as connection:
        connection.execute("create table mine (id int)")
        connection.rollback()


def test_the_owner_may_create_the_extensions_of_the_migrations(servers):
    with psycopg.connect(servers.variables["OWNER_DATABASE_URL"]) as connection:
        for name in EXTENSIONS:
            connection.execute(f"create extension {name}")
        found = connection.execute("select extname from pg_extension order by extname").fetchall()
        connection.rollback()

    assert {name for (name,) in found} >= set(EXTENSIONS)


def test_sort_order_is_the_builtin_one(servers):
    rows = ask(
        servers.variables["DATABASE_URL"],
        "select datlocprovider, datlocale from pg_database where datname = 'plr'",
    )

    assert rows == [("b", "C.UTF-8")]


def test_nothing_listens_on_the_network(servers):
    addresses = ask(servers.variables["DATABASE_URL"], "show listen_addresses")

    assert addresses == [("",)]
    assert servers.variables["REDIS_URL"].startswith("unix:///")
    assert servers.variables["BROKER_URL"].startswith("redis+socket:///")


def test_secrets_are_readable_by_nobody_else(servers, shared_data):
    for name in ("environment.json", "secret_key"):
        assert stat.S_IMODE((shared_data / name).stat().st_mode) == 0o600


def test_another_command_joins(servers, shared_data):
    with manage_command(shared_data) as other:
        joined = other.variables
        other.end()

    names = ["DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "BROKER_URL", "SECRET_KEY"]
    assert [joined[name] for name in names] == [servers.variables[name] for name in names]
    assert ask(servers.variables["DATABASE_URL"], "select 1") == [(1,)]


def test_a_database_url_that_is_set_is_used(servers, shared_data):
    own = "postgres://somebody@database.invalid/elsewhere"

    with manage_command(shared_data, DATABASE_URL=own) as other:
        other.end()

    assert other.variables["DATABASE_URL"] == own
    assert "OWNER_DATABASE_URL" not in other.variables
    assert other.variables["REDIS_URL"] == servers.variables["REDIS_URL"]


def test_a_second_demonstration_on_the_same_data_says_so(servers, shared_data):
    done = devstack(shared_data, "demo", PORT="65000")

    assert done.returncode == 1
    assert f"error: already running (process {servers.process.pid})" in done.stderr


def test_nothing_is_started_where_all_is_set(data):
    own = {
        "DATABASE_URL": "postgres://somebody@database.invalid/elsewhere",
        "REDIS_URL": "redis://cache.invalid/1",
        "SECRET_KEY": "a secret",
    }

    with manage_command(data, **own) as command:
        command.end()

    assert not list(data.iterdir())


def test_the_servers_stay_for_the_commands_that_joined(data):
    with manage_command(data) as first, manage_command(data) as second:
        first.process.stdin.close()
        rows = ask(second.variables["DATABASE_URL"], "select 1")
        second.end()

        assert rows == [(1,)]
        assert first.process.wait() == 0


def test_the_log_of_the_database_names_an_error_and_nothing_of_what_was_written(servers):
    data = Path(servers.variables["DATA_DIR"])
    with psycopg.connect(servers.variables["OWNER_DATABASE_URL"]) as connection:
        connection.execute("create temporary table short (word text check (length(word) < 3))")
        with pytest.raises(psycopg.errors.CheckViolation, match="canary"):
            connection.execute("insert into short values ('canary')")

    log = (data / "postgres.log").read_text()

    assert "violates check constraint" in log
    assert "canary" not in log


@pytest.mark.parametrize("left_over", [f"{os.getpid()}\n", ""], ids=["a pid", "nothing"])
def test_data_and_secret_are_kept_and_a_stale_pid_file_is_no_obstacle(data, left_over):
    with manage_command(data) as first:
        with psycopg.connect(first.variables["OWNER_DATABASE_URL"]) as connection:
            connection.execute("create table kept as select 42 as answer")
        first.end()
    pid_file = next(data.glob("pg*")) / "postmaster.pid"
    pid_file.write_text(left_over)

    with manage_command(data) as second:
        rows = ask(second.variables["OWNER_DATABASE_URL"], "select answer from kept")
        second.end()

    assert rows == [(42,)]
    assert second.variables["SECRET_KEY"] == first.variables["SECRET_KEY"]


def test_a_killed_launcher_leaves_no_server(data):
    with manage_command(data) as command, socket.socket(socket.AF_UNIX) as to_valkey:
        to_valkey.connect(command.variables["REDIS_URL"].removeprefix("unix://").split("?")[0])
        with psycopg.connect(command.variables["DATABASE_URL"]) as to_postgres:
            command.process.kill()

            with pytest.raises(psycopg.OperationalError):
                to_postgres.execute("select pg_sleep(20)")
        assert to_valkey.recv(1) == b""
