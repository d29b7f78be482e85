import os

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.browser import chromium

PATIENCE = 6000
LAPTOP = {"width": 1280, "height": 800}

# Playwright runs an event loop in this thread, and Django then refuses queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    executable = chromium.path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.flags())
        yield browser
        browser.close()


@pytest.fixture
def page(request, browser):
    """A page that fails its test for every error on the console and every request that fails.

    `page.expected` takes parts of messages that a test brings about on purpose.
    """
    context = browser.new_context(viewport=LAPTOP, locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(PATIENCE)
    problems, expected = [], []
    context.on("console", lambda message: note_console(problems, message))
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on("requestfailed", lambda request: note_failure(problems, request))
    page = context.new_page()
    page.problems, page.expected = problems, expected
    yield page
    unexpected = [problem for problem in problems if not any(part in problem for part in expected)]
    leave(context)
    if "live_server" in request.fixturenames:
        wait_until_answered()
    assert unexpected == []


def leave(context) -> None:
    """Without a last save on the way out, which would meet the emptying of the tables."""
    context.set_offline(True)
    context.close()


def wait_until_answered() -> None:
    """Until the server has ended what it was asked; five seconds at most."""
    busy = (
        "select count(*) from pg_stat_activity where datname = current_database()"
        " and state <> 'idle' and pid <> pg_backend_pid()"
    )
    with connection.cursor() as cursor:
        for _ in range(250):
            cursor.execute(busy)
            if cursor.fetchone() == (0,):
                return
            cursor.execute("select pg_sleep(0.02)")


def note_console(problems, message) -> None:
    if message.type in ("error", "warning"):
        problems.append(message.text)


def note_failure(problems, request) -> None:
    """A request that the page itself gave up, or left behind, is no fault."""
    if request.failure != "net::ERR_ABORTED":
        problems.append(f"{request.failure} {request.url}")


@pytest.fixture
def sign_in(live_server):
    """`sign_in(page, person)`: a session as the site makes it, without the way through the form."""

    def with_session_of(page, person) -> None:
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )

    return with_session_of
