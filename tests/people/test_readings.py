"""Everybody can see who has opened what is written about them, and on what ground."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from people import audit
from people.models import Reading
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
URL = reverse("people:readings")
AT = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def person(client):
    person = PersonFactory(name="Ada Page")
    client.force_login(person)
    return person


def read(reader, about, **facts):
    facts = {"record_kind": "record", "record_id": 1, "basis": "line", "at": AT, **facts}
    return Reading.objects.create(reader_id=reader.pk, about_id=about.pk, **facts)


def test_a_line_says_who_opened_what_when_and_on_what_ground(client, person):
    read(PersonFactory(name="Mina Lead"), person)

    text = client.get(URL).text

    for shown in ("Mina Lead", "The record of a PLR", "Mon 1 June 2026 at 10:30", "Line manager"):
        assert shown in text


def test_each_line_can_be_asked_about(client, person, settings):
    settings.DATA_PROTECTION_CONTACT = "privacy@example.org"
    reading = read(PersonFactory(), person)

    text = client.get(URL).text

    assert f"mailto:privacy@example.org?subject=Question%20about%20reading%20{reading.pk}" in text


def test_own_openings_are_counted_in_one_line(client, person):
    for _ in range(3):
        read(person, person, basis="self")

    response = client.get(URL)

    assert "You opened your own records 3 times" in response.text
    assert "Nobody else has opened your records yet" in response.text


def test_openings_about_others_are_not_shown(client, person):
    read(person, PersonFactory())

    assert "Nobody else has opened your records yet" in client.get(URL).text


def test_a_reader_who_is_gone_and_a_kind_without_a_name_still_make_a_line(client, person):
    Reading.objects.create(
        reader_id=10**9, about_id=person.pk, record_kind="odd_note", record_id=1, basis="grant"
    )

    text = client.get(URL).text

    assert "Somebody who is no longer in the records" in text
    assert "Odd note" in text


def test_what_was_logged_is_what_is_shown(client, person):
    reader = PersonFactory(name="Mina Lead")

    audit.log_readings(
        reader=reader,
        openings=[
            audit.Opening(person.pk, kind, 1, Reading.Basis.LINE)
            for kind in ("record", "selfassessment")
        ],
    )

    text = client.get(URL).text
    assert "The record of a PLR" in text
    assert "Your self-assessment" in text


def test_the_newest_come_first_and_fifty_to_a_page(client, person):
    reader = PersonFactory()
    for number in range(51):
        read(reader, person, at=AT + timedelta(days=number))

    first, second = client.get(URL), client.get(URL, {"page": "2"})

    newest = [AT + timedelta(days=number) for number in range(50, -1, -1)]
    assert [line.reading.at for [line] in first.context["groups"]] == newest[:50]
    assert [line.reading.at for [line] in second.context["groups"]] == newest[50:]


def test_what_was_opened_several_times_on_one_day_is_one_line(client, person):
    reader = PersonFactory()
    for number in range(4):
        read(reader, person, at=AT + timedelta(minutes=50 * number), record_id=1 + number // 2)

    response = client.get(URL)

    assert [len(lines) for lines in response.context["groups"]] == [1]
    assert "Mon 1 June 2026<br>4 times, 10:30 to 13:00" in response.text
    assert "The record of a PLR (2 of them)" in response.text


def test_another_reader_kind_ground_or_day_has_a_line_of_its_own(client, person):
    reader = PersonFactory()
    others = [
        {"record_kind": "selfassessment"},
        {"basis": "grant"},
        {"at": AT.replace(hour=23)},
    ]
    for facts in [{}, {}, *others]:
        read(reader, person, **facts)
    read(PersonFactory(), person)

    groups = client.get(URL).context["groups"]

    assert sorted(line.times for [line] in groups) == [1, 1, 1, 1, 2]


def test_the_number_of_queries_does_not_grow(client, person, django_assert_max_num_queries):
    for reader in PersonFactory.create_batch(20):
        read(reader, person)

    with django_assert_max_num_queries(12):
        client.get(URL)
