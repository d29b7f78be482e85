"""Audits and observations in a browser: by keyboard alone, in two voices, and with none yet."""

import pytest
from django.utils import timezone

from people.models import PerformanceMatter
from qai.models import Audit
from supervision.models import Action
from tests.browser.axe import violations
from tests.browser.keys import choose, go_to, press, tick, type_into
from tests.browser.test_empty_pages import holds
from tests.factories import PersonFactory
from tests.qai.writing import DOMAINS, adviser_and_manager, begun_audit
from tests.qai.writing import page as address

pytestmark = pytest.mark.django_db(transaction=True)


def button(page, name):
    return page.get_by_role("button", name=name)


def field(page, name):
    return page.locator(f"#id_{name}")


def saved(page) -> None:
    page.locator("[data-autosave-status]", has_text="Saved at").wait_for()


@pytest.mark.requirement("P22-2.11a", "P22-A1.1", "P22-A1.11")
def test_a_full_audit_by_keyboard_alone(page, live_server, sign_in):
    adviser, manager = adviser_and_manager()
    sign_in(page, manager)
    page.goto(f"{live_server.url}/audits/")

    press(page, page.get_by_role("link", name=f"Audit {adviser}’s work"))
    tick(page, page.get_by_role("radio", name="Normal"))
    type_into(page, page.get_by_label("Case reference"), "C48213")
    press(page, button(page, "Begin the audit"))
    fill_in(page)
    press(page, button(page, "Check and finalise"))
    press(page, button(page, "Finalise the audit"))

    audit = Audit.objects.get()
    assert (audit.is_final, audit.content.grade) == (True, "good")
    assert Action.objects.get().content.description == "Shadow a colleague"


def fill_in(page) -> None:
    choose(page, field(page, "answers-risk_named"), "Yes")
    for domain in DOMAINS:
        type_into(page, field(page, f"domains-{domain}-notes"), f"Notes on {domain}.")
        choose(page, field(page, f"domains-{domain}-grade"), "Good")
    for finding in ("impact", "strengths", "learning"):
        type_into(page, field(page, f"texts-{finding}"), "Seen on the file.")
    type_into(page, field(page, "actions-0-description"), "Shadow a colleague")
    choose(page, field(page, "actions-0-owner"), "Person")
    go_to(page, field(page, "actions-0-due"))
    page.keyboard.type(f"0202{timezone.localdate().year + 1}")
    choose(page, field(page, "actions-0-category"), "Development")
    tick(page, page.get_by_role("radio", name="Good"))


def test_gaps_of_an_audit_lead_to_their_fields(page, live_server, sign_in):
    audit = begun_audit(*adviser_and_manager())
    sign_in(page, audit.auditor)
    page.goto(live_server.url + address("check", audit))
    assert violations(page) == []

    page.get_by_role("link", name="Grade Safety").click()

    page.wait_for_url("**/write/#id_domains-safety-grade")
    assert field(page, "domains-safety-grade").is_visible()


def test_a_quick_draft_that_is_barred_moves_to_the_full_tool(page, live_server, sign_in):
    adviser, manager = adviser_and_manager()
    audit = begun_audit(adviser, manager, tool="quick", format="")
    sign_in(page, manager)
    page.goto(live_server.url + address("write", audit))
    field(page, "domains-safety-notes").fill("Typed on the quick tool.")
    saved(page)
    PerformanceMatter.objects.create(person=adviser, kind="informal", start=timezone.localdate())

    page.reload()
    assert violations(page) == []
    button(page, "Move to the full tool").click()
    page.get_by_role("radio", name="Normal").check()
    button(page, "Save and go on writing").click()

    page.wait_for_url("**/write/")
    assert field(page, "domains-safety-notes").input_value() == "Typed on the quick tool."
    assert field(page, "answers-oversight").is_visible()


@pytest.mark.requirement("P22-C8")
def test_two_people_write_one_collaborative_audit(page, live_server, sign_in):
    adviser, manager = adviser_and_manager()
    audit = begun_audit(adviser, manager, format="collaborative")
    sign_in(page, adviser)
    page.goto(f"{live_server.url}/audits/")
    page.get_by_role("link", name="Write your part").click()
    field(page, "domains-safety").fill("I was worried, and said so.")
    button(page, "Hand over to").click()
    page.get_by_text("It is handed over.").wait_for()
    assert violations(page) == []

    sign_in(page, manager)
    page.goto(live_server.url + address("write", audit))

    assert page.get_by_text("I was worried, and said so.").is_visible()
    assert violations(page) == []


def test_a_second_tab_is_shown_the_other_text(page, live_server, sign_in):
    audit = begun_audit(*adviser_and_manager())
    sign_in(page, audit.auditor)
    url = live_server.url + address("write", audit)
    page.expected.append("409")
    page.goto(url)
    other = page.context.new_page()
    other.goto(url)
    field(other, "texts-impact").fill("From the other tab.")
    button(other, "Save draft").click()
    other.get_by_text("The draft is saved").wait_for()

    field(page, "texts-impact").fill("From this tab.")
    button(page, "Save draft").click()

    page.locator("#theirs").get_by_text("From the other tab.").wait_for()
    assert field(page, "texts-impact").input_value() == "From this tab."


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/audits/", "Nothing is waiting for you"),
        ("/people/{pk}/audits/", "None yet that you can see"),
        ("/audits/people/", "Nobody was found whose work you may look at"),
        ("/audits/shares/", "There is no full audit for supervision"),
    ],
)
def test_pages_of_audits_with_nothing_on_them(page, live_server, sign_in, path, words):
    reader = PersonFactory()
    sign_in(page, reader)

    page.goto(live_server.url + path.format(pk=reader.pk))

    assert page.get_by_text(words).first.is_visible()
    holds(page)
