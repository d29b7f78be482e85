from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django import forms

from drafts.forms import choices_of
from govuk.forms import DateField, GovukForm, TextField, TimeField
from people.models import Person
from policy.rulebook import Rulebook
from supervision.rules import Leader

FURTHEST_DAYS = 366
ASKED = " (the record asks why)"
NOBODY = "nobody"


class PlanForm(GovukForm):
    """A day within the coming year; time and place may wait.

    `joining`: the practice supervisors who could take part in the meeting. Without one it is not
    asked.
    """

    planned_for = DateField(
        label="Date",
        help_text="For example, 27 3 2027",
        error_messages={"required": "Enter the date of the PLR"},
    )
    starts_at = TimeField(
        label="Time (optional)", help_text="For example, 14:30 or 2.30pm", required=False
    )
    place = TextField(
        label="Place or link (optional)",
        help_text="A room, or the address of an online meeting",
        limit=300,
        required=False,
    )
    led_by = forms.ChoiceField(
        label="Who leads it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who leads the PLR"},
    )
    joined_by = forms.ChoiceField(
        label="Does a practice supervisor join the meeting?",
        help_text="They get the date, and see nothing of what is written.",
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(
        self,
        *args,
        leaders: Sequence[Leader],
        joining: Sequence[Person],
        today: date,
        days_held: Collection[date],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.joining = {str(person.pk): person for person in joining}
        if joining:
            names = [(key, person.name) for key, person in self.joining.items()]
            self.fields["joined_by"].choices = [(NOBODY, "Nobody"), *names]
        else:
            del self.fields["joined_by"]
        self.leaders = {str(leader.person.pk): leader for leader in leaders}
        self.days_held = days_held
        self.fields["led_by"].choices = [
            (key, f"{leader.person.name}{ASKED if leader.asked_why else ''}")
            for key, leader in self.leaders.items()
        ]
        self.fields["planned_for"].min = today
        self.fields["planned_for"].max = today + timedelta(days=FURTHEST_DAYS)

    def clean_led_by(self) -> Person:
        leader = self.leaders[self.cleaned_data["led_by"]]
        if leader.leading.refused:
            raise forms.ValidationError(leader.leading.sentence, code="refused")
        return leader.person

    def clean_joined_by(self) -> Person | None:
        return self.joining.get(self.cleaned_data["joined_by"])

    def clean_planned_for(self) -> date:
        day = self.cleaned_data["planned_for"]
        if day in self.days_held:
            raise forms.ValidationError(
                "There was a PLR on this day already. Choose another day",
                params={"parts": ["day", "month", "year"]},
                code="taken",
            )
        return day


class MoveForm(PlanForm):
    """The same for a PLR that is planned: another day needs a reason (AMB-15)."""

    reason = forms.ChoiceField(
        label="Why is it moved? (only for another day)",
        choices=[("", "Choose a reason")],
        required=False,
    )

    def __init__(self, *args, rulebook: Rulebook, **kwargs):
        super().__init__(*args, **kwargs)
        reasons = choices_of(rulebook.choices.cancellation_reasons)
        self.fields["reason"].choices = [("", "Choose a reason"), *reasons]

    def clean(self) -> dict:
        given = super().clean()
        moved = "planned_for" in given and given["planned_for"] != self.initial["planned_for"]
        if moved and given.get("reason") == "":
            self.add_error("reason", "Choose why the PLR is moved")
        return given


class CancelForm(GovukForm):
    reason = forms.ChoiceField(
        label="Why is the PLR cancelled?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why the PLR is cancelled"},
    )

    def __init__(self, *args, rulebook: Rulebook, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = choices_of(rulebook.choices.cancellation_reasons)
