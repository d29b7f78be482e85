from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from govuk.dates import uk_date
from govuk.forms import DateField, GovukForm, LongText, LongTextField
from people.models import Person
from policy.rulebook import Rulebook
from supervision.models import PLR

IN_A_MEETING, LATER = "meeting", "later"
LATER_HINT = "The next general meeting about self-regulation that you record puts it on record."


class PlaceForm(GovukForm):
    """In which PLR or general meeting a decision is recorded (P22-3.2c)."""

    place = forms.ChoiceField(
        label="Where is the decision recorded?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the decision is recorded"},
    )
    met_on = DateField(
        label="Day of the general meeting",
        help_text="For example, 27 3 2027. The meeting is on record from today.",
        error_messages={"required": "Enter the day of the general meeting"},
        past=True,
    )
    govuk: dict[str, dict[str, Any]] = {
        "place": {"conditional": {IN_A_MEETING: ["met_on"]}, "item_hints": {LATER: LATER_HINT}}
    }

    def __init__(self, *args: Any, plrs: Sequence[PLR], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.plrs = {f"plr-{plr.pk}": plr for plr in plrs}
        self.fields["place"].choices = [
            *((key, in_words(plr)) for key, plr in self.plrs.items()),
            (IN_A_MEETING, "In a general meeting that was held"),
        ]

    @property
    def plr(self) -> PLR | None:
        return self.plrs.get(self.cleaned_data["place"])

    def refuse_meeting_before(self, day: date | None) -> None:
        met_on = self.cleaned_data.get("met_on")
        if met_on and day and met_on < day:
            self.add_error("met_on", "The meeting must be on the day of the decision or later")


class DecisionForm(PlaceForm):
    """A tick-box where approval is the one decision that can be made, else a choice (P22-3.1b)."""

    outcome = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide"},
    )
    approved = forms.BooleanField(error_messages={"required": "Tick the box to approve"})
    decided_on = DateField(
        label="On which day did you decide?",
        help_text="For example, 27 3 2027",
        error_messages={"required": "Enter the day of the decision"},
        past=True,
    )
    reason = LongTextField(
        label="Why?",
        widget=LongText(rows=5),
        error_messages={"required": "Write why you decide so"},
    )
    field_order = ["outcome", "approved", "decided_on", "reason", "place", "met_on"]

    def __init__(
        self, *args: Any, person: Person, outcomes: Sequence[str], book: Rulebook, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        entries = book.choices.self_regulation_outcomes
        self.fields["outcome"].choices = [(key, entries[key].title) for key in outcomes]
        hints = {key: entries[key].hint for key in outcomes}
        self.govuk = {**self.govuk, "outcome": {"item_hints": hints}}
        self.fields["place"].choices.append((LATER, "I will say so later"))
        self.fields["approved"].label = f"{person} may {book.self_regulation.allows}"
        self.fields["reason"].help_text = f"{person} can read it."
        if tuple(outcomes) == ("approved",):
            del self.fields["outcome"], self.fields["decided_on"]
        else:
            del self.fields["approved"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.refuse_meeting_before(given.get("decided_on"))
        return given

    def refuse_day(self, earliest: date) -> None:
        self.add_error("decided_on", f"The day must be on or after {uk_date(earliest)}")


def in_words(plr: PLR) -> str:
    if plr.held_on:
        return f"In the PLR of {uk_date(plr.held_on)}, which is being written up"
    return f"In the PLR that is planned for {uk_date(plr.planned_for)}"
