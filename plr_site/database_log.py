"""PostgreSQL logs that something failed, and nothing of what was written: by its settings."""

from typing import Protocol

from django.db import connections

# What each setting has to be, and what the log would hold otherwise.
NEEDED = {
    "log_min_error_statement": ("panic", "the statement of every error"),
    "log_error_verbosity": ("terse", "the row of every error"),
    "log_statement": ("none", "statements that work"),
    "log_min_duration_statement": ("-1", "statements that take long"),
    "log_min_duration_sample": ("-1", "some of the statements that take long"),
    "log_transaction_sample_rate": ("0", "the statements of some transactions"),
    "auto_explain.log_min_duration": ("-1", "statements with their plans"),
}
ASKED = "select name, setting from pg_settings where name = any(%s)"


class Cursor(Protocol):
    def execute(self, statement: str, asked: list[list[str]], /) -> object: ...
    def fetchall(self) -> list[tuple[str, str]]: ...


def wrong_settings() -> dict[str, str]:
    """Why, by name, as the application's role finds them."""
    with connections["default"].cursor() as cursor:
        return wrong_for(cursor)


def wrong_for(cursor: Cursor) -> dict[str, str]:
    """Of one session: a role or a database can have settings of its own."""
    cursor.execute(ASKED, [list(NEEDED)])
    found = {name: setting for name, setting in cursor.fetchall() if setting != NEEDED[name][0]}
    return {name: sentence(name, setting) for name, setting in found.items()}


def sentence(name: str, setting: str) -> str:
    needed, held = NEEDED[name]
    return f"is {setting}, has to be {needed}: the log of PostgreSQL holds {held}"
