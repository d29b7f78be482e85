from django import forms

from govuk.forms import DateField, GovukForm, LongTextField, TextField

MOODS = [("well", "Well"), ("not", "Not so well")]
STANDARDS = [("a", "Analysis"), ("p", "Planning")]


class SampleForm(GovukForm):
    wellbeing = LongTextField(label="How are you?")
    strengths = LongTextField(label="What went well?", required=False)
    mood = forms.ChoiceField(label="Your month", choices=MOODS, widget=forms.RadioSelect)
    reason = TextField(label="What is not so well?")
    standards = forms.MultipleChoiceField(
        label="Standards", choices=STANDARDS, widget=forms.CheckboxSelectMultiple, required=False
    )
    met = DateField(label="Date of the meeting")
    govuk = {"mood": {"conditional": {"not": ["reason"]}}}


class ActionForm(GovukForm):
    text = TextField(label="Action", required=False)
    owner = forms.ChoiceField(label="Owner", choices=[("me", "Me"), ("you", "You")], required=False)


class BaseActions(forms.BaseFormSet):
    row_name = "Action"


Actions = forms.formset_factory(ActionForm, formset=BaseActions, extra=2)
