import re

import pytest
from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict

from govuk.forms import DateField, GovukForm, LongTextField, TextField, error_summary

MET = [("yes", "Yes"), ("no", "No")]
STANDARDS = [("a", "Analysis"), ("p", "Planning")]


class ReviewForm(GovukForm):
    met = forms.ChoiceField(label="Were all objectives met?", choices=MET, widget=forms.RadioSelect)
    reason = LongTextField(label="Why not?", limit=200)
    standards = forms.MultipleChoiceField(
        label="Standards", choices=STANDARDS, widget=forms.CheckboxSelectMultiple, required=False
    )
    grade = forms.ChoiceField(label="Grade", choices=[("", "---------"), ("good", "Good")])
    agreed = forms.BooleanField(label="I agree")
    govuk = {"met": {"conditional": {"no": ["reason"]}}}


class SignInForm(GovukForm):
    email = forms.EmailField(label="Email address")
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


FILLED = {"met": "yes", "grade": "good", "agreed": "on"}


def kinds_of_inputs(html):
    return re.findall(r'type="(\w+)"', html)


def test_each_widget_is_drawn_as_its_own_component():
    form = ReviewForm()

    assert kinds_of_inputs(str(form["met"])) == ["radio", "radio"]
    assert kinds_of_inputs(str(form["standards"])) == ["checkbox", "checkbox"]
    assert kinds_of_inputs(str(form["agreed"])) == ["checkbox"]
    assert "govuk-select" in str(form["grade"])
    assert "govuk-character-count" in str(form["reason"])
    assert 'data-module="govuk-password-input"' in str(SignInForm()["password"])


def test_a_password_never_goes_back_into_the_page():
    form = SignInForm({"email": "wrong", "password": "correct horse"})

    assert not form.is_valid()
    assert "correct horse" not in str(form)
    assert str(form).count('autocomplete="current-password"') == 1


def test_what_was_chosen_is_chosen_again():
    form = ReviewForm({**FILLED, "standards": ["p"], "met": "no", "reason": "Time"})

    assert str(form["standards"]).count(" checked") == 1
    assert re.search(r'value="no" checked', str(form["met"]))
    assert re.search(r'value="good" selected', str(form["grade"]))
    assert " checked" in str(form["agreed"])


def test_a_field_stands_once_below_the_choice_that_reveals_it():
    html = str(ReviewForm())

    assert html.count('name="reason"') == 1
    assert html.index('value="no"') < html.index('name="reason"') < html.index('name="standards"')


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"met": "no"}, ["reason"]),
        ({"met": "no", "reason": "Too little time"}, []),
        ({"met": "yes"}, []),
        ({"met": ""}, ["met"]),
    ],
)
def test_a_field_is_asked_for_only_when_it_is_revealed(data, errors):
    assert list(ReviewForm({**FILLED, **data}).errors) == errors


def test_a_field_that_is_not_revealed_is_not_kept():
    form = ReviewForm({**FILLED, "met": "yes", "reason": "typed before the mind was changed"})

    assert form.is_valid()
    assert form.cleaned_data["reason"] == ""


def test_messages_are_plain_and_do_not_repeat_what_was_sent():
    form = ReviewForm({"met": "<b>maybe</b>", "grade": ""})

    assert form.errors["met"] == ["Select one of the answers on the page"]
    assert form.errors["grade"] == ["Select grade"]
    assert form.errors["agreed"] == ["Tick the box “I agree”"]
    assert ReviewForm({}).errors["met"] == ["Answer the question “Were all objectives met?”"]
    assert SignInForm({"email": "ann@"}).errors["email"] == [
        "Enter an email address in the correct format, like name@example.org"
    ]


def test_a_message_given_with_the_field_stays():
    class GivenForm(GovukForm):
        name = TextField(error_messages={"required": "Say who it was"})

    assert GivenForm({}).errors["name"] == ["Say who it was"]


def test_the_summary_leads_to_the_first_control_of_each_field_in_page_order():
    form = ReviewForm({"met": "no"})
    form.add_error(None, "The record was finalised meanwhile")

    summary = error_summary(form)

    assert re.findall(r'href="#(\w+)"', summary) == ["id_reason", "id_grade", "id_agreed"]
    assert "The record was finalised meanwhile" in summary
    assert all(f'id="{target}"' in str(form) for target in ("id_reason", "id_grade", "id_agreed"))


def test_there_is_no_summary_without_errors():
    assert ReviewForm().error_summary() == ""
    assert ReviewForm(FILLED).error_summary() == ""


class ActionForm(GovukForm):
    text = TextField(label="Action")
    due = DateField(label="Due date")


class BaseActions(forms.BaseFormSet):
    row_name = "Action"


Actions = forms.formset_factory(ActionForm, formset=BaseActions, extra=2)


def test_the_summary_says_which_row_of_a_formset_is_wrong():
    sent = {"a-TOTAL_FORMS": "2", "a-INITIAL_FORMS": "0", "a-1-due_day": "31"}
    actions = Actions({**sent, "a-0-text": "", "a-1-text": "Read"}, prefix="a")

    summary = error_summary(ReviewForm(), actions)

    assert "Action 2: Due date must include a month and year, like 27 3 2026" in summary
    assert 'href="#id_a-1-due_month"' in summary


def test_an_empty_row_has_the_place_for_its_index():
    html = str(Actions(prefix="a").empty_form)

    assert 'name="a-__prefix__-text"' in html
    assert 'id="id_a-__prefix__-due_day"' in html


def test_labels_hints_and_errors_are_escaped():
    class EvilForm(GovukForm):
        x = TextField(label="<b>x</b>", help_text="<script>")

    html = str(EvilForm({"x": ""})) + EvilForm({"x": ""}).error_summary()

    assert "<b>" not in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    "query", ["email=a@example.org&email=b@example.org", "password=a&password=b"]
)
def test_a_value_sent_twice_is_refused(query):
    with pytest.raises(BadRequest):
        SignInForm(QueryDict(query)).is_valid()


def test_several_choices_are_not_a_value_sent_twice():
    form = ReviewForm(QueryDict("met=yes&standards=a&standards=p&grade=good&agreed=on"))

    assert form.is_valid()
    assert form.cleaned_data["standards"] == ["a", "p"]


def test_a_part_of_a_date_sent_twice_is_refused():
    with pytest.raises(BadRequest):
        ActionForm(QueryDict("text=x&due_day=1&due_day=2&due_month=1&due_year=2027")).is_valid()


def test_a_disabled_field_cannot_be_changed_on_the_page():
    form = ReviewForm()
    for field in form.fields.values():
        field.disabled = True

    assert str(form["met"]).count("disabled") == 2
    assert "disabled" in str(form["grade"])
    assert "disabled" in str(form["agreed"])


def test_a_list_of_many_choices_is_refused_while_it_is_built():
    class ManyForm(GovukForm):
        many = forms.MultipleChoiceField(choices=MET)

    with pytest.raises(TypeError, match="CheckboxSelectMultiple"):
        str(ManyForm())


def test_parameters_of_the_component_can_be_given_for_one_field():
    html = ReviewForm()["met"].as_govuk(size="l", heading=True, item_hints={"no": "Say why"})

    assert 'class="govuk-fieldset__heading"' in html
    assert "govuk-fieldset__legend--l" in html
    assert "Say why" in html


def test_a_label_can_be_for_listeners_only():
    assert "govuk-visually-hidden" in ReviewForm()["grade"].as_govuk(hidden_label=True)
