"""Every page of the access table holds at WCAG 2.2 AA, on a laptop and on a telephone."""

from unittest.mock import patch

import pytest
from django.test import TransactionTestCase

from notices.models import Notice
from tests.access.test_access import TABLE, Row, url_for
from tests.access.world import VISITORS, build_world
from tests.browser.axe import violations
from tests.emptying import empty_tables

PHONE = {"width": 375, "height": 800}
NOT_PAGES = {
    "healthz",
    "readyz",
    "session",
    "metrics",
    "supervision:finished_pdf",
    "supervision:year_calendar",
    "compliance:rule_file",
    "assurance:draw_data",
    "assurance:sheet",
    "stewardship:copy_data",
    "stewardship:copy_pdf",
    "stewardship:disposals_sheet",
}
# Visited in one go, in tests/browser/test_disclosure.py.
TOGETHER = {
    "stewardship:mine",
    "stewardship:requests",
    "stewardship:request",
    "stewardship:review",
    "stewardship:release",
    "stewardship:break_glass",
    "stewardship:break_glass_begin",
    "stewardship:break_glass_answer",
}


def pages() -> list[tuple[Row, str]]:
    """For each page and state the first visitor who gets it."""
    rows = [row for rows in TABLE.values() for row in rows if row.method == "get"]
    shown = [row for row in rows if 200 in row.statuses and is_page(row.name)]
    return [(row, VISITORS[row.statuses.index(200)]) for row in shown]


def is_page(name: str) -> bool:
    return name not in NOT_PAGES | TOGETHER and not name.endswith("_draft")


def named(page: tuple[Row, str]) -> str:
    row, visitor = page
    return f"{row.name}-{row.state}-{visitor}"


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Once for all pages: to look at one changes nothing but the logs (tests/security)."""
    with django_db_blocker.unblock():
        with patch.object(TransactionTestCase, "_fixture_teardown"):
            yield build_world()
        empty_tables()


@pytest.fixture
def world(transactional_db, built):
    """With all that anybody was told still to be seen."""
    Notice.objects.update(seen_at=None)
    return built


@pytest.mark.parametrize("shown", pages(), ids=named)
def test_page_has_no_barriers(page, live_server, sign_in, world, shown):
    row, visitor = shown
    if visitor != "anonymous":
        sign_in(page, world.people[visitor])

    answer = page.goto(live_server.url + url_for(row.name, row.state, world))

    assert answer.status == 200
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []
