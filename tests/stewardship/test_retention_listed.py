"""What is listed for disposal on a day, and what stops the clock."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from people.models import Person, Reading, SignIn
from stewardship.actions.retention_holds import end_hold, hold
from stewardship.disposing.due import count_all
from stewardship.models import LegalHold, kinds_on
from stewardship.queries.retention import due_now, numbers_due
from tests.factories import PersonFactory
from tests.supervision.factories import ActionFactory, GeneralMeetingFactory, PLRFactory

pytestmark = pytest.mark.django_db
LEFT = date(2024, 3, 31)
LISTED = date(2026, 4, 1)


def names_listed(kind: str, on: date) -> list[tuple[int, int, date]]:
    """As the night counts it, and as it is read the day after."""
    count_all(on)
    rules = kinds_on(on)[kind]
    return [(one.person_id, one.number, one.since) for one in due_now(rules, on)]


@pytest.fixture
def leaver() -> Person:
    person = PersonFactory(left=LEFT)
    PLRFactory(finalised=True, reportee=person)
    ActionFactory.create_batch(2, person=person)
    return person


@pytest.mark.requirement("BURY-13f")
@pytest.mark.parametrize(
    ("left", "kept_on", "listed_on"),
    [
        (LEFT, date(2026, 3, 31), LISTED),
        (date(2028, 2, 29), date(2030, 2, 28), date(2030, 3, 1)),
    ],
)
def test_two_years_after_leaving_records_are_listed(leaver, left, kept_on, listed_on):
    Person.objects.filter(pk=leaver.pk).update(left=left)

    assert names_listed("supervision", kept_on) == []
    assert names_listed("supervision", listed_on) == [(leaver.pk, 3, left)]


@pytest.mark.parametrize("back", [None, date(2026, 3, 31), date(2030, 1, 1)])
def test_whoever_comes_back_stops_the_clock(leaver, back):
    Person.objects.filter(pk=leaver.pk).update(left=back)

    assert names_listed("supervision", LISTED) == []


def test_while_a_hold_lasts_nothing_is_listed(leaver):
    by = PersonFactory(grants=["hr"])
    held = hold(person=leaver, reason="A claim", by=by, now=timezone.now())

    assert names_listed("supervision", date(2046, 1, 1)) == []
    end_hold(hold=held, by=by, now=timezone.now())
    assert len(names_listed("supervision", LISTED)) == 1


def test_a_hold_on_one_record_keeps_that_record_and_the_name(leaver):
    meeting = GeneralMeetingFactory(person=leaver)
    facts = {"reason": "A claim", "by": PersonFactory(grants=["hr"]), "now": timezone.now()}

    hold(person=leaver, record_kind="meeting", record_id=meeting.pk, **facts)

    assert names_listed("supervision", LISTED) == [(leaver.pk, 3, LEFT)]
    assert leaver.pk not in {pk for pk, *_ in names_listed("person", date(2046, 1, 1))}


def test_holding_twice_is_holding_once(leaver):
    facts = {"reason": "A claim", "by": PersonFactory(grants=["hr"]), "now": timezone.now()}

    assert hold(person=leaver, **facts)
    assert hold(person=leaver, **facts) is None
    assert LegalHold.objects.count() == 1


@pytest.mark.parametrize(
    ("at", "number"),
    [
        (datetime(2025, 3, 31, 22, 59, tzinfo=UTC), 1),
        (datetime(2025, 3, 31, 23, 1, tzinfo=UTC), 0),
    ],
)
def test_a_sign_in_counts_from_its_own_london_day(at, number):
    SignIn.objects.create(person_id=PersonFactory().pk, kind="password", at=at)

    assert len(names_listed("sign_ins", LISTED)) == number


def test_the_name_stays_while_anything_is_left_that_needs_it():
    person = PersonFactory(left=LEFT)
    by_then = date(2027, 4, 1)
    Reading.objects.create(
        reader_id=1, about_id=person.pk, record_kind="plr", record_id=1, basis="line"
    )

    assert names_listed("person", by_then) == []
    Person.objects.filter(pk=PersonFactory().pk).update(left=LEFT)
    assert len(names_listed("person", by_then)) == 1


@time_machine.travel("2026-04-01T09:00:00Z", tick=False)
def test_numbers_of_all_kinds_are_one_question(leaver, django_assert_num_queries):
    count_all(LISTED)

    with django_assert_num_queries(1):
        numbers = numbers_due(kinds_on(LISTED), LISTED)

    assert numbers == {"supervision": 1}


@pytest.mark.parametrize("change", ["held", "came back"])
def test_whoever_is_held_or_comes_back_by_day_is_not_listed_until_the_night(leaver, change):
    count_all(LISTED)
    rules = kinds_on(LISTED)["supervision"]
    assert due_now(rules, LISTED).exists()

    if change == "held":
        by = PersonFactory(grants=["hr"])
        hold(person=leaver, reason="A claim", by=by, now=timezone.now())
    else:
        Person.objects.filter(pk=leaver.pk).update(left=None)

    assert not due_now(rules, LISTED).exists()
    assert numbers_due(kinds_on(LISTED), LISTED) == {}
