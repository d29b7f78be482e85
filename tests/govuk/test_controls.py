"""A control drawn once and filled in is the same as one drawn anew."""

import pytest
from django import forms

from govuk.components import component, control, frame
from govuk.forms import GovukForm, LongTextField, TextField
from govuk.params import component_for


class Sample(GovukForm):
    line = TextField(label="A line", help_text="In one line.")
    text = LongTextField(label="A text")
    choice = forms.ChoiceField(label="A choice", choices=[("a", "First"), ("b", "Second")])


TYPED = {"line": "a < b & \"c\" 'd'", "text": "one\n\n<b>two</b> {{ three }}", "choice": "b"}


@pytest.mark.parametrize("values", [TYPED, {"line": "", "text": "", "choice": "a"}])
@pytest.mark.parametrize("name", TYPED)
def test_it_is_what_the_macro_draws(name, values):
    drawn = component_for(Sample(initial=values)[name], {})

    assert control(*drawn) == component(*drawn)


def test_what_is_wrong_is_said_anew():
    bound = Sample({"line": "", "text": "x", "choice": "z"})

    for name in TYPED:
        drawn = component_for(bound[name], {})
        assert control(*drawn) == component(*drawn)


def test_the_same_frame_holds_another_text():
    frame.cache_clear()

    for typed in ("first", "second", "third"):
        assert typed in control(*component_for(Sample(initial={"text": typed})["text"], {}))

    assert frame.cache_info().currsize == 1
