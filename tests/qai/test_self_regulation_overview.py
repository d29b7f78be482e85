"""Self-regulation over a team and an area: status for those who oversee, figures for others."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person
from qai.models import AuditContent
from qai.queries.self_regulation import regulated
from tests.access.world import build_people
from tests.as_asked import acting
from tests.factories import PersonFactory, UnitFactory
from tests.qai.factories import SelfRegulationDecisionFactory
from tests.qai.regulating import approved, days_ago, under_consideration, work
from tests.visiting import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("AP18-8")]


def overview(reader: Person, **asked):
    return signed_in(reader).get(reverse("qai:self_regulation"), asked)


def names(reader: Person, **asked) -> list[str]:
    return [row.person.name for row in overview(reader, **asked).context["page"].object_list]


def sheet(reader: Person, **asked) -> list[dict[str, str]]:
    text = overview(reader, export="csv", **asked).content.decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def area(*teams: int) -> Person:
    """Head of practice over teams of so many advisers."""
    unit = UnitFactory(kind="service_area")
    for size in teams:
        PersonFactory.create_batch(size, unit=UnitFactory(parent=unit))
    return PersonFactory(role="head_of_practice", unit=unit)


def test_the_page_is_for_who_manages_oversees_or_counts():
    people = build_people()

    seen = {name for name, person in people.items() if overview(person).status_code == 200}

    assert seen == {
        "manager", "other_manager", "hop_of_area", "hop_of_another", "director", "hr", "mis",
    }  # fmt: skip


def test_by_name_an_adviser_is_listed_for_their_manager_and_who_oversees_them():
    people = build_people()
    adviser = people["reportee"].name

    listing = {
        name
        for name, person in people.items()
        if (answer := overview(person)).status_code == 200 and adviser in answer.content.decode()
    }

    assert listing == {"manager", "hop_of_area", "director"}


def test_who_waits_longest_comes_first_with_what_is_asked():
    people = build_people()
    adviser, manager = people["reportee"], people["manager"]
    PersonFactory(unit=adviser.postings.get().unit, manager=manager, name="Another")
    approved(adviser, manager)
    work(adviser, (20, "requires_improvement"))

    text = overview(manager).content.decode()

    assert names(manager) == [adviser.name, "Another"]
    assert "for 20 days" in text


def test_no_grade_and_no_reason_is_on_the_page():
    people = build_people()
    approved(people["reportee"], people["manager"])
    work(people["reportee"], (20, "requires_improvement"))

    text = overview(people["hop_of_area"]).content.decode().lower()

    assert "under consideration" in text
    assert "requires improvement" not in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"status": "approved"}, {"Approved"}),
        ({"status": "not_approved"}, {"New"}),
        ({"asked": "considered"}, set()),
        ({"asked": "to_record"}, {"Withdrawn"}),
        ({}, {"Approved", "Withdrawn", "New"}),
    ],
)
def test_filters_are_in_the_address(asked, found):
    manager = PersonFactory(role="service_manager")
    people = {name: PersonFactory(name=name, manager=manager) for name in ("Approved", "New")}
    withdrawn = PersonFactory(name="Withdrawn", manager=manager)
    approved(people["Approved"], manager)
    SelfRegulationDecisionFactory(
        person=withdrawn, decided_by=manager, outcome="withdrawn", decided_on=days_ago(3)
    )

    assert set(names(manager, **asked)) == found
    assert {line["Name"] for line in sheet(manager, **asked)} == found


@pytest.mark.parametrize("asked", [{"unit": "x"}, {"status": "promoted"}, {"page": "-4"}])
def test_a_filter_that_makes_no_sense_is_answered(asked):
    assert overview(area(1, 1), **asked).status_code in (200, 400)


@pytest.mark.requirement("S17-A4.13")
def test_the_last_piece_of_work_is_named_by_its_day():
    manager = PersonFactory(role="service_manager")
    adviser = PersonFactory(manager=manager)
    work(adviser, (40, "good"), (7, "good"))

    assert sheet(manager)[0]["Last piece of work"] == days_ago(7).isoformat()


def test_management_information_sees_no_group_under_five_and_cannot_work_one_out():
    area(6, 7, 3)
    mis = PersonFactory(role="corporate", grants=["mis"])

    figures = [line["Advisers"] for line in sheet(mis)]

    assert sorted(figures) == ["16", "7", "fewer than five", "fewer than five"]


def test_a_name_that_a_spreadsheet_would_run_is_text():
    manager = PersonFactory(role="service_manager")
    PersonFactory(name="=HYPERLINK(1)", manager=manager)

    assert sheet(manager)[0]["Name"] == "'=HYPERLINK(1)"


def test_the_number_of_questions_does_not_grow_with_people_and_pieces():
    def asked(manager) -> int:
        with CaptureQueriesContext(connection) as questions:
            assert overview(manager).status_code == 200
        return len(questions)

    manager = PersonFactory(role="service_manager")
    work(PersonFactory(manager=manager), (9, "good"))
    few = asked(manager)
    for adviser in PersonFactory.create_batch(12, manager=manager):
        approved(adviser, manager)
        work(adviser, *((day, "good") for day in range(10, 20)))

    assert asked(manager) == few


def test_the_second_wall_hides_words_and_leaves_the_status_as_it_is():
    adviser, _ = under_consideration()
    head = PersonFactory(role="head_of_practice", unit=adviser.postings.get().unit)
    known = regulated([adviser.pk], on=days_ago(0))

    with acting(head.pk):
        seen = regulated([adviser.pk], on=days_ago(0))
        words = AuditContent.objects.filter(audit__person=adviser).exists()

    assert (seen, words) == (known, False)
    assert known[adviser.pk].standing.consideration_open_since
