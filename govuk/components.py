"""Any GOV.UK component, from Python or a template; the markup is govuk-frontend-jinja's."""

import json
import secrets
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader
from jinja2.runtime import Macro
from markupsafe import escape

PACKAGE = "govuk_frontend_jinja"
TYPED = secrets.token_hex(16)
DRAWN_ONCE = ("textarea", "input", "select")


@cache
def environment() -> Environment:
    return Environment(
        loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def macro(name: str) -> Macro:
    module = environment().get_template(f"{PACKAGE}/components/{name}/macro.html").module
    return getattr(module, "govuk" + "".join(word.capitalize() for word in name.split("-")))


def load_components() -> None:
    """All of them, at once: a process that is parted afterwards need not."""
    for path in environment().list_templates():
        if path.endswith("/macro.html"):
            macro(path.split("/")[-2])


def prune(value: Any) -> Any:
    """The macros test `'items' in params`: None is not the same as a missing key."""
    if isinstance(value, Mapping):
        return {key: prune(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [prune(part) for part in value]
    return value


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """Every `text` is escaped; `html` is not, and must never hold what somebody typed."""
    return mark_safe(str(macro(name)(prune(params))))


def control(name: str, params: Mapping[str, Any]) -> SafeString:
    """As `component`, for the control of a form. A long form has sixty, nearly all alike each time.

    What was typed is put into its frame afterwards, so that no frame is kept with it.
    """
    if name not in DRAWN_ONCE or params.get("errorMessage"):
        return component(name, params)
    typed = params.get("value")
    place = {"value": TYPED} if typed else {}
    drawn = frame(name, json.dumps({**prune(params), **place}, default=str))
    return mark_safe(drawn.replace(TYPED, str(escape(typed))) if typed else drawn)


@lru_cache(maxsize=4096)
def frame(name: str, params: str) -> str:
    return str(macro(name)(json.loads(params)))


@lru_cache(maxsize=512)
def tag(word: str, colour: str) -> SafeString:
    """A word of ours and a colour; drawn once, for a table has hundreds of them."""
    return component("tag", {"text": word, "classes": f"govuk-tag--{colour} app-status"})
