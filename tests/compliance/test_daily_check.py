"""Who is told of whom by the daily compliance check, and the command that shows it."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from compliance.queries.morning import morning
from compliance.telling import messages_of
from tests.factories import AbsenceFactory, GrantFactory, PersonFactory, UnitFactory
from tests.supervision.factories import PLRFactory

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("P22-A1.9")]
SATURDAY, FRIDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 20), date(2026, 11, 23)


@pytest.fixture
def team():
    """A service manager with one corporate reportee, in time until 20 November 2026."""
    manager = PersonFactory(role="service_manager", name="Mel Manager")
    person = PersonFactory(role="corporate", manager=manager, name="Rae Portee")
    for held_on in (date(2025, 12, 1), date(2026, 5, 20)):
        PLRFactory(reportee=person, manager=manager, finalised=True, planned_for=held_on)
    return manager


def told_to(person, on=FRIDAY) -> str:
    messages = messages_of(morning(on))
    return " ".join(one.facts["what"] for one in messages if person in one.people)


def test_why_somebody_is_excluded_is_never_told(team):
    person = team.lines_managed.get().person
    AbsenceFactory(person=person, kind="maternity", start=MONDAY, end=None)

    assert told_to(team, MONDAY) == "1 person stands otherwise than the working day before."


@pytest.mark.parametrize("grant", ["hr", "director"])
def test_heads_of_practice_directors_and_hr_are_told_of_their_part(grant):
    area = UnitFactory(kind="service_area")
    hop = PersonFactory(role="head_of_practice", unit=area)
    other = PersonFactory(role="head_of_practice")
    everybody, part = PersonFactory(role=None, grants=[grant]), PersonFactory(role=None)
    GrantFactory(person=part, grant=grant, unit=area)
    PersonFactory(role="corporate", unit=UnitFactory(parent=area), name="Lara Te")

    assert told_to(hop).startswith("1 person is late.")
    assert told_to(part).startswith("2 people are late.")
    assert "people are late." in told_to(everybody)
    assert told_to(other) == ""


def printed(*words: str) -> str:
    out = io.StringIO()
    call_command("daily_check", *words, stdout=out)
    return out.getvalue()


def test_the_command_prints_who_would_get_what(team):
    said = printed("--on", "2026-11-23")

    assert f"To Mel Manager <{team.email}>: 1 person is late." in said
    assert "0 messages" in printed("--on", "2026-11-21")
