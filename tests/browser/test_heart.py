"""The heart of the product in a browser, once for every role of the rule file."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from policy import rulebook
from supervision.models import PLR, Action
from tests.factories import PersonFactory, UnitFactory

BOOK = rulebook.load(settings.RULEBOOK)


def leader_role_for(role: str) -> str:
    """The first role of the rule file that leads this one without a reason."""
    fit = (key for key, entry in BOOK.roles.items() if entry.manages)
    return next(key for key in fit if BOOK.may_lead(role, key).outcome == "allowed")


@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("P22-1.1", "P22-2-MAP")
@pytest.mark.parametrize("role", BOOK.roles)
def test_a_plr_from_plan_to_acknowledgement(page, live_server, sign_in, role):
    unit = UnitFactory()
    manager = PersonFactory(role=leader_role_for(role), unit=unit)
    reportee = PersonFactory(role=role, unit=unit, manager=manager)
    site = live_server.url

    sign_in(page, manager)
    plan(page, f"{site}/people/{reportee.pk}/plan-a-plr/")
    plr = PLR.objects.get()
    sign_in(page, reportee)
    self_assess(page, site)
    sign_in(page, manager)
    record(page, f"{site}/plrs/{plr.pk}/", role)
    sign_in(page, reportee)
    acknowledge(page, site)

    plr.refresh_from_db()
    assert (plr.state, plr.answer) == ("finalised", "seen")
    assert Action.objects.get().owner == reportee


def press(page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def plan(page, url: str) -> None:
    today = timezone.localdate()
    page.goto(url)
    for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    press(page, "Plan the PLR")


def self_assess(page, site: str) -> None:
    page.goto(site)
    press(page, "Write your self-assessment")
    page.get_by_label("What went well since your last PLR?").fill("A hard piece of work went well.")
    page.get_by_label("What do you want to learn or do better?").fill("To write shorter.")
    standard = page.locator("details.app-standard[open]").first
    standard.get_by_label("Grade for").select_option("good")
    standard.get_by_label("Evidence for").fill("Two observations and what colleagues say.")
    page.locator("[data-autosave-status]", has_text="Saved at").wait_for()
    press(page, "Preview and share")
    press(page, "Share with")


def record(page, url: str, role: str) -> None:
    page.goto(url)
    page.get_by_role("link", name="Begin the record").click()
    press(page, "Begin the record")
    for section in BOOK.record_sections(role):
        if section.kind == "text":
            page.locator(f"#id_texts-{section.key}").fill(f"What we said about {section.title}.")
        elif section.kind == "case_samples":
            page.get_by_label("Case reference 1").fill("C48213")
            page.get_by_label("Case reference 2").fill("C48377")
    standard = page.locator("details.app-standard[open]").first
    standard.get_by_label("Grade for").select_option("good")
    standard.get_by_label("Evidence for").fill("Seen in both cases.")
    add_action(page)
    page.get_by_role("radio", name="Good").check()
    page.locator("[data-autosave-status]", has_text="Saved at").wait_for()
    press(page, "Check and finalise")
    press(page, "Finalise the record")


def add_action(page) -> None:
    due = timezone.localdate() + timedelta(days=40)
    row = page.locator("[data-row]").first
    row.get_by_label("What is to be done").fill("Shadow a colleague")
    row.get_by_label("Who").select_option(index=1)
    row.get_by_label("By when").fill(due.isoformat())
    row.get_by_label("About").select_option("development")


def acknowledge(page, site: str) -> None:
    page.goto(site)
    press(page, "Read the record and answer")
    press(page, "Answer")
    page.get_by_role("radio", name="I have read this record", exact=True).check()
    press(page, "Send your answer")
