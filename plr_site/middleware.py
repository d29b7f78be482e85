"""What surrounds every request: its number, its line in the log, its place in the counts."""

import logging
import re
import time
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from plr_site import waiting
from plr_site.errors import come_again, unreadable
from plr_site.logs import request_id
from plr_site.metrics import REQUESTS, SECONDS

log = logging.getLogger(__name__)
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


class Observed:
    """The view and not the address is told: an address may hold a key or a name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        number = request_id.set(number_of(request))
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            observe(request, response.status_code, time.monotonic() - began)
        finally:
            request_id.reset(number)
        return response


def number_of(request: HttpRequest) -> str:
    """What the proxy gave, if it can be nothing but a number; else one of our own."""
    given = request.headers.get("X-Request-ID", "")
    return given if WELL_FORMED.fullmatch(given) else uuid4().hex


def observe(request: HttpRequest, status: int, seconds: float) -> None:
    match = request.resolver_match
    view = match.view_name if match else "none"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(view, method, status).inc()
    SECONDS.labels(view).observe(seconds)
    if request.path_info not in settings.ANSWERED_WITHOUT_DATABASE:
        facts = {"view": view, "method": method, "status": status}
        log.info("request", extra={**facts, "milliseconds": round(1000 * seconds)})


class AnswerTheWatch:
    """Probes come by the address of a machine, not by its name, and above all in bad times:
    they are answered before the host, the session or the database is asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in settings.ANSWERED_WITHOUT_DATABASE:
            return self.get_response(request)
        request.resolver_match = match = resolve(request.path_info)
        return match.func(request)


class OneAlphabet:
    """Browsers send our forms in UTF-8; what says otherwise fails wherever it is read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.content_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            return unreadable(request)
        return self.get_response(request)


class NotTooMuch:
    """When more is asked than can be answered, those who waited longest are told to come again,
    at once and without any work: otherwise everybody waits ever longer for answers nobody reads."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if waiting.is_too_long(request):
            return come_again(request)
        return self.get_response(request)
