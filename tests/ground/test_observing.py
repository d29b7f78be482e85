"""A request can be followed from the proxy to the task that it queued."""

import logging

import pytest
from django.urls import reverse

from plr_site import celery
from plr_site.logs import request_id

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        ("0b8e6c1a-77f2-4f0e", True),
        ("short", False),
        ("Ann Example was here", False),
        ('","level":"INFO', False),
        ("x" * 65, False),
    ],
)
def test_a_number_is_taken_over_only_if_it_can_be_nothing_else(client, given, is_taken):
    answered = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert (answered == given) is is_taken
    assert len(answered) >= 8


def test_a_request_is_logged_by_its_view_and_without_its_address(client, caplog):
    caplog.set_level(logging.INFO, "plr_site")

    client.get(
        reverse("account_login") + "?next=/canary", headers={"X-Request-ID": "number-of-proxy"}
    )

    line = caplog.records[-1]
    assert (line.view, line.method, line.status) == ("account_login", "GET", 200)
    assert "canary" not in str(vars(line))


def test_a_task_bears_the_number_of_the_request_that_queued_it():
    number = request_id.set("number-of-request")
    headers: dict = {}

    celery.say_who_asked_and_when(headers)

    request_id.reset(number)
    assert headers["request_id"] == "number-of-request"
    assert headers["queued_at"] > 0
