"""The policy is a page: each rule with its clause, and what its owner should confirm."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from policy import rulebook
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
BOOK = rulebook.load("plr-policy-2022")


@pytest.fixture
def page():
    client = Client()
    client.force_login(PersonFactory())
    return client.get(reverse("compliance:policy")).content.decode()


@pytest.mark.requirement("P22-C7", "P22-C8", "P22-C9", "P22-C10")
def test_every_column_is_there_with_its_clause(page):
    assert "Three case file audits in any 9 months; two count at most of each format." in page
    assert all(
        column.clause in page
        for measure in BOOK.measures.values()
        for rule in measure.rules
        for column in rule.columns.values()
    )


def test_every_choice_to_confirm_is_there(page):
    assert all(escape(one.question) in page for one in BOOK.owner_questions)


def test_who_is_left_out_is_there(page):
    assert all(reason.clause in page for reason in BOOK.exclusions.reasons.values())


def test_each_measure_can_be_linked_to(page):
    assert all(f'id="{key}"' in page for key in {**BOOK.measures, **BOOK.duties})


def test_every_reading_of_the_rules_is_there_with_its_value(page):
    numbers = [f"AMB-{number:02}" for number in range(1, 67)]

    assert list(BOOK.readings) == numbers
    assert all(
        escape(one.point) in page and escape(one.says) in page for one in BOOK.readings.values()
    )
    assert "exclusions.long_absence_basis = calendar" in page


def test_what_is_to_be_confirmed_is_marked_among_the_readings(page):
    marked = page.count('href="#to-confirm"')

    asked = {key for one in BOOK.owner_questions for key in one.clause.split(", ")}
    assert marked == len(asked & set(BOOK.readings)) == 9


def test_who_leads_how_a_grade_is_proposed_and_who_is_reminded_is_there_with_its_clause(page):
    entries = [
        *BOOK.leading,
        *BOOK.grading.limits,
        *BOOK.absence_kinds.values(),
        *BOOK.reminders.values(),
    ]

    assert all(entry.clause in page for entry in entries)
    assert "14, 7 and 1 days before" in page
    assert "7/2 for outstanding" in page
