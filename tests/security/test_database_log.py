"""PostgreSQL logs that something failed, and nothing of what was written when it did."""

import secrets
import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg
import pytest
import yaml
from django.conf import settings
from django.urls import reverse

from devstack.postgres import SETTINGS
from plr_site import database_log
from tests.security.servers import DatabaseLog, connected

pytestmark = [pytest.mark.django_db, pytest.mark.security]

TABLES = """
    create temporary table person (name text primary key);
    create temporary table written (
        number int not null, words text unique check (length(words) < 40),
        short varchar(5), name text references person
    )
"""
Session = psycopg.Connection
Fail = Callable[[Session, str], object]


def of_statements(*statements: str) -> Fail:
    def fail(session: Session, word: str) -> None:
        session.execute(TABLES)
        for statement in statements:
            session.execute(statement.replace("WORD", word))

    return fail


def copying(session: Session, word: str) -> None:
    session.execute(TABLES)
    with session.cursor().copy("copy written (number, words) from stdin") as copy:
        copy.write(f"1\t{word}\textra\n")


def waiting_for_a_lock(session: Session, word: str) -> None:
    with connected("plr_app") as other:
        other.execute("select pg_advisory_lock(1)")
        session.execute("set lock_timeout = '1ms'")
        session.execute(f"select pg_advisory_lock(1), '{word}'")


def waiting_for_each_other(session: Session, word: str) -> None:
    """The other one holds what this one wants, and the other way round."""
    with connected("plr_app") as other:
        session.execute("set deadlock_timeout = '1ms'")
        session.execute("select pg_advisory_lock(2)")
        other.execute("select pg_advisory_lock(3)")
        waiting = threading.Thread(target=wait_on, args=(other, word))
        waiting.start()
        until(session, "select from pg_locks where not granted", [])
        try:
            session.execute(f"select pg_advisory_lock(3), '{word}'")
        finally:
            session.execute("select pg_advisory_unlock_all()")
            waiting.join()


def wait_on(other: Session, word: str) -> None:
    with suppress(psycopg.Error):
        other.execute(f"select pg_advisory_lock(2), '{word}'")


def being_ended(session: Session, word: str) -> None:
    with connected("postgres") as superuser:
        end = threading.Thread(target=end_when_busy, args=(superuser, session.info.backend_pid))
        end.start()
        try:
            session.execute(f"select pg_sleep(60), '{word}'")
        finally:
            end.join()


def end_when_busy(superuser: Session, pid: int) -> None:
    busy = "select pg_terminate_backend(pid) from pg_stat_activity where pid = %s and query ~ %s"
    until(superuser, busy, [pid, "pg_sleep"])


def until(session: Session, question: str, asked: list[object]) -> None:
    """Asks until there is an answer; after ten thousand times there is none."""
    next(answer for _ in range(10_000) if (answer := session.execute(question, asked).fetchall()))


# What the log has to say, and how it comes about. The word stands in a line of a file alone;
IN_A_FILE = {"extra data after last expected column": copying}
# in the statement, and in the details of what failed;
IN_BOTH = {
    "null value in column": of_statements("insert into written (words) values ('WORD')"),
    "violates check constraint": of_statements(
        "insert into written values (1, 'WORD' || repeat('.', 40))"
    ),
    "violates unique constraint": of_statements(
        "insert into written values (1, 'WORD'), (2, 'WORD')"
    ),
    "violates foreign key constraint": of_statements(
        "insert into written (number, name) values (1, 'WORD')"
    ),
    "invalid input syntax for type json": of_statements("""select '{"WORD"'::json"""),
    "told by a function": of_statements(
        "do $$ begin raise 'told by a function' using detail = 'WORD', hint = 'WORD'; end $$"
    ),
    "deadlock detected": waiting_for_each_other,
}
# in the statement alone.
IN_THE_STATEMENT = {
    "value too long for type": of_statements("insert into written values (1, 'a', 'WORD')"),
    "division by zero": of_statements("select 1 / length('') from (values ('WORD')) one"),
    "does not exist": of_statements("select * from nowhere where words = 'WORD'"),
    "due to statement timeout": of_statements(
        "set statement_timeout = '1ms'", "select pg_sleep(60), 'WORD'"
    ),
    "due to lock timeout": waiting_for_a_lock,
    "terminating connection due to administrator command": being_ended,
}
WITH_STATEMENT = {**IN_BOTH, **IN_THE_STATEMENT}
WITH_DETAILS = {**IN_A_FILE, **IN_BOTH}
ALL = {**WITH_STATEMENT, **IN_A_FILE}


def logged(fail: Fail, **other_settings: str) -> tuple[str, str]:
    """Somebody's word, and what is logged when something fails at it."""
    word, log = f"Canary-{secrets.token_hex(6)}", DatabaseLog()
    with connected("postgres") as session, suppress(psycopg.OperationalError):
        for name, value in other_settings.items():
            session.execute(f"set {name} = '{value}'")
        with pytest.raises(psycopg.Error):
            fail(session, word)
    return word, log.text()


@pytest.mark.parametrize("said", ALL)
def test_an_error_is_named_and_nothing_of_what_was_written(said):
    word, log = logged(ALL[said])

    assert said in log
    assert word not in log


@pytest.mark.parametrize("said", WITH_STATEMENT)
def test_the_control_with_its_statement_an_error_would_quote_it(said):
    word, log = logged(WITH_STATEMENT[said], log_min_error_statement="error")

    assert word in log


@pytest.mark.parametrize("said", WITH_DETAILS)
def test_the_control_with_its_details_an_error_would_quote_the_row(said):
    word, log = logged(WITH_DETAILS[said], log_error_verbosity="default")

    assert word in log


WORKS = of_statements("select 'WORD'", "select 1 / length('')")


def test_a_statement_that_works_is_not_logged():
    word, log = logged(WORKS)

    assert word not in log


@pytest.mark.parametrize(
    ("setting", "value"), [("log_statement", "all"), ("log_min_duration_statement", "0")]
)
def test_the_control_with_either_setting_it_would_be(setting, value):
    word, log = logged(WORKS, **{setting: value})

    assert word in log


def test_a_site_in_compose_logs_as_the_database_tried_here():
    compose = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
    of_the_log = [f"--{setting}" for setting in SETTINGS if setting.startswith("log_")]

    assert len(of_the_log) == 2
    assert set(of_the_log) <= set(compose["services"]["database"]["command"])


def found_wrong(**other_settings: str) -> set[str]:
    with connected("postgres") as session:
        for name, value in other_settings.items():
            session.execute(f"set {name} = '{value}'")
        return set(database_log.wrong_for(session.cursor()))


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("log_min_error_statement", "error"),
        ("log_error_verbosity", "default"),
        ("log_statement", "mod"),
        ("log_min_duration_statement", "200"),
        ("log_min_duration_sample", "200"),
        ("log_transaction_sample_rate", "0.1"),
    ],
)
def test_a_setting_by_which_the_log_would_hold_words_is_found(setting, value):
    assert found_wrong(**{setting: value}) == {setting}


def test_the_control_the_settings_that_a_site_has_are_right():
    assert found_wrong() == set()


def test_a_statement_with_its_plan_in_the_log_is_found_where_that_is_loaded(client):
    with connected("postgres") as session:
        session.execute("load 'auto_explain'")
        right = database_log.wrong_for(session.cursor())
        session.execute("set auto_explain.log_min_duration = 0")

        assert (right, set(database_log.wrong_for(session.cursor()))) == (
            {},
            {"auto_explain.log_min_duration"},
        )


def ready(client) -> tuple[bool, object]:
    answer = client.get(reverse("readyz"), {"deep": "1"})
    return answer.status_code == 503, answer.json()["database_log"]


def test_whoever_watches_the_site_is_told_which_setting_is_wrong_and_what_for(client, monkeypatch):
    monkeypatch.setitem(database_log.NEEDED, "log_error_verbosity", ("verbose", "rows"))

    assert ready(client) == (
        True,
        {
            "log_error_verbosity": "is terse, has to be verbose: the log of PostgreSQL holds rows",
        },
    )


def test_the_control_as_the_settings_are_nothing_is_said(client):
    assert ready(client)[1] is True
