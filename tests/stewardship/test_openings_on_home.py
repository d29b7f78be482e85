"""The home page says that one's records were opened by break-glass, until one has looked."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from people.models import AuditEvent, Reading
from stewardship.actions.break_glass import ask_to_tell_later, close_records
from tests.factories import PersonFactory
from tests.stewardship.test_break_glass import REASON, holder, opened
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
START = datetime(2026, 6, 1, 9, tzinfo=UTC)
SAID = "Orla Opener opened your records by break-glass on Mon 1 June 2026"
HOME, LOG = "/", "/who-has-read-my-records/"


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def person(clock):
    return PersonFactory()


@pytest.fixture
def reader(clock):
    return holder(name="Orla Opener")


def home_of(person) -> str:
    return signed_in(person).get(HOME).text


def look(person) -> None:
    signed_in(person).get(LOG)


@pytest.mark.requirement("CYM-4.3")
def test_the_home_page_says_who_opened_one_s_records_and_where_to_see_what_was_read(person, reader):
    before = home_of(person)

    opened(person, by=reader)

    assert SAID not in before
    assert SAID in home_of(person)
    assert REASON not in home_of(person)
    assert SAID not in home_of(PersonFactory())


def test_a_line_manager_s_home_page_says_it_too(person, reader):
    PersonFactory(manager=person)

    opened(person, by=reader)

    assert "My team" in home_of(person)
    assert SAID in home_of(person)


def test_it_stays_for_as_long_as_the_person_does_not_look(person, reader, clock):
    opened(person, by=reader)

    clock.shift(timedelta(days=60))

    assert SAID in home_of(person)


def test_it_goes_once_the_person_has_looked_after_the_hour(person, reader, clock):
    opened(person, by=reader)
    clock.shift(timedelta(minutes=61))

    look(person)

    assert SAID not in home_of(person)
    assert AuditEvent.objects.filter(kind="openings_seen", actor_id=person.pk).count() == 1


def test_who_looked_while_more_could_be_read_is_asked_to_look_again(person, reader, clock):
    grant = opened(person, by=reader)
    clock.shift(timedelta(minutes=10))
    look(person)
    still = home_of(person)

    clock.shift(timedelta(minutes=10))
    close_records(grant=grant, by=reader, now=timezone.now())
    look(person)

    assert SAID in still
    assert SAID not in home_of(person)


def test_looking_before_an_opening_hides_nothing_of_the_next(person, reader, clock):
    opened(person, by=holder())
    clock.shift(timedelta(hours=2))
    look(person)

    opened(person, by=reader)

    assert SAID in home_of(person)


def test_what_the_person_is_not_told_of_yet_is_not_on_the_home_page(person, reader):
    ask_to_tell_later(
        about=person, reason=REASON, deferral_reason="Later.", by=reader, now=timezone.now()
    )

    assert "by break-glass" not in home_of(person)


def test_an_opening_in_which_nothing_was_read_stands_there_with_its_reason(person, reader, clock):
    grant = opened(person, by=reader)
    unread = signed_in(person).get(LOG).text

    Reading.objects.create(
        reader_id=reader.pk,
        about_id=person.pk,
        record_kind="record",
        record_id=1,
        basis=Reading.Basis.BREAK_GLASS,
    )
    read = signed_in(person).get(LOG).text

    assert "and has read nothing" in unread
    assert grant.content.text in unread
    assert "and has read nothing" not in read
    assert "and has read nothing" not in signed_in(PersonFactory()).get(LOG).text
