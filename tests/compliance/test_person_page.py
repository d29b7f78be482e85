"""A person's standing: each measure in a sentence, what counted, and never why somebody is away."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compliance.queries.person import standing_of
from people.models import Person
from tests.factories import AbsenceFactory, PersonFactory
from tests.supervision.factories import RECORD, PLRFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def days_ago(number):
    return TODAY - timedelta(days=number)


def page_of(person, reader, **query) -> str:
    client = Client()
    client.force_login(reader)
    answer = client.get(reverse("compliance:standing", args=[person.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def lines_of(person, as_at=TODAY):
    person = Person.objects.get(pk=person.pk)
    standing = standing_of(person, reader=person, as_at=as_at, today=TODAY)
    return {line.key: line for line in standing.lines}


@pytest.mark.requirement("P22-C1")
def test_a_late_measure_says_what_puts_it_right_and_under_which_clause():
    plr = PLRFactory(finalised=True, planned_for=days_ago(125))

    line = lines_of(plr.reportee)["plr"]

    assert line.status == "non_compliant"
    assert line.cure == "Three more PLRs, on record as soon as you can."
    assert (line.clause, line.counted[0][1]) == ("P22-2.1c", plr.held_on)


@pytest.mark.requirement("P22-X4")
def test_what_does_not_count_is_named_with_its_reason():
    plr = PLRFactory(held=True, planned_for=days_ago(5))

    line = lines_of(plr.reportee)["plr"]

    assert [(day, reason) for _, day, reason in line.left_out] == [
        (plr.held_on, "held, but its record is not finalised")
    ]


@pytest.mark.parametrize("kind", ["sickness", "maternity"])
def test_others_read_until_when_and_never_why(kind):
    manager = PersonFactory(role="service_manager")
    person = PersonFactory(manager=manager)
    AbsenceFactory(person=person, kind=kind, start=days_ago(40), end=None)

    pages = [page_of(person, reader) for reader in (manager, PersonFactory(grants=["hr"]))]

    assert all("until a day not known yet" in page for page in pages)
    assert not any("leave" in page or "away long-term" in page for page in pages)


def test_the_person_reads_why_they_are_left_out():
    person = PersonFactory()
    AbsenceFactory(person=person, kind="maternity", start=days_ago(40), end=None)

    page = page_of(person, person)

    assert "away on leave that is left out from its first day" in page


def test_amb_44_a_past_day_names_what_was_not_known_then():
    plr = PLRFactory(finalised=True, planned_for=days_ago(60), finalised_on=days_ago(10))
    then = days_ago(30)

    page = page_of(plr.reportee, plr.led_by, as_at=then.isoformat())

    assert "A PLR of" in page
    assert "Not known on that day" in page


def test_a_measure_says_how_it_stood_with_what_was_known_then():
    plr = PLRFactory(
        finalised=True,
        planned_for=days_ago(60),
        finalised_on=days_ago(10),
        reportee__role="corporate",
    )

    line = lines_of(plr.reportee, days_ago(30))["plr"]

    assert (line.status, line.then) == ("non_compliant", None)
    assert line.counted[0][1] == plr.held_on


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "2999-01-01"])
def test_a_day_that_is_none_is_a_plain_error(day):
    person = PersonFactory()
    client = Client()
    client.force_login(person)

    answer = client.get(reverse("compliance:standing", args=[person.pk]), {"as_at": day})

    assert answer.status_code == 400
    assert "Enter a day" in answer.content.decode()


def test_amb_48_before_joining_nothing_was_measured():
    person = PersonFactory(joined=days_ago(10))

    page = page_of(person, person, as_at=days_ago(20).isoformat())

    assert "not in post on this day" in page


def test_the_picture_has_its_numbers_as_a_table():
    plr = PLRFactory(finalised=True, planned_for=days_ago(125))

    chart = standing_of(plr.reportee, reader=plr.reportee, as_at=TODAY, today=TODAY).chart

    assert len(chart.drawing["lanes"]) == 4
    assert any("was due, and is late" in cells for _, cells in chart.rows)


def test_no_content_is_on_the_page():
    plr = PLRFactory(finalised=True, planned_for=days_ago(30))

    page = page_of(plr.reportee, plr.led_by)

    assert RECORD["standards"]["safe"]["evidence"] not in page
    assert not any(grade in page for grade in ("Good", "Outstanding"))
