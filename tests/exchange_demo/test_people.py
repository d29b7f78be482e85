"""The same seed on the same day makes the same organisation, and every part of it is filled."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from exchange.demo.lines import as_json, life_lines, organisation_lines
from exchange.demo.lives import live
from exchange.demo.organisation import FEWEST
from exchange.demo.recruiting import recruit
from exchange.demo.situations import SITUATIONS
from policy import rulebook
from policy.calendar import is_working_day

BOOK = rulebook.load("plr-policy-2022")
TODAY = date(2026, 11, 20)


def organisation(people=FEWEST, seed=1, today=TODAY):
    return recruit(people=people, years=2, seed=seed, today=today)


def lives(organisation):
    return [live(member, organisation, BOOK) for member in organisation.members]


def as_file(organisation):
    found = list(organisation_lines(organisation))
    for life in lives(organisation):
        found += life_lines(life)
    return b"".join(as_json(line) for line in found)


@pytest.fixture(scope="module")
def usual():
    return organisation(people=240)


def test_the_same_seed_makes_the_same_file():
    assert as_file(organisation()) == as_file(organisation())


def test_another_seed_or_another_day_makes_another():
    first, second, later = (
        as_file(organisation()),
        as_file(organisation(seed=2)),
        as_file(organisation(today=date(2026, 11, 23))),
    )

    assert len({first, second, later}) == 3


@pytest.mark.parametrize("people", [FEWEST, 240, 1000])
def test_there_are_as_many_people_as_asked_for_and_every_role_occurs(people):
    found = organisation(people=people)

    assert len(found.members) == people
    assert {member.post.role for member in found.members} == set(BOOK.roles)
    assert len({member.email for member in found.members}) == people


def test_whoever_is_in_a_situation_has_the_same_number_whatever_the_seed(usual):
    keys = [situation.key for situation in SITUATIONS]

    for found in (usual, organisation(people=240, seed=5), organisation()):
        assert [member.situation for member in found.members[: len(keys)]] == keys


def test_one_team_has_twelve_reportees(usual):
    manager = next(m for m in usual.members if m.situation == "twelve_reportees")

    assert manager.team_size == 12


def test_names_and_numbers_are_of_the_staff_of_this_organisation(usual):
    numbers = {member.staff_number for member in usual.members}

    for member in usual.members:
        assert {tie.to for tie in (*member.lines, *member.practice_supervisors)} <= numbers


def test_plrs_are_held_on_working_days_by_somebody_else(usual):
    for life in lives(usual):
        for review in life.reviews:
            assert is_working_day(review.day), life.member
            assert review.led_by not in ("", life.member.staff_number)


def test_three_monthly_plrs_lie_mostly_eleven_to_fourteen_weeks_apart(usual):
    weeks = [
        (later - day).days / 7
        for life in lives(usual)
        if BOOK.roles[life.member.posts[0].role].plr_months == 3 and settled_before(life)
        for day, later in pairs_without_absence(life)
    ]

    assert len(weeks) > 400
    assert sum(11 <= number < 14.1 for number in weeks) / len(weeks) > 0.97
    assert 0.02 < sum(number > 13.2 for number in weeks) / len(weeks) < 0.3


def settled_before(life):
    """In post for half a year before the records begin."""
    return life.member.post.start < date(2024, 5, 1)


def pairs_without_absence(life):
    held = [review.day for review in life.reviews if review.state == "finalised"]
    for day, later in pairwise(held):
        if not any(day <= away.start <= later for away in life.absences):
            yield day, later


def test_texts_of_two_plrs_of_one_person_differ(usual):
    """Two audits of one person do not praise the same things."""
    for life in lives(usual):
        strengths = [piece.strengths for piece in life.pieces if piece.tool == "full"][:6]
        assert len(set(strengths)) == len(strengths)


def test_a_life_does_not_depend_on_the_lives_before_it(usual):
    one = usual.members[17]

    assert live(one, usual, BOOK) == live(replace(one), usual, BOOK)
