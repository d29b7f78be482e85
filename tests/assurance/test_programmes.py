"""Who owes what, on the page and in reminders."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assurance import actions, reminding
from assurance.models import Draw, Review
from assurance.queries.owing import Ledger
from people.models import Organisation
from tests.assurance.world import area, drawn, sent
from tests.factories import AbsenceFactory, PersonFactory, UnitFactory
from tests.qai.factories import AuditFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/assurance/programmes/"
# A Monday in the middle of a quarter.
TODAY = date(2026, 11, 23)
MOST = 15
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT")


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(TODAY, tick=False):
        yield


def statuses(programme: str, on: date = TODAY) -> dict[str, list[str]]:
    return {
        row.name: [task.duty.status for task in row.tasks]
        for row in Ledger(on).rows()
        if row.programme.key == programme
    }


def names_on_page(reader) -> set[str]:
    tables = signed_in(reader).get(PAGE).context["tables"]
    return {row.name for table in tables for row in table.rows}


@pytest.mark.requirement("P22-A1.15", "S17-A3.3")
def test_an_area_without_an_audit_by_its_head_in_a_month_is_flagged():
    Organisation.objects.create(pk=1, name="Service", records_start=date(2026, 10, 1))
    there = area()
    audit = {"auditor": there.head, "source": "hop_ad", "format": ""}
    AuditFactory(person=there.advisers[0], completed_on=date(2026, 11, 30), **audit)

    assert statuses("area_audit", date(2026, 12, 1))[there.unit.name] == ["late", "done", "due"]


def test_an_audit_in_another_area_or_for_supervision_does_not_do_it():
    there, other = area(), area()
    head = {"auditor": there.head, "format": "normal"}
    AuditFactory(person=other.advisers[0], completed_on=TODAY, source="hop_ad", **head)
    AuditFactory(person=there.advisers[0], completed_on=TODAY, source="supervision", **head)

    assert statuses("area_audit")[there.unit.name][-1] == "due"


@pytest.mark.requirement("P22-A1.16")
@pytest.mark.parametrize(("day", "note"), [(None, "No discussion"), (TODAY, "")])
def test_an_audit_that_was_not_discussed_with_the_adviser_is_done_and_says_so(day, note):
    there = area()
    audit = {"auditor": there.head, "source": "hop_ad", "format": "", "discussed_on": day}
    AuditFactory(person=there.advisers[0], completed_on=TODAY, **audit)

    (task,) = (
        row.current for row in Ledger(TODAY).rows() if row.programme.of == "area" and row.area
    )

    assert task.duty.status == "done"
    assert task.note.startswith(note)
    assert bool(task.note) == bool(note)


@pytest.mark.requirement("P22-A1.19", "P22-A1.20")
def test_reviews_of_the_year_are_done_when_they_are_finished():
    there = area()
    days = {"starts_on": date(2026, 5, 4), "ends_on": date(2026, 5, 8)}
    Review.objects.create(programme="area_review", title="A", area=there.unit, **days)
    Review.objects.create(
        programme="thematic_audit", title="B", finished_on=date(2026, 6, 1), **days
    )

    assert statuses("area_review")[there.unit.name][-1] == "due"
    assert statuses("thematic_audit")["The organisation"][-1] == "done"


@pytest.mark.requirement("P22-A1.13")
def test_members_of_management_who_are_not_qualified_owe_no_case():
    qualified = PersonFactory(role="corporate", grants=["cmt"], social_work_qualified=True)
    PersonFactory(role="corporate", grants=["cmt"])

    assert set(statuses("cmt_case")) == {qualified.name}


@pytest.mark.requirement("P22-A1.13")
def test_a_case_that_was_never_listed_is_missing_and_not_forgiven():
    member = PersonFactory(role="corporate", grants=["cmt"], social_work_qualified=True)
    actions.commit_seeds(on=date(2026, 10, 1))

    assert statuses("cmt_case", date(2027, 1, 4))[member.name] == ["late", "due"]


def test_the_page_shows_each_reader_those_whose_facts_they_see():
    top = UnitFactory(kind="directorate")
    first, second = area(parent=top), area(parent=top)
    director = PersonFactory(role="operational_director", unit=top)
    hr = PersonFactory(role="corporate", grants=["hr"])

    assert names_on_page(first.head) == {first.head.name, first.unit.name}
    assert {first.head.name, second.unit.name} <= names_on_page(director)
    assert names_on_page(hr) > names_on_page(director)


def test_whoever_was_away_all_quarter_or_began_late_owes_nothing_and_the_page_says_why():
    away, late = area(), area()
    AbsenceFactory(person=away.head, start=date(2026, 9, 1), end=None)
    late.head.postings.update(start=date(2026, 11, 9))

    page = signed_in(PersonFactory(grants=["hr"])).get(PAGE).text

    assert "Away for all of the time." in page
    assert "Began on 9 November 2026: too little of the quarter was left." in page


def questions(reader) -> int:
    client = signed_in(reader)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).status_code == 200
    return len([one for one in asked if not one["sql"].startswith(SAVEPOINTS)])


def test_the_page_asks_at_most_fifteen_times_however_many_areas_there_are():
    hr = PersonFactory(role="corporate", grants=["hr"])
    sent(drawn(area(on=TODAY).head))
    few = questions(hr)

    for _ in range(3):
        drawn(area(on=TODAY).head)
    many = questions(hr)

    assert many <= few <= MOST


def test_the_long_lists_of_draws_are_not_read_to_say_who_owes_what():
    draw = drawn(area(on=TODAY).head)

    shown = [task.draw for row in Ledger(TODAY).rows() for task in row.tasks if task.draw]

    assert shown == [draw]
    assert not Draw.drawn_from.is_cached(shown[0])


def reminded(on: date) -> set[tuple[int, str]]:
    return {(one.person_id, one.key) for one in reminding.owed(on=on)}


@pytest.mark.requirement("P22-A1.17")
def test_the_sampler_is_reminded_before_the_end_and_their_manager_when_it_is_late():
    director = PersonFactory(role="operational_director")
    there = area(on=TODAY)
    there.head.lines.create(manager=director, start=there.head.joined)
    drawn(there.head)

    assert (there.head.pk, "sample") in reminded(date(2026, 12, 10))
    assert (director.pk, "sample") not in reminded(date(2027, 1, 4))
    assert (director.pk, "sample") in reminded(date(2027, 1, 14))


def test_nobody_is_reminded_of_what_is_sent_or_while_they_are_away():
    there, away = area(on=TODAY), area(on=TODAY)
    sent(drawn(there.head))
    drawn(away.head)
    AbsenceFactory(person=away.head, start=date(2026, 12, 7), end=date(2026, 12, 11))

    told = {person for person, key in reminded(date(2026, 12, 10)) if key == "sample"}

    assert told == set()


@pytest.mark.requirement("P22-A1.15")
def test_the_head_is_reminded_of_the_audit_of_the_month_once():
    there = area()

    on = TODAY
    first, again = reminding.send_reminders(on=on), reminding.send_reminders(on=on)

    assert (there.head.pk, "area_audit") in reminded(on)
    assert first > 0
    assert again == 0


def test_nobody_is_reminded_on_a_sunday():
    area()

    assert reminded(TODAY - timedelta(days=1)) == set()
