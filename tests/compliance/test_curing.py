"""What a page says puts a measure right does put it right."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from compliance.curing import cure, missing
from policy import rulebook
from policy.facts import Person, Plr, Posting
from policy.judge import judge

BOOK = rulebook.load("plr-policy-2022")
TODAY = date(2026, 11, 20)
days_ago = st.lists(st.integers(1, 500), unique=True, max_size=8)


def person(plrs=()) -> Person:
    joined = date(2020, 1, 6)
    return Person(
        staff_number="P1",
        joined=joined,
        postings=(Posting(joined, "family_court_adviser", "U1", case_holding=True),),
        plrs=tuple(plr(TODAY - timedelta(days=number)) for number in plrs),
    )


def plr(day: date) -> Plr:
    return Plr(day, "finalised", day, {"safe": "good"})


def status(facts: Person, key: str) -> str:
    return judge(facts, TODAY, TODAY, BOOK).measures[key].status


@given(days_ago)
def test_so_many_more_plrs_put_it_right(numbers):
    facts = person(plrs=numbers)
    needed = missing(judge(facts, TODAY, TODAY, BOOK).measures["plr"])

    more = tuple(plr(TODAY - timedelta(days=number)) for number in range(needed + 8))
    fresh = [one for one in more if one.held_on not in {p.held_on for p in facts.plrs}]
    cured = replace(facts, plrs=facts.plrs + tuple(fresh[:needed]))

    assert status(cured, "plr") == "compliant"


def test_the_sentence_names_the_day_while_it_is_in_time():
    facts = person(plrs=(300, 200, 110, 20))

    assert (
        cure(judge(facts, TODAY, TODAY, BOOK), "plr")
        == "One more PLR, finalised, by 31 January 2027."
    )
