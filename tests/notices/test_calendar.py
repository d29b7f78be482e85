"""Meetings in calendars, read by another program's parser than the one that wrote them."""

import json
import subprocess
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from devstack.assets import node_and_npm
from notices import calendar
from notices.calendar import Entry
from notices.models import CalendarFeed
from tests.factories import PersonFactory
from tests.supervision.factories import PLRFactory
from tests.supervision.writing import with_body
from tests.visiting import signed_in

PARSER = Path(__file__).with_name("parse_calendar.mjs")
WINTER, SUMMER = date(2027, 1, 15), date(2027, 7, 15)
URL = reverse("notices:calendar")


def entry(**changes) -> Entry:
    given = {
        "key": "plr-7",
        "sequence": 0,
        "title": "Performance and learning review",
        "day": WINTER,
        "starts_at": time(14, 30),
        "minutes": 90,
        "place": "Room 4; second floor, head office",
        "path": "/plrs/7/",
        "attendees": (("Ann O’Hara", "ann@example.org"), ("Bo, Lee", "bo@example.org")),
        "changed_at": datetime(2026, 11, 2, 9, tzinfo=UTC),
    }
    return Entry(**{**given, **changes})


def read(text: str) -> dict:
    node = str(node_and_npm()[0])
    done = subprocess.run([node, PARSER], input=text, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def read_one(**changes) -> dict:
    return read(calendar.invitation(entry(**changes)))["events"][0]


def test_another_program_reads_when_where_and_who():
    seen = read_one()

    assert (seen["start"], seen["end"]) == ("2027-01-15T14:30:00.000Z", "2027-01-15T16:00:00.000Z")
    assert seen["location"] == "Room 4; second floor, head office"
    assert seen["attendees"] == [
        ["Ann O’Hara", "mailto:ann@example.org"],
        ["Bo, Lee", "mailto:bo@example.org"],
    ]


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (SUMMER, time(14, 30), "2027-07-15T13:30:00.000Z"),
        (date(2027, 3, 27), time(23, 30), "2027-03-27T23:30:00.000Z"),
        (date(2027, 3, 28), time(9), "2027-03-28T08:00:00.000Z"),
        (date(2027, 10, 30), time(9), "2027-10-30T08:00:00.000Z"),
        (date(2027, 10, 31), time(9), "2027-10-31T09:00:00.000Z"),
    ],
)
def test_the_clock_changes_of_london_are_right(day, at, utc):
    assert read_one(day=day, starts_at=at)["start"] == utc


def test_without_a_time_it_stands_for_the_day():
    seen = read_one(starts_at=None)

    assert (seen["day"], seen["start"], seen["end"]) == (True, "2027-01-15", "2027-01-16")


def test_a_change_keeps_its_name_and_counts_up_and_a_cancellation_takes_it_out():
    asked = read(calendar.invitation(entry()))
    moved = read(calendar.invitation(entry(sequence=1, day=SUMMER)))
    gone = read(calendar.invitation(entry(sequence=2, cancelled=True)))

    assert [one["method"] for one in (asked, moved, gone)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({one["events"][0]["uid"] for one in (asked, moved, gone)}) == 1
    assert [one["events"][0]["sequence"] for one in (asked, moved, gone)] == [0, 1, 2]
    assert gone["events"][0]["status"] == "CANCELLED"


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_place_or_name_breaks_out_of_its_line(place, name):
    text = calendar.invitation(entry(place=place, attendees=((name, "ann@example.org"),)))

    lines = text.replace("\r\n ", "").splitlines()
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert sum(line.startswith("ATTENDEE") for line in lines) == 1


def test_what_a_notice_keeps_of_an_entry_is_the_entry():
    for one in (entry(), entry(starts_at=None, cancelled=True, sequence=3)):
        assert calendar.from_plain(json.loads(json.dumps(calendar.to_plain(one)))) == one


def subscribed(person) -> str:
    signed_in(person).post(URL, {"do": "make"})
    return CalendarFeed.objects.get(person=person).address.removeprefix("http://127.0.0.1:8000")


@pytest.mark.django_db
def test_a_subscription_holds_ones_own_meetings_on_both_sides_and_no_others():
    plr, other = PLRFactory(), PLRFactory()

    for person in (plr.reportee, plr.led_by):
        answer = Client().get(subscribed(person))
        uids = [event["uid"] for event in read(answer.content.decode())["events"]]
        assert [uid.split("@")[0] for uid in uids] == [f"plr-{plr.pk}"]
        assert f"plr-{other.pk}@" not in answer.content.decode()


@pytest.mark.django_db
def test_what_was_written_is_not_in_it():
    plr = with_body(PLRFactory(held=True))
    texts = [text for text in plr.record.body["texts"].values() if text]

    calendar_text = Client().get(subscribed(plr.reportee)).content.decode()

    assert texts
    assert not [text for text in texts if text in calendar_text]


@pytest.mark.django_db
def test_a_revoked_address_gives_nothing_and_neither_does_one_that_was_made_up():
    person = PersonFactory()
    first = subscribed(person)
    second = subscribed(person)
    assert [Client().get(address).status_code for address in (first, second)] == [404, 200]

    signed_in(person).post(URL, {"do": "revoke"})

    assert Client().get(second).status_code == 404
    assert Client().get(second.replace("~", "~x")).status_code == 404


@pytest.mark.django_db
def test_whoever_is_locked_has_no_subscription():
    person = PersonFactory()
    address = subscribed(person)

    person.locked_at = datetime.now(tz=UTC)
    person.save()

    assert Client().get(address).status_code == 404
