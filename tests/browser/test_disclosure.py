"""What is kept about people, and break-glass: in one visit."""

import pytest

from people.models import Person
from supervision.models import Record
from tests.access.test_access import url_for
from tests.access.world import build_world
from tests.browser.axe import violations
from tests.browser.test_every_page import PHONE, TOGETHER
from tests.stewardship.asking import taken
from tests.supervision.factories import PLRFactory

LAPTOP = {"width": 1280, "height": 800}
PAGES = {
    "reportee": [("stewardship:mine", "-")],
    "hr": [
        ("stewardship:requests", "-"),
        ("stewardship:request", "asked"),
        ("stewardship:request", "released"),
        ("stewardship:review", "looked_through"),
        ("stewardship:release", "looked_through"),
    ],
    "director": [
        ("stewardship:break_glass", "-"),
        ("stewardship:break_glass_begin", "-"),
        ("stewardship:break_glass_answer", "unanswered"),
    ],
}


def to_look_through(reviewer: Person) -> str:
    """A draft of a record about somebody, with a choice on each paragraph."""
    plr = PLRFactory(held=True)
    Record.objects.filter(pk=plr.pk).update(body={"texts": {"wellbeing": "One.\nTwo.\nThree."}})
    return f"/records/requests/{taken(plr.reportee, by=reviewer).pk}/review/"


def decide_by_keyboard(page, address: str) -> None:
    """G gives; it is kept without a button."""
    page.goto(address)
    reason, left = page.get_by_label("Another reason"), page.locator("[data-live=left]")
    page.locator("select").first.select_option("other")
    assert [reason.nth(n).is_visible() for n in range(3)] == [True, False, False]
    page.locator("select").first.focus()
    page.keyboard.press("g")
    page.keyboard.press("Tab")
    page.locator("[data-autosave-status]", has_text="Saved at").wait_for()
    assert left.inner_text() == "2"
    page.reload()
    assert page.locator("select").first.input_value() == "give"


@pytest.mark.django_db(transaction=True)
def test_every_page_has_no_barriers_and_a_passage_is_decided_by_keyboard(
    page, live_server, sign_in
):
    world = build_world()
    urls = {one: [url_for(*row, world) for row in rows] for one, rows in PAGES.items()}
    urls["hr"].append(to_look_through(world.people["hr"]))

    found = {}
    for visitor, addresses in urls.items():
        sign_in(page, world.people[visitor])
        for address in addresses:
            page.set_viewport_size(LAPTOP)
            assert page.goto(live_server.url + address).status == 200
            page.set_viewport_size(PHONE)
            wide = page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
            found[address] = [wide] * wide + violations(page)

    sign_in(page, world.people["hr"])
    decide_by_keyboard(page, live_server.url + urls["hr"][-1])
    assert {address: problems for address, problems in found.items() if problems} == {}
    assert {name for rows in PAGES.values() for name, _ in rows} == TOGETHER
