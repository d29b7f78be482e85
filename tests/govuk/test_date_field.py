import datetime as dt

import pytest
import time_machine

from govuk.forms import DateField, GovukForm, TimeField

pytestmark = pytest.mark.usefixtures("wednesday")


@pytest.fixture
def wednesday():
    with time_machine.travel(dt.datetime(2027, 1, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


class MeetingForm(GovukForm):
    met = DateField(label="Date of meeting", past=True, min=lambda: dt.date(2020, 1, 6))


def filled(day="", month="", year="", **other):
    form = MeetingForm({"met_day": day, "met_month": month, "met_year": year, **other})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("typed", "message", "box"),
    [
        (("", "", ""), "Enter date of meeting", "day"),
        (("1", "", "2026"), "Date of meeting must include a month, like 27 3 2026", "month"),
        (("1/3", "", ""), "Date of meeting must include a month and year, like 27 3 2026", "month"),
        (("29", "2", "2026"), "Date of meeting must be a real date, like 27 3 2026", "day"),
        (("13", "14", "2026"), "Date of meeting must be a real date, like 27 3 2026", "month"),
        (
            ("12", "31", "2026"),
            "Date of meeting must have the day before the month, like 27 3 2026",
            "month",
        ),
        (("1", "2", "202"), "Date of meeting must have a year of 4 numbers, like 2026", "year"),
        (("7", "1", "2027"), "Date of meeting must be today or in the past", "day"),
        (("1", "1", "0001"), "Date of meeting must be on or after 6 January 2020", "day"),
        (("31", "12", "9999"), "Date of meeting must be today or in the past", "day"),
    ],
)
def test_an_error_says_what_is_wrong_and_leads_to_the_box(typed, message, box):
    form = filled(*typed)

    assert form.errors["met"] == [message]
    assert form["met"].error_target == f"id_met_{box}"


@pytest.mark.parametrize(
    ("year", "limit"),
    [("0001", "on or after 1 January 1900"), ("9999", "on or before 31 December 2099")],
)
@pytest.mark.bad_input(15)
def test_without_limits_a_date_is_still_within_reason(year, limit):
    field = DateField(label="Due")

    with pytest.raises(Exception, match=f"Due must be {limit}"):
        field.clean(["31", "12", year])


def test_both_limits_are_named():
    field = DateField(label="Due", min=dt.date(2027, 1, 1), max=dt.date(2027, 3, 31))

    with pytest.raises(Exception, match="Due must be between 1 January 2027 and 31 March 2027"):
        field.clean(["1", "4", "2027"])


@pytest.mark.parametrize("typed", [("5", "1", "27"), ("5/1/27", "", ""), ("٥", "1", "2027")])
@pytest.mark.bad_input(14)
def test_a_short_year_a_pasted_date_and_other_digits_are_read_back_in_full(typed):
    form = filled(*typed)

    assert form.cleaned_data["met"] == dt.date(2027, 1, 5)
    assert [f'value="{part}"' in str(form["met"]) for part in (5, 1, 2027)] == [True] * 3


def test_what_was_typed_wrongly_stays_in_its_box():
    html = str(filled("31", "2", "2026")["met"])

    assert 'value="31"' in html
    assert html.count("govuk-input--error") == 3


def test_a_stored_date_fills_the_boxes_and_is_not_a_change():
    stored = dt.date(2026, 3, 27)
    form = MeetingForm(
        {"met_day": "27", "met_month": "3", "met_year": "2026"}, initial={"met": stored}
    )

    assert not form.has_changed()
    assert 'value="27"' in str(MeetingForm(initial={"met": stored})["met"])


def test_a_time_says_how_to_write_it():
    class VisitForm(GovukForm):
        at = TimeField(label="Time", min=dt.time(7), max=dt.time(21))

    assert VisitForm({"at": "soon"}).errors["at"] == ["Time must be a time, like 14:30 or 2pm"]
    assert VisitForm({"at": "2am"}).errors["at"] == ["Time must be between 07:00 and 21:00"]
    assert VisitForm({"at": " "}).errors["at"] == ["Enter time"]
    assert 'value="14:30"' in str(VisitForm(initial={"at": dt.time(14, 30)})["at"])


def test_what_may_be_left_empty_is_named_in_an_error_without_saying_so():
    class VisitForm(GovukForm):
        at = TimeField(label="Time (optional)", required=False)

    form = VisitForm({"at": "soon"})

    assert form.errors["at"] == ["Time must be a time, like 14:30 or 2pm"]
