"""Whatever is sent, a form answers: it never crashes, and what it keeps can be stored and shown."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govuk.forms import (
    DateField,
    GovukForm,
    LongTextField,
    NameField,
    TextField,
    TimeField,
    WholeNumberField,
)
from govuk.text import cannot_be_stored, is_blank

pytestmark = pytest.mark.thorough


class EverythingForm(GovukForm):
    name = NameField(label="Name")
    line = TextField(label="Line")
    notes = LongTextField(label="Notes", required=False)
    on = DateField(label="Date", required=False)
    at = TimeField(label="Time", required=False)
    days = WholeNumberField(label="Days", min_value=0, max_value=99, required=False)


CONTROLS = ("name", "line", "notes", "on_day", "on_month", "on_year", "at", "days")
anything = st.text(max_size=40) | st.text("0123456789/.-: amp٣", max_size=12)
surrogates = st.text(st.characters(categories=["Cs", "Cc", "Cf", "Ll"]), max_size=8)
sent = st.fixed_dictionaries(dict.fromkeys(CONTROLS, anything | surrogates))


@settings(max_examples=500, deadline=None)
@given(sent)
def test_no_input_crashes_a_form(data):
    form = EverythingForm(data)

    form.is_valid()

    assert (str(form) + form.error_summary()).encode()


@settings(max_examples=500, deadline=None)
@given(sent)
def test_what_a_form_keeps_can_be_stored_seen_and_reckoned_with(data):
    form = EverythingForm(data)
    form.is_valid()

    kept = form.cleaned_data

    texts = [kept[name] for name in ("name", "line", "notes") if kept.get(name)]
    assert not any(cannot_be_stored(text) or is_blank(text) for text in texts)
    assert not kept.get("on") or kept["on"] + dt.timedelta(days=3650)
