"""What holds of every judgement, whatever is on record."""

import calendar
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.facts import (
    Absence,
    Audit,
    Decision,
    GeneralMeeting,
    Observation,
    Person,
    Plr,
    Posting,
)
from policy.judge import History, Judgement
from policy.months import ONE_DAY, add_months
from policy.report import person_values
from tests.policy.people import BOOK, NOW, plrs, somebody

pytestmark = pytest.mark.thorough

FIRST = date(2021, 1, 1)
DAYS = st.dates(FIRST, date(2024, 12, 31))
GRADES = st.sampled_from(sorted(BOOK.grades))
FORMATS = st.sampled_from(["normal", "collaborative"])
RANK = {"excluded": 0, "not_applicable": 0, "non_compliant": 0, "compliant": 1}


@st.composite
def finalised(draw: st.DrawFn, day: date) -> date | None:
    return draw(st.none() | st.integers(0, 60).map(lambda late: day + timedelta(days=late)))


@st.composite
def some_plrs(draw: st.DrawFn) -> Plr:
    held = draw(DAYS)
    standards = draw(st.dictionaries(st.sampled_from(sorted(BOOK.standards)), GRADES, max_size=3))
    written = draw(finalised(held))
    return Plr(held, "finalised" if written else "held", written, standards, None)


@st.composite
def some_audits(draw: st.DrawFn) -> Audit:
    done = draw(DAYS)
    tool = draw(st.sampled_from(["full", "full", "quick"]))
    return Audit(done, tool, "supervision", draw(GRADES), draw(FORMATS), draw(finalised(done)))


@st.composite
def some_observations(draw: st.DrawFn) -> Observation:
    seen = draw(DAYS)
    return Observation(seen, "court", draw(GRADES), draw(finalised(seen)))


@st.composite
def some_absences(draw: st.DrawFn) -> tuple[Absence, ...]:
    """In order, without overlaps; the last may be still going on."""
    absences: list[Absence] = []
    start = FIRST
    for _ in range(draw(st.integers(0, 3))):
        start += timedelta(days=draw(st.integers(1, 300)))
        end = start + timedelta(days=draw(st.integers(0, 60)))
        kind = draw(st.sampled_from(sorted(BOOK.absence_kinds)))
        absences.append(Absence(start, kind, end))
        start = end
    still_away: bool = draw(st.booleans())
    if absences and still_away:
        absences[-1] = replace(absences[-1], end=None)
    return tuple(absences)


@st.composite
def some_postings(draw: st.DrawFn, joined: date) -> tuple[Posting, ...]:
    kinds = st.sampled_from(["employed", "employed", "agency", "bank"])
    roles = st.sampled_from(sorted(BOOK.roles))
    starts = sorted({joined, *draw(st.lists(st.dates(joined, date(2024, 12, 31)), max_size=2))})
    ends = [start - ONE_DAY for start in starts[1:]] + [None]
    return tuple(
        Posting(start, draw(roles), "A1-T1", draw(kinds), draw(st.booleans()), end)
        for start, end in zip(starts, ends, strict=True)
    )


@st.composite
def people(draw: st.DrawFn) -> Person:
    joined = draw(st.dates(FIRST, date(2023, 6, 30)))
    return Person(
        staff_number="P001",
        joined=joined,
        records_start=draw(st.none() | DAYS),
        postings=draw(some_postings(joined)),
        absences=draw(some_absences()),
        plrs=tuple(draw(st.lists(some_plrs(), max_size=8))),
        meetings=tuple(
            GeneralMeeting(day, "group_supervision", day)
            for day in draw(st.lists(DAYS, max_size=3))
        ),
        audits=tuple(draw(st.lists(some_audits(), max_size=8))),
        observations=tuple(draw(st.lists(some_observations(), max_size=3))),
        decisions=tuple(Decision(day, "approved", day) for day in draw(st.lists(DAYS, max_size=2))),
    )


def judged(person: Person, as_of: date) -> Judgement:
    return History(person, NOW, BOOK).judge(as_of)


def columns(judgement: Judgement) -> dict[tuple[str, str], Any]:
    return {
        (key, column.key): column
        for key, measure in judgement.measures.items()
        for column in measure.columns
    }


def with_plr(person: Person, day: date, _format: str) -> Person:
    more = Plr(day, "finalised", day, {"safe": "met"})
    return replace(person, plrs=(*person.plrs, more))


def with_audit(person: Person, day: date, kind: str) -> Person:
    more = Audit(day, "full", "supervision", "met", kind, day)
    return replace(person, audits=(*person.audits, more))


def with_observation(person: Person, day: date, _format: str) -> Person:
    more = Observation(day, "children", "met", day)
    return replace(person, observations=(*person.observations, more))


def with_session(person: Person, day: date, _format: str) -> Person:
    more = GeneralMeeting(day, "group_supervision", day)
    return replace(person, meetings=(*person.meetings, more))


@pytest.mark.parametrize("add", [with_plr, with_audit, with_observation, with_session])
@given(person=people(), as_of=DAYS, back=st.integers(0, 400), kind=FORMATS)
def test_one_more_counting_event_never_makes_a_column_worse(
    add: Callable[[Person, date, str], Person], person: Person, as_of: date, back: int, kind: str
) -> None:
    more = add(person, as_of - timedelta(days=back), kind)

    before, after = columns(judged(person, as_of)), columns(judged(more, as_of))

    for key, column in before.items():
        assert RANK[after[key].status] >= RANK[column.status]
        assert after[key].counted >= column.counted
        assert column.due is None or after[key].due >= column.due


def reasons_to_change(person: Person, judgement: Judgement, next_day: date) -> bool:
    """An event, a due date, the end of a first window, or another clock or exclusion."""
    history, today = judgement.history, judgement.as_of
    clock, next_clock = history.clocks.on(today), history.clocks.on(next_day)
    events = {
        *(plr.held_on for plr in person.plrs),
        *(audit.completed_on for audit in person.audits),
        *(seen.observed_on for seen in person.observations),
        *(meeting.held_on for meeting in person.meetings),
        *(posting.start for posting in person.postings),
    }
    dues = {measure.next_due for measure in judgement.measures.values()}
    dues |= {column.due for column in columns(judgement).values()}
    dues |= {add_months(clock.start, months) for months in (3, 6, 9, 12)}
    dues |= {add_months(plr.held_on, 12) for plr in person.plrs}
    return clock != next_clock or next_day in events or today in dues


@given(person=people(), as_of=DAYS)
def test_no_status_changes_without_an_event_a_due_date_or_an_exclusion(
    person: Person, as_of: date
) -> None:
    history = History(person, NOW, BOOK)

    for number in range(40):
        today = history.judge(as_of + timedelta(days=number))
        tomorrow = history.judge(today.as_of + ONE_DAY)
        before = {key: measure.status for key, measure in today.measures.items()}
        after = {key: measure.status for key, measure in tomorrow.measures.items()}
        assert before == after or reasons_to_change(person, today, tomorrow.as_of)


@given(person=people(), as_of=DAYS)
def test_every_measure_says_why_in_a_sentence(person: Person, as_of: date) -> None:
    values = person_values(judged(person, as_of), explain=True)

    for measure in values["measures"].values():
        assert measure["why"].endswith(".")
        assert measure["why"][0].isupper()
        assert measure["clause"]


@given(person=people(), as_of=DAYS, random=st.randoms(use_true_random=False))
def test_the_order_of_what_is_on_record_changes_nothing(
    person: Person, as_of: date, random: Any
) -> None:
    names = ("postings", "absences", "plrs", "meetings", "audits", "observations")
    turned: dict[str, Any] = {
        name: tuple(random.sample(getattr(person, name), len(getattr(person, name))))
        for name in names
    }

    mixed = replace(person, **turned)

    expected = person_values(judged(person, as_of), explain=True)
    assert person_values(judged(mixed, as_of), explain=True) == expected


@given(person=people(), as_of=DAYS)
def test_due_dates_are_shown_unless_none_can_be_given(person: Person, as_of: date) -> None:
    judgement = judged(person, as_of)

    away = judgement.history.clocks.away_on(as_of)
    hidden = not judgement.reported or (away is not None and away.back_on is None)

    assert all((column.due is None) is hidden for column in columns(judgement).values())


def month_ends_and_leap_days() -> list[date]:
    return [
        date(year, month, day)
        for year in range(2020, 2030)
        for month in range(1, 13)
        for day in range(28, calendar.monthrange(year, month)[1] + 1)
    ]


def last_day(held: date, months: int) -> date:
    """Without the code under test: go on day by day to the month, then to the day-number."""
    day = held
    for _ in range(months):
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    while day.day < held.day and (day + ONE_DAY).month == day.month:
        day += ONE_DAY
    return day


@pytest.mark.requirement("P22-C1")
@pytest.mark.parametrize("held", month_ends_and_leap_days(), ids=str)
def test_amb_05_every_month_end_of_ten_years_is_due_three_months_later(held: date) -> None:
    history = History(somebody(plrs=plrs(str(held))), NOW.replace(year=2035), BOOK)
    due = last_day(held, 3)

    on_the_day = history.judge(due).measures["plr"].columns[0]
    day_after = history.judge(due + ONE_DAY).measures["plr"].columns[0]

    assert on_the_day.due == due
    assert (on_the_day.status, day_after.status) == ("compliant", "non_compliant")
