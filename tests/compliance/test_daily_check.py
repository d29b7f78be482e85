"""The daily compliance check: each working morning what changed, what is late, what comes."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from compliance.queries.daily import messages
from tests.factories import AbsenceFactory, PersonFactory, UnitFactory
from tests.supervision.factories import PLRFactory

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("P22-A1.9")]
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


@pytest.fixture
def team():
    """A service manager with one corporate reportee, in time until 20 November 2026."""
    manager = PersonFactory(role="service_manager", name="Mel Manager")
    person = PersonFactory(role="corporate", manager=manager, name="Rae Portee")
    for held_on in (date(2025, 12, 1), date(2026, 5, 20)):
        PLRFactory(reportee=person, manager=manager, finalised=True, planned_for=held_on)
    return manager


def to(person, on):
    return next((message for message in messages(on) if message.to == person), None)


def test_what_becomes_late_over_a_weekend_is_told_on_monday(team):
    message = to(team, MONDAY)

    assert message.changed == ["Rae Portee, PLR is late."]
    assert message.late == ["Rae Portee, PLR: was due by 20 November 2026."]


def test_what_comes_is_told_with_its_first_late_day(team):
    message = to(team, FRIDAY)

    assert (message.changed, message.late) == ([], [])
    assert message.coming == ["Rae Portee, PLR: late from 21 November 2026."]


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 12, 25)])
def test_nobody_is_told_on_a_day_off(team, day):
    assert messages(day) == []


def test_why_somebody_is_excluded_is_never_told(team):
    person = team.lines_managed.get().person
    AbsenceFactory(person=person, kind="maternity", start=MONDAY, end=None)

    message = to(team, MONDAY)

    assert message.changed == ["Rae Portee, PLR is excluded."]


def test_heads_of_practice_and_hr_are_told_of_their_part():
    area = UnitFactory(kind="service_area")
    hop = PersonFactory(role="head_of_practice", unit=area)
    other = PersonFactory(role="head_of_practice")
    hr = PersonFactory(role=None, grants=["hr"])
    PersonFactory(role="corporate", unit=UnitFactory(parent=area), name="Lara Te")

    late = {person.pk: " ".join(to(person, FRIDAY).late) for person in (hop, hr)}

    assert "Lara Te, PLR" in late[hop.pk]
    assert "Lara Te, PLR" in late[hr.pk]
    assert to(other, FRIDAY) is None


def test_the_command_prints_who_would_get_what(team):
    out = io.StringIO()

    call_command("daily_check", "--on", "2026-11-23", stdout=out)

    assert f"To Mel Manager <{team.email}>" in out.getvalue()
    assert "Rae Portee, PLR is late." in out.getvalue()
