"""Where a manager and an adviser meet self-regulation and themes: home, prepare, record, PLR."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from people.models import Person
from qai.models import Tag, Theme
from supervision.models import PLR
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory
from tests.qai.regulating import (
    adviser,
    approved,
    days_ago,
    send_decision,
    under_consideration,
    work,
)
from tests.qai.test_self_regulation_on_record import finalise, plr_being_written, withdrawn_in
from tests.supervision.factories import PLRFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
REASON = "The last three pieces are strong."


def text_of(reader: Person, name: str, *args: int) -> str:
    return signed_in(reader).get(reverse(name, args=args)).content.decode()


def of_plr(reader: Person, name: str, plr: PLR) -> str:
    return text_of(reader, f"supervision:{name}", plr.pk)


def steps_of(manager: Person) -> list[str]:
    return [step.text for step in signed_in(manager).get("/").context["steps"]]


def test_an_adviser_sees_on_their_home_what_they_may_do():
    person, manager = adviser()
    approved(person, manager)

    assert "You may file reports and close cases" in text_of(person, "home")


def test_the_page_of_a_person_leads_those_who_may_read_it_to_it():
    person, manager = adviser()
    link = reverse("supervision:self_regulation", args=[person.pk])

    assert link in text_of(manager, "people:person", person.pk)
    assert link in text_of(person, "people:person", person.pk)
    hr = PersonFactory(role="corporate", grants=["hr"])
    assert link not in text_of(hr, "people:person", person.pk)


def test_a_role_without_it_has_nothing_of_it_on_their_home():
    manager = PersonFactory(role="service_manager")
    officer = PersonFactory(role="business_services_officer", manager=manager)

    assert "self-regulation" not in text_of(officer, "home").lower()


@pytest.mark.requirement("P22-3.2a")
def test_a_decision_that_waits_is_for_the_manager_to_do():
    person, manager = under_consideration()

    assert f"Decide about {person}’s self-regulation" in steps_of(manager)


@pytest.mark.requirement("P22-3.2c")
def test_a_decision_that_is_not_on_record_is_for_the_manager_to_do():
    person, manager = under_consideration()

    send_decision(manager, person, outcome="withdrawn")

    assert f"Put the decision about {person}’s self-regulation on record" in steps_of(manager)


def test_the_prepare_page_says_how_it_stands_to_the_line_manager_and_not_to_a_stand_in():
    person, manager = under_consideration()
    plr = PLRFactory(reportee=person, manager=manager)
    led = PLRFactory(
        reportee=person, manager=manager, with_stand_in=True, planned_for=timezone.localdate()
    )

    assert "Under consideration" in of_plr(manager, "prepare", plr)
    assert "Under consideration" not in of_plr(led.led_by, "prepare", led)


def test_the_record_shows_the_decision_that_is_to_be_on_record_in_it():
    plr = plr_being_written()

    withdrawn_in(plr)

    assert REASON in of_plr(plr.led_by, "record", plr)


@pytest.mark.requirement("P22-3.2c")
def test_the_finished_plr_and_its_pdf_hold_the_decision_and_why():
    plr = plr_being_written()
    withdrawn_in(plr)

    finalise(plr)

    page = of_plr(plr.reportee, "finished", plr)
    assert "Withdrawn" in page
    assert REASON in page
    url = reverse("supervision:finished_pdf", args=[plr.pk])
    sheets = PdfReader(io.BytesIO(signed_in(plr.reportee).get(url).content)).pages
    assert REASON in "".join(sheet.extract_text() for sheet in sheets)


@pytest.mark.requirement("P22-2.11b")
@pytest.mark.requirement("P22-2.5c")
def test_themes_of_the_period_are_counted_with_links_on_the_prepare_page_and_beside_the_record():
    person, manager = adviser()
    theme = Theme.objects.create(title="Timeliness")
    audits = [
        AuditFactory(person=person, completed_on=days_ago(day), case_reference=f"C{day}")
        for day in (3, 5)
    ]
    Tag.objects.bulk_create(Tag(audit=one, side="learning", theme=theme) for one in audits)
    planned = PLRFactory(reportee=person, manager=manager)

    prepare = of_plr(manager, "prepare", planned)

    assert "2 pieces" in prepare
    assert all(f'href="#audit-{one.pk}"' in prepare for one in audits)
    PLR.objects.filter(pk=planned.pk).update(state="held", held_on=timezone.localdate())
    assert "Learning: Timeliness (2)" in of_plr(manager, "record", planned)


def test_pieces_without_themes_are_said_to_be_without():
    person, manager = adviser()
    work(person, (3, "good"))

    text = of_plr(manager, "prepare", PLRFactory(reportee=person, manager=manager))

    assert "None of the 1 piece of work of this period carries a theme" in text
