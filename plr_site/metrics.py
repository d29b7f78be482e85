"""What is counted in this process, and what Prometheus is given of all of them."""

import os
from hmac import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from plr_site.gauges import Gauges

REQUESTS = Counter(
    "plr_requests", "Requests, by view and answer.", labelnames=["view", "method", "status"]
)
SECONDS = Histogram(
    "plr_request_seconds",
    "Seconds of server time for a request, by view.",
    labelnames=["view"],
    buckets=[0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30],
)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever holds METRICS_TOKEN; without one set there is no such page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    wanted = settings.METRICS_TOKEN
    if not wanted or not compare_digest(given.encode(), wanted.encode()):
        return HttpResponse(status=404)
    state = CollectorRegistry()
    state.register(Gauges())
    content = generate_latest(counted()) + generate_latest(state)
    return HttpResponse(content, content_type=CONTENT_TYPE_PLAIN_0_0_4)


def counted() -> CollectorRegistry:
    """Of every process of this web server: gunicorn's workers keep their counts in files."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry
