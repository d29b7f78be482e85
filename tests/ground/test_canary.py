"""An error is told, and of what somebody wrote nothing: not in the log, not to Sentry."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from plr_site import reports

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).resolve().parents[2]
CANARY = "The canary"


@cache
def broken_site() -> subprocess.CompletedProcess[str]:
    settings = {"DJANGO_SETTINGS_MODULE": "plr_site.settings"}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.ground.canary_site"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
    )


def test_sentry_is_told_the_error_and_nothing_of_what_was_written():
    event, answer = (json.loads(line) for line in broken_site().stdout.splitlines())

    error = event["exception"]["values"][-1]
    assert answer == {"status": 500}
    assert (error["type"], event["tags"]["request_id"]) == ("ValueError", "from-the-proxy-1")
    assert error["stacktrace"]["frames"][-1]["function"] == "breaks"
    assert CANARY not in json.dumps(event)


def test_the_log_says_the_error_and_nothing_of_what_was_written():
    lines = [json.loads(line) for line in broken_site().stderr.splitlines()]

    broken = next(line for line in lines if "errors" in line)
    assert broken["message"] == "Internal Server Error"
    assert broken["errors"][0]["kind"] == "builtins.ValueError"
    assert {line["request_id"] for line in lines} == {"from-the-proxy-1"}
    assert {(line["view"], line["status"]) for line in lines if "view" in line} == {("breaks", 500)}
    assert CANARY not in broken_site().stderr


def test_what_is_not_named_leaves_an_event():
    """The control: this much Sentry's client would have told."""
    frame = {"function": "breaks", "vars": {"words": CANARY}}
    value = {"type": "ValueError", "value": CANARY, "stacktrace": {"frames": [frame]}}
    request = {"data": {"words": CANARY}, "cookies": {"name": CANARY}, "query_string": CANARY}
    told = {"exception": {"values": [value]}, "request": request, "user": {"name": CANARY}}
    told |= {"logentry": {"message": "Read %s", "params": [CANARY], "formatted": CANARY}}

    event = reports.scrubbed(told, {})

    assert CANARY in json.dumps(told)
    assert CANARY not in json.dumps(event)
    assert event["logentry"] == {"message": "Read %s"}
