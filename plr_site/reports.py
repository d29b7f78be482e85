"""Errors told to Sentry: which kind, where in our code, in which view. Nothing else leaves."""

from typing import Any

import sentry_sdk
from sentry_sdk.transport import Transport

from plr_site.logs import request_id

OF_AN_EVENT = ("event_id", "timestamp", "level", "platform", "logger", "transaction", "release")
OF_AN_ERROR = ("type", "module")
OF_A_FRAME = ("filename", "function", "module", "lineno", "in_app", "context_line")
Event = dict[str, Any]


def start(dsn: str, *, release: str = "", transport: type[Transport] | None = None) -> None:
    sentry_sdk.init(
        dsn=dsn,
        release=release or None,
        transport=transport,
        before_send=scrubbed,
        before_breadcrumb=lambda crumb, hint: None,
        include_local_variables=False,
        max_request_body_size="never",
        send_default_pii=False,
        auto_session_tracking=False,
    )


def scrubbed(event: Event, hint: dict[str, Any]) -> Event:
    """Made anew of what may be told. The words of an error are not: they may be somebody's."""
    return {
        **{name: event[name] for name in OF_AN_EVENT if name in event},
        "tags": {"request_id": request_id.get()},
        "exception": {
            "values": [error_of(value) for value in event.get("exception", {}).get("values", [])]
        },
        **({"logentry": {"message": template}} if (template := template_of(event)) else {}),
    }


def error_of(value: Event) -> Event:
    frames = (value.get("stacktrace") or {}).get("frames", [])
    kept = [{name: frame[name] for name in OF_A_FRAME if name in frame} for frame in frames]
    return {
        **{name: value[name] for name in OF_AN_ERROR if name in value},
        "stacktrace": {"frames": kept},
    }


def template_of(event: Event) -> str:
    """What a line of the log says before anything is put into it."""
    entry = event.get("logentry") or {}
    return entry.get("message", "") if entry.get("params") else ""
