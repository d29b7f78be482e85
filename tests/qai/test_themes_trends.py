"""Trends of themes: people by quarter and part, and no small group for who may not read them."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.models import Person, Unit
from qai.models import Tag, Theme
from qai.queries.theme_trends import quarters_to
from tests.access.world import build_people
from tests.factories import PersonFactory, UnitFactory
from tests.qai.factories import AuditFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db


def theme(title="Timeliness") -> Theme:
    return Theme.objects.get_or_create(title=title)[0]


def found_in(people, title="Timeliness", side="learning", times=1, **audit) -> None:
    for person in people:
        for number in range(times):
            made = AuditFactory(
                person=person,
                completed_on=timezone.localdate(),
                case_reference=f"T{person.pk}-{number}",
                **audit,
            )
            Tag.objects.create(audit=made, side=side, theme=theme(title))


def area(*teams: int) -> tuple[Person, Unit, list[Unit]]:
    """Head of practice over teams of so many advisers, in whose work the theme was found."""
    unit = UnitFactory(kind="service_area")
    parts = [UnitFactory(parent=unit, name=f"Team of {size}") for size in teams]
    for size, part in zip(teams, parts, strict=True):
        found_in(PersonFactory.create_batch(size, unit=part))
    return PersonFactory(role="head_of_practice", unit=unit), unit, parts


def trends(reader: Person, **asked):
    return signed_in(reader).get(reverse("qai:themes"), asked)


def now_shown(reader: Person, **asked) -> dict[str, str]:
    """By theme what the sheet says of this quarter."""
    text = trends(reader, export="csv", **asked).content.decode().removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    return {row[0]: row[-1] for row in rows[1:]}


def test_quarters_are_those_of_the_calendar():
    assert [one.start for one in quarters_to(date(2026, 2, 3))][-3:] == [
        date(2025, 7, 1),
        date(2025, 10, 1),
        date(2026, 1, 1),
    ]


def test_the_page_is_for_who_manages_oversees_counts_or_keeps_the_list():
    people = build_people()

    seen = {name for name, person in people.items() if trends(person).status_code == 200}

    assert seen == {
        "manager", "other_manager", "hop_of_area", "hop_of_another", "director", "hr", "mis",
    }  # fmt: skip


def test_people_are_counted_not_pieces():
    head, *_ = area()
    unit = head.postings.get().unit
    found_in(PersonFactory.create_batch(5, unit=unit), times=2)

    assert now_shown(head) == {"Timeliness": "5"}


def test_under_five_is_not_shown_to_who_may_not_read_the_findings():
    head, *_ = area(4)

    assert now_shown(head) == {"Timeliness": "fewer than five"}


def test_a_line_manager_who_may_read_them_all_sees_every_number():
    manager = PersonFactory(role="service_manager")
    found_in(PersonFactory.create_batch(2, manager=manager))

    assert now_shown(manager, part="team") == {"Timeliness": "2"}


def test_a_hidden_team_cannot_be_worked_out_from_the_area_and_the_other_teams():
    head, unit, parts = area(6, 7, 3)

    shown = {part.name: now_shown(head, part=str(part.pk))["Timeliness"] for part in parts}

    assert now_shown(head, part=str(unit.pk)) == {"Timeliness": "16"}
    assert shown == {
        "Team of 6": "fewer than five",
        "Team of 7": "7",
        "Team of 3": "fewer than five",
    }


def test_another_area_is_not_for_this_head():
    head, *_ = area(5)
    _, other, _ = area(9)

    assert now_shown(head, part=str(other.pk)) == {"Timeliness": "5"}


def test_drafts_and_words_of_ones_own_are_not_counted():
    head, *_ = area()
    people = PersonFactory.create_batch(6, unit=head.postings.get().unit)
    found_in(people, title="Drafted", draft=True)
    for person in people:
        audit = AuditFactory(person=person, completed_on=timezone.localdate())
        Tag.objects.create(audit=audit, side="learning", words="The boy in Leeds")

    assert now_shown(head) == {}
    assert "The boy in Leeds" not in trends(head).content.decode()


def test_strengths_and_learning_are_apart():
    head, *_ = area(5)

    assert now_shown(head, side="strengths") == {}


def test_a_theme_has_its_picture_with_a_table_that_says_the_same():
    head, *_ = area(5)

    text = trends(head, theme=theme().pk).content.decode()

    assert "Timeliness: people in whose learning it was found, by quarter" in text
    assert "app-chart__table" in text


@pytest.mark.parametrize(
    "asked",
    [
        {"part": "x"},
        {"part": "999999999999999999999"},
        {"part": "²"},
        {"theme": "-1"},
        {"side": "both"},
        {"quarter": "2026-02-30"},
    ],
)
def test_a_filter_that_makes_no_sense_is_answered(asked):
    head, *_ = area(5)

    assert trends(head, **asked).status_code in (200, 400)


def test_the_number_of_questions_does_not_grow_with_themes_and_people():
    def asked(head) -> int:
        with CaptureQueriesContext(connection) as questions:
            assert trends(head).status_code == 200
        return len(questions)

    head, _, (team,) = area(1)
    few = asked(head)
    for title in ("Court skills", "Plain words", "Voice of the child"):
        found_in(PersonFactory.create_batch(6, unit=team), title=title)

    assert asked(head) == few
