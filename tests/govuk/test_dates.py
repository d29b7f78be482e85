import datetime as dt

import pytest
from django.utils import timezone

from govuk.dates import (
    DateError,
    parse_date,
    split_whole_date,
    time_near,
    uk_date,
    uk_date_near,
    uk_moment,
)
from govuk.times import parse_time

TODAY = dt.date(2027, 1, 6)


@pytest.mark.parametrize(
    "typed",
    [
        ("15", "1", "2027"),
        ("15", "January", "2027"),
        ("15", "jan.", "27"),
        ("١٥", "١", "٢٠٢٧"),
    ],
)
def test_a_date_is_understood_as_people_write_it(typed):
    assert parse_date(*typed, today=TODAY) == dt.date(2027, 1, 15)


@pytest.mark.parametrize(
    ("typed", "year"), [("26", 2026), ("37", 2037), ("38", 1938), ("98", 1998)]
)
def test_a_year_of_two_numbers_lies_at_most_ten_years_ahead(typed, year):
    assert parse_date("1", "2", typed, today=TODAY).year == year


@pytest.mark.parametrize(
    ("typed", "code", "parts"),
    [
        (("29", "2", "2027"), "invalid", ["day", "month", "year"]),
        (("31", "6", "2026"), "invalid", ["day", "month", "year"]),
        (("13", "14", "2026"), "invalid", ["month"]),
        (("12", "31", "2026"), "month_first", ["month"]),
        (("32", "1", "2026"), "invalid", ["day"]),
        (("46000", "x", "y"), "invalid", ["day", "month", "year"]),
        (("1", "2", "202"), "year", ["year"]),
        (("1", "1", "0000"), "invalid", ["day", "month", "year"]),
    ],
)
@pytest.mark.bad_input(12, 13)
def test_a_wrong_date_names_the_part_that_is_wrong(typed, code, parts):
    with pytest.raises(DateError) as raised:
        parse_date(*typed, today=TODAY)

    assert (raised.value.code, raised.value.parts) == (code, parts)


@pytest.mark.parametrize(
    "text", ["27/3/2026", "27.3.2026", "27 3 2026", "27th March 2026", "27-Mar-2026", "2026-03-27"]
)
def test_a_whole_date_in_one_box_is_split(text):
    assert parse_date(*split_whole_date(text), today=TODAY) == dt.date(2026, 3, 27)


@pytest.mark.parametrize("text", ["1/3", "46000", "soon", "", "27/3/20266"])
@pytest.mark.bad_input(18)
def test_what_is_no_whole_date_is_left_as_it_is(text):
    assert split_whole_date(text) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (dt.date(2027, 1, 15), "Fri 15 January 2027, in 9 days"),
        (dt.date(2027, 1, 6), "Wed 6 January 2027, today"),
        (dt.date(2027, 1, 7), "Thu 7 January 2027, tomorrow"),
        (dt.date(2027, 1, 5), "Tue 5 January 2027, yesterday"),
        (dt.date(2026, 12, 20), "Sun 20 December 2026, 17 days ago"),
        (dt.date(2027, 3, 7), "Sun 7 March 2027, in 2 months"),
        (dt.date(2026, 1, 6), "Tue 6 January 2026, 12 months ago"),
        (dt.date(2024, 1, 6), "Sat 6 January 2024, 3 years ago"),
    ],
)
def test_a_date_is_written_out_with_its_distance(value, words):
    assert uk_date_near(value, TODAY) == words


def test_a_moment_is_shown_on_its_local_day():
    late = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)

    assert uk_date(late) == "Wed 1 July 2026"
    assert uk_moment(late) == "Wed 1 July 2026 at 00:30"


def test_a_time_of_another_day_comes_with_the_day(monkeypatch):
    evening = dt.datetime(2026, 11, 20, 19, 57, tzinfo=dt.UTC)

    monkeypatch.setattr(timezone, "now", lambda: evening + dt.timedelta(hours=1))
    today = time_near(evening)
    monkeypatch.setattr(timezone, "now", lambda: evening + dt.timedelta(days=2))

    assert today == "19:57"
    assert time_near(evening) == "19:57 on Fri 20 November 2026"
    assert time_near(None) == ""


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:30", dt.time(14, 30)),
        ("14.30", dt.time(14, 30)),
        ("1430", dt.time(14, 30)),
        ("2pm", dt.time(14)),
        ("2:30 PM", dt.time(14, 30)),
        ("12am", dt.time(0)),
        ("12pm", dt.time(12)),
        (" midday ", dt.time(12)),
    ],
)
def test_a_time_is_understood_as_people_write_it(text, time):
    assert parse_time(text) == time


@pytest.mark.parametrize(
    "text", ["", "2", "25:00", "14:60", "13pm", "0am", "half past two", "14:3"]
)
def test_what_is_no_time_is_none(text):
    assert parse_time(text) is None
