"""Logs hold facts: which page, which task, which error, where. Never what somebody wrote."""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

# There PostgreSQL shows the row that it refuses, with all that was written in it.
DETAIL = re.compile(r"DETAIL: .*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)


# Whoever holds one of these addresses needs nothing else.
LINK = re.compile(r"(/feedback/open/|/calendar/)[^/\s]+")

# Of the request, or of the one that queued the task, which is worked on here.
request_id: ContextVar[str] = ContextVar("request_id", default="")
FACTS = ("method", "view", "status", "milliseconds", "task", "state")


class WithoutRows(logging.Formatter):
    """Facts about an error, never what somebody wrote, nor an address that opens something."""

    def format(self, record: logging.LogRecord) -> str:
        text = DETAIL.sub("DETAIL: left out", super().format(record))
        return LINK.sub(r"\1…", text)


class JsonLine(logging.Formatter):
    """One object a line. Of an error its kind and its place: its words may be somebody's."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
            "request_id": request_id.get(),
            **{name: getattr(record, name) for name in FACTS if hasattr(record, name)},
        }
        if record.exc_info and record.exc_info[1]:
            line["errors"] = [described(error) for error in chained(record.exc_info[1])]
        return json.dumps({name: value for name, value in line.items() if value != ""}, default=str)


def message_of(record: logging.LogRecord) -> str:
    """Without the words of the error; without the address that Django puts after its colon."""
    text = DETAIL.sub("DETAIL: left out", record.getMessage())
    if hasattr(record, "request"):
        text = text.partition(":")[0]
    for error in chained(record.exc_info[1]) if record.exc_info else []:
        for words in (repr(error), str(error)):
            text = text.replace(words, type(error).__name__) if words else text
    return LINK.sub(r"\1…", text)


def chained(error: BaseException | None) -> list[BaseException]:
    """It, and what it came of."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def described(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    return {
        "kind": f"{type(error).__module__}.{type(error).__qualname__}",
        "constraint": constraint or "",
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def configuration(*, is_for_people: bool) -> dict[str, Any]:
    """Django's LOGGING; `is_for_people`: warnings alone, in lines to read."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "class": "plr_site.logs.WithoutRows",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            },
            "json": {"class": "plr_site.logs.JsonLine"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line" if is_for_people else "json",
            }
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"plr_site": {"level": "WARNING" if is_for_people else "INFO"}},
    }
